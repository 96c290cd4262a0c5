import Testing

@testable import tilldesk

/// The bell that ends a sleep.
struct BellTests {
  @Test func `a ring before the sleep is not lost, and counts once`() async {
    let bell = Bell()
    bell.ring()
    bell.ring()
    await bell.wait(milliseconds: nil)
    await bell.wait(milliseconds: 1)
  }

  @Test func `a ring ends a sleep without end`() async {
    let bell = Bell()
    async let sleeper: Void = bell.wait(milliseconds: nil)
    bell.ring()
    await sleeper
  }

  @Test(arguments: [-5, 0, 1, 30] as [Int64]) func `a sleep ends by itself`(
    _ milliseconds: Int64
  ) async {
    await Bell().wait(milliseconds: milliseconds)
  }
}
