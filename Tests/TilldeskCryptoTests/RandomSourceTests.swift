import Testing
import TilldeskCrypto

/// Random bytes from the system and from a seed.
struct RandomSourceTests {
  @Test func `the same seed gives the same bytes`() {
    let first = RandomSource.seeded(42)
    let second = RandomSource.seeded(42)
    for count in [0, 1, 16, 32, 1_000] { #expect(first.bytes(count) == second.bytes(count)) }
    #expect(first.hex32() == second.hex32())
    #expect(first.uuidV4() == second.uuidV4())
    #expect(first.integer(below: 1_000_000) == second.integer(below: 1_000_000))
  }

  @Test func `a seeded run is the same on every machine`() {
    let source = RandomSource.seeded(1)
    #expect(source.hex32() == "592b3b524842a23cc3839e21aa844024")
    #expect(source.uuidV4() == "ed73332b-d54c-4040-9bd5-2ba0957fdd3a")
  }

  @Test func `another seed and another call give other bytes`() {
    let source = RandomSource.seeded(1)
    let draws = (0..<1_000).map { _ in source.hex32() }
    #expect(Set(draws).count == draws.count)
    #expect(RandomSource.seeded(2).hex32() != draws[0])
    #expect(Set((0..<100).map { _ in RandomSource.system.hex32() }).count == 100)
  }

  @Test func `tasks that share a seeded source never get the same bytes`() async {
    let source = RandomSource.seeded(9)
    let drawn = await withTaskGroup(of: [String].self) { group in
      for _ in 0..<8 { group.addTask { (0..<100).map { _ in source.hex32() } } }
      return await group.reduce(into: Set()) { $0.formUnion($1) }
    }
    #expect(drawn.count == 800)
  }

  @Test(arguments: [RandomSource.system, .seeded(3)])
  func `keys and UUIDs have their form`(source: RandomSource) throws {
    for _ in 0..<200 {
      let key = source.hex32()
      #expect(key.utf8.count == 32)
      #expect(try Hex.encode(Hex.decode(key)) == key)
      let uuid = source.uuidV4()
      #expect(uuid.split(separator: "-").map(\.utf8.count) == [8, 4, 4, 4, 12])
      #expect(uuid == uuid.lowercased())
      let digits = Array(uuid)
      #expect(digits[14] == "4")
      #expect("89ab".contains(digits[19]))
    }
  }

  @Test(arguments: [1, 2, 3, 7, 10, 256])
  func `integers stay below their bound and reach every value`(bound: Int) {
    let source = RandomSource.seeded(UInt64(bound))
    let drawn = Set((0..<bound * 20).map { _ in source.integer(below: bound) })
    #expect(drawn == Set(0..<bound))
  }

  /// 2^64 mod 3 is 1: only an all-zero draw is biased, and the next one counts.
  @Test func `a biased draw is drawn again`() {
    let draws = [[UInt8](repeating: 0, count: 8), [0, 0, 0, 0, 0, 0, 0, 5]]
    let script = Script(draws)
    let source = RandomSource { _ in script.next() }
    #expect(source.integer(below: 3) == 2)
    #expect(script.isSpent)
  }

  @Test func `the largest bound works`() {
    let number = RandomSource.seeded(5).integer(below: .max)
    #expect(number >= 0 && number < .max)
  }

  @Test func `misuse is a programmer's error`() async {
    await #expect(processExitsWith: .failure) { _ = RandomSource.system.integer(below: 0) }
    await #expect(processExitsWith: .failure) { _ = RandomSource.system.bytes(-1) }
    await #expect(processExitsWith: .failure) { _ = RandomSource { _ in [] }.bytes(1) }
  }
}
