import Terminal
import ViewModels

/// The timers that the models asked for; one of each at most.
///
/// They follow a clock that nobody sets: no correction of the host's time makes a wait longer or ends it.
struct DeskTimers {
  private let clock = ContinuousClock()
  private var dues: [DeskTimer: ContinuousClock.Instant] = [:]

  mutating func schedule(_ timer: DeskTimer, milliseconds: Int) {
    dues[timer] = clock.now + .milliseconds(milliseconds)
  }

  mutating func unschedule(_ timer: DeskTimer) { dues[timer] = nil }

  /// Takes the timers that have run out, the earliest first.
  mutating func due() -> [DeskTimer] {
    guard !dues.isEmpty else { return [] }
    let now = clock.now
    let over = dues.filter { $0.value <= now }.sorted { $0.value < $1.value }.map(\.key)
    for timer in over { dues[timer] = nil }
    return over
  }

  /// The milliseconds that one may sleep: until the next timer, or for ever.
  var wait: Int? { dues.values.min().map { Int(clock.milliseconds(until: $0)) } }
}
