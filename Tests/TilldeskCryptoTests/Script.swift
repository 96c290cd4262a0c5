import Synchronization

/// Gives prepared answers one after the other.
final class Script: Sendable {
  private let remaining: Mutex<[[UInt8]]>

  init(_ answers: [[UInt8]]) {
    remaining = Mutex(answers)
  }

  /// The next answer; none when all were given.
  func next() -> [UInt8] {
    remaining.withLock { $0.isEmpty ? [] : $0.removeFirst() }
  }

  var isSpent: Bool { remaining.withLock { $0.isEmpty } }
}
