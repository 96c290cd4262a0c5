import Journal
import Payments
import TextSafety

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

  /// Runs the bookkeeping that a read brings with it.
  ///
  /// A record that may only be read gains nothing, and what was read counts all the same.
  func booked(_ work: () throws(DeskError) -> Void) throws(DeskError) {
    guard journal.obstacle == nil else { return }
    do throws(DeskError) { try work() } catch {
      // What is the matter with the record may have been found out this very moment.
      guard journal.obstacle != nil else { throw error }
    }
  }

  /// The acceptance of a record in which decisions on a payment may be missing; `nil` where none can be.
  ///
  /// Once a person decided on it afterwards, they have looked.
  func gap(around payment: Transaction, intents: [Intent]) -> RecordedAcceptance? {
    journal.acceptances.last { acceptance in
      guard acceptance.isWhole else { return false }
      let existed = (payment.created?.instant).map { $0 < acceptance.to } ?? true
      return existed && !intents.contains { $0.created > acceptance.to }
    }
  }

  /// Why a refund asks first although the record knows of none before; `nil` where nothing can be missing.
  func missingDecisions(
    on payment: Transaction, intents: [Intent]
  ) throws(DeskError) -> ActionRefusal? {
    if let gap = gap(around: payment, intents: intents) {
      return .decisionsMissing(gap.actor, gap.to)
    }
    return try strayTag(around: payment, intents: intents)
      .map { .recordBehind($0.refund.amount, tag: $0.tag) }
  }
}
