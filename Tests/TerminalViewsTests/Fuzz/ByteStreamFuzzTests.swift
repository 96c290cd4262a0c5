import HostileScreens
import Testing

/// Hostile text on every screen, judged by a terminal that is sent the real bytes.
struct ByteStreamFuzzTests {
  @Test func `a terminal shows the canvas cell for cell, whatever the texts`() async {
    // In a process of its own, whose standard output is the terminal.
    await #expect(processExitsWith: .success) {
      let outcome = try ByteFuzz.run(strings: 0)
      #expect(outcome.rounds == HostileScreen.all.count)
      #expect(outcome.leak == nil)
    }
  }
}
