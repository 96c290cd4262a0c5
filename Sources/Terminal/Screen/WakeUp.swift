import CNcurses

/// Wakes the loop that sleeps in ``Screen/nextEvent(timeoutMilliseconds:)``, from any thread.
package final class WakeUp: Sendable {
  let descriptor: Int32

  /// Takes a descriptor of the system.
  package init() throws(TerminalError) {
    descriptor = CNWakeUpOpen()
    guard descriptor >= 0 else { throw .refused }
  }

  deinit { CNWakeUpClose(descriptor) }

  /// Makes the next event ``TerminalEvent/woken``; several calls before it make one.
  package func signal() { CNWakeUpSignal(descriptor) }

  /// Takes the wake-up, so that the next one is seen.
  func drain() { CNWakeUpDrain(descriptor) }
}
