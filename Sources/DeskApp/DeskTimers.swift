import Payments
import ViewModels

/// The timers that the models asked for; one of each at most.
struct DeskTimers {
  private var dues: [DeskTimer: Instant] = [:]

  mutating func schedule(_ timer: DeskTimer, milliseconds: Int, at now: Instant) {
    dues[timer] = now.adding(milliseconds: Int64(milliseconds))
  }

  mutating func unschedule(_ timer: DeskTimer) { dues[timer] = nil }

  /// Takes the timers that have run out, the earliest first.
  mutating func due(at now: Instant) -> [DeskTimer] {
    let over = dues.filter { $0.value <= now }.sorted { $0.value < $1.value }.map(\.key)
    for timer in over { dues[timer] = nil }
    return over
  }

  /// How long one may sleep: until the next timer, or for ever.
  func wait(at now: Instant) -> Int? {
    dues.values.min().map { Int(max(0, $0.milliseconds(since: now))) }
  }
}
