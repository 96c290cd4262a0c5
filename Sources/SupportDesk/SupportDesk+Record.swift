import Journal
import Payments
package import TextSafety

// What the record is worth (I25), as the use cases heed it.

extension SupportDesk {
  /// Why nothing may be decided on the record now; `nil` when nothing is in the way.
  func recordObstacle(in mode: Mode) throws(DeskError) -> SafeText? {
    if let obstacle = journal.obstacle { return obstacle.sentence }
    guard mode == .live else { return nil }
    let isOverdue = try recorded { () throws(JournalError) in
      try journal.isVerificationOverdue(at: now())
    }
    return isOverdue
      ? "The worker has not proved the record for more than a day: look at its log, or run tilldesk audit verify."
      : nil
  }

  /// What is the matter with the record itself; `nil` when it is the one that was left.
  package var recordMatter: SafeText? { journal.obstacle?.sentence }
}
