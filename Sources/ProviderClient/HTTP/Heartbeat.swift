import Synchronization

/// Notices that this process stood still while it waited: a stopped job, a suspended host.
///
/// An answer lies in its socket until somebody takes it, and nothing in it says for how long. So
/// something ticks beside the waiting: a tick that comes late tells since when nobody looked.
final class Heartbeat: Sendable {
  private struct State {
    var lastTick = ContinuousClock.now
    /// The last tick before the latest standstill.
    var stoodStill: ContinuousClock.Instant?

    mutating func tick() {
      let now = ContinuousClock.now
      if lastTick.duration(to: now) > Heartbeat.tolerance { stoodStill = lastTick }
      lastTick = now
    }
  }

  private let state = Mutex(State())

  /// How often it has to tick.
  static let interval: Duration = .milliseconds(200)
  /// A busy host is late as well, by less.
  private static let tolerance: Duration = .seconds(1)

  /// Says that the process runs.
  func tick() { state.withLock { $0.tick() } }

  /// How long ago the latest standstill began, which is how old an answer found now may be; zero
  /// when there was none.
  func age() -> Duration {
    state.withLock { state in
      state.tick()
      return state.stoodStill.map { $0.duration(to: .now) } ?? .zero
    }
  }
}
