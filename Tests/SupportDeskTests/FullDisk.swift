import Journal
import Synchronization

/// A disk that is full from some change of the journal on, until it is emptied.
final class FullDisk: Sendable {
  private let room = Mutex<Int?>(nil)

  /// What the journal is opened with.
  var fuse: JournalFuse {
    JournalFuse(
      before: { () throws(JournalError) in
        let isFull = self.room.withLock { room in
          guard let left = room else { return false }
          room = max(0, left - 1)
          return left == 0
        }
        if isFull { throw .full("the disk") }
      }, after: { () throws(JournalError) in })
  }

  /// Lets so many more changes through.
  func fillAfter(changes: Int) { room.withLock { $0 = changes } }

  /// Makes room.
  func empty() { room.withLock { $0 = nil } }
}
