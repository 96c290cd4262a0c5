import SeededRandom
import Testing
import TextSafety

/// How far one text is from another.
struct EditDistanceTests {
  private func distance(_ left: String, _ right: String, most: Int = 99) -> Int? {
    EditDistance.between(Array(left.unicodeScalars), Array(right.unicodeScalars), most: most)
  }

  @Test(arguments: [
    ("", "", 0), ("", "abc", 3), ("abc", "abc", 0), ("abc", "abd", 1), ("abc", "ac", 1),
    ("abc", "acb", 1), ("abcd", "badc", 2), ("ca", "abc", 3), ("order1001", "order1010", 1),
    ("kitten", "sitting", 3),
  ])
  func `a distance is the least number of changes, in both directions`(
    left: String, right: String, distance: Int
  ) {
    #expect(self.distance(left, right) == distance)
    #expect(self.distance(right, left) == distance)
  }

  @Test(arguments: 1...200 as ClosedRange<UInt64>)
  func `a bound changes nothing but that more is no distance`(seed: UInt64) throws {
    var random = SeededRandom(seed: seed)
    func word() -> String {
      String((0..<random.below(9)).map { _ in random.pick(Array("abc")) })
    }
    let (left, right) = (word(), word())
    let whole = try #require(distance(left, right))
    for most in 0...10 {
      #expect(distance(left, right, most: most) == (whole <= most ? whole : nil))
    }
  }
}
