import Journal
import Synchronization

/// A boot clock that a test moves; it starts at nothing.
final class MovableBootClock: Sendable {
  /// A number that several threads may read.
  final class Value: Sendable {
    private let state = Mutex<Int64>(0)

    var now: Int64 { state.withLock { $0 } }

    func set(_ value: Int64) { state.withLock { $0 = value } }
  }

  let milliseconds = Value()

  var bootClock: BootClock {
    BootClock { BootTime(bootID: "boot", milliseconds: self.milliseconds.now) }
  }
}
