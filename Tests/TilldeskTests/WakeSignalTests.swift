import Testing

@testable import tilldesk

/// The wakeSignal that ends a sleep.
struct WakeSignalTests {
  @Test func `a ring before the sleep is not lost, and counts once`() async {
    let wakeSignal = WakeSignal()
    wakeSignal.send()
    wakeSignal.send()
    await wakeSignal.wait(milliseconds: nil)
    await wakeSignal.wait(milliseconds: 1)
  }

  @Test func `a ring ends a sleep without end`() async {
    let wakeSignal = WakeSignal()
    async let sleeper: Void = wakeSignal.wait(milliseconds: nil)
    wakeSignal.send()
    await sleeper
  }

  @Test(arguments: [-5, 0, 1, 30] as [Int64]) func `a sleep ends by itself`(
    _ milliseconds: Int64
  ) async {
    await WakeSignal().wait(milliseconds: milliseconds)
  }
}
