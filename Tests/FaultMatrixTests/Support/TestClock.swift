import Journal
import Payments
import Synchronization

/// A wall clock and a boot clock that stand still until the test moves them, both at once.
final class TestClock: Sendable {
  private let passed = Mutex(Int64(0))

  /// 21 September 2026: after every payment that the simulated providers hold.
  private static let start = Instant(milliseconds: 1_790_000_000_000)

  /// The time by the wall clock.
  var now: Instant { Self.start.adding(milliseconds: passed.withLock { $0 }) }

  /// The clock that runs since the machine started.
  var boot: BootClock {
    BootClock { [self] in BootTime(bootID: "one", milliseconds: passed.withLock { $0 }) }
  }

  /// Lets time pass.
  func advance(milliseconds: Int64) { passed.withLock { $0 += milliseconds } }

  /// Lets time pass until a moment; one that is over changes nothing.
  func advance(to moment: Instant) {
    advance(milliseconds: max(0, moment.milliseconds(since: now)))
  }
}
