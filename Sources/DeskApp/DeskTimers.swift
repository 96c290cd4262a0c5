import Terminal
import ViewModels

/// The timers that the models asked for; one of each at most.
///
/// They follow a clock that nobody sets: no correction of the host's time makes a wait longer or ends it.
struct DeskTimers {
  private let clock = ContinuousClock()
  /// The earliest first; hardly ever more than two.
  private var running: [(timer: DeskTimer, end: ContinuousClock.Instant)] = []

  mutating func schedule(_ timer: DeskTimer, milliseconds: Int) {
    unschedule(timer)
    let end = clock.now + .milliseconds(milliseconds)
    let place = running.firstIndex { end < $0.end } ?? running.endIndex
    running.insert((timer, end), at: place)
  }

  mutating func unschedule(_ timer: DeskTimer) { running.removeAll { $0.timer == timer } }

  /// Takes the timers that have run out, the earliest first.
  mutating func due() -> [DeskTimer] {
    guard !running.isEmpty else { return [] }
    let now = clock.now
    let over = running.prefix { $0.end <= now }
    running.removeFirst(over.count)
    return over.map(\.timer)
  }

  /// The milliseconds that one may sleep: until the next timer, or for ever.
  var wait: Int? { running.first.map { Int(clock.milliseconds(until: $0.end)) } }
}
