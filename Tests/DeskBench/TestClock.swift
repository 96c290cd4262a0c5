package import Journal
package import Payments
import Synchronization

/// A wall clock and a boot clock that stand still until the test moves them, both at once.
package final class TestClock: Sendable {
  private struct State {
    var now: Instant
    var providersAheadSeconds: Int64 = 0
  }

  private let state: Mutex<State>

  /// Begins on 21 September 2026, after every payment that the simulated providers hold.
  package init(at start: Instant = Instant(milliseconds: 1_790_000_000_000)) {
    state = Mutex(State(now: start))
  }

  /// The time.
  package var now: Instant { state.withLock { $0.now } }

  /// The time at the providers.
  package var providerNow: Instant {
    state.withLock { $0.now.adding(seconds: $0.providersAheadSeconds) }
  }

  /// Sets the providers' clocks so many seconds ahead.
  package func skew(seconds: Int64) { state.withLock { $0.providersAheadSeconds = seconds } }

  /// The same time as the machine's boot clock tells it.
  package var bootClock: BootClock {
    BootClock { [self] in BootTime(bootID: "boot", milliseconds: now.milliseconds) }
  }

  /// Lets time pass.
  package func advance(seconds: Int64) { advance(milliseconds: seconds * 1000) }

  /// Lets time pass.
  package func advance(milliseconds: Int64) {
    state.withLock { $0.now = $0.now.adding(milliseconds: milliseconds) }
  }

  /// Lets time pass until a moment; one that is over changes nothing.
  package func advance(to moment: Instant) {
    state.withLock { $0.now = max($0.now, moment) }
  }
}
