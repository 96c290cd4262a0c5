import Journal
import Payments
import TextSafety

// What the record is worth (I25), as the use cases heed it.

extension SupportDesk {
  /// Why nothing may be decided on the record now; `nil` when nothing is in the way.
  func recordObstacle(in mode: Mode) throws(DeskError) -> SafeText? {
    try recorded { () throws(JournalError) in try journal.reconsider() }
    if let obstacle = journal.obstacle { return obstacle.sentence }
    guard mode == .live else { return nil }
    let isOverdue = try recorded { () throws(JournalError) in
      try journal.isVerificationOverdue(at: now())
    }
    return isOverdue
      ? "The worker has not proved the record for more than a day: look at its log, or run tilldesk audit verify."
      : nil
  }

  /// Whether nothing may be decided on the record; a person may have accepted it since that was found.
  var isClosed: Bool {
    // What cannot be judged anew stays as it was.
    try? journal.reconsider()
    return journal.obstacle != nil
  }

  /// Runs the bookkeeping that a read brings with it.
  ///
  /// A record that may only be read gains nothing, and what was read counts all the same; so it does where the payment's
  /// rows turn out to have been changed from outside, which locks it.
  func booked(_ work: () throws(DeskError) -> Void) throws(DeskError) {
    guard journal.obstacle == nil else { return }
    do throws(DeskError) { try work() } catch {
      // What is the matter with the record may have been found out this very moment.
      if case .refused(.frozen) = error { return }
      guard journal.obstacle != nil else { throw error }
    }
  }

  /// Locks payments of late decisions whose rows were changed from outside, so that nobody is told "nothing" from a row
  /// that somebody edited.
  package func lockWhatDiffers() throws(DeskError) {
    let locked = try recorded { () throws(JournalError) in
      try journal.lockWhatDiffersLately(at: now())
    }
    for key in locked { annotate(key) }
  }

  /// Whether decisions on a payment may be missing in the record, so that what remains is a bound.
  func mayLackDecisions(
    on payment: Transaction, intents: [Intent]
  ) throws(DeskError) -> Bool {
    if journal.obstacle != nil { return true }
    if try gap(around: payment) != nil { return true }
    return try strayTag(around: payment, intents: intents) != nil
  }

  /// The acceptance of a record in which decisions on a payment may be missing; `nil` where none can be, and once a
  /// person stated how much of it went back in all.
  private func gap(around payment: Transaction) throws(DeskError) -> RecordedAcceptance? {
    let acceptance = journal.acceptances.last { acceptance in
      guard acceptance.isWhole else { return false }
      // A clock that was set back tells less than the last event of before.
      let end = max(acceptance.from, acceptance.to)
      return (payment.created?.instant).map { $0 < end } ?? true
    }
    guard let acceptance else { return nil }
    let isStated = try timeline(payment.key).contains {
      $0.kind == .released && $0.sequence > acceptance.sequence
    }
    return isStated ? nil : acceptance
  }

  /// Why a refund asks first although the record knows of none before; `nil` where nothing can be missing.
  ///
  /// Who decided on the payment since the acceptance has looked at it. A token may still name a decision that is
  /// missing: whoever repeats it has to say that it is another.
  func missingDecisions(
    in detail: PaymentDetail, token: String?
  ) throws(DeskError) -> ActionRefusal? {
    if let gap = try gap(around: detail.transaction) {
      let hasLooked = try timeline(detail.transaction.key).contains {
        $0.state == .prepared && $0.sequence > gap.sequence
      }
      if token != nil || !hasLooked { return .decisionsMissing(gap.actor, gap.to) }
    }
    return try strayTag(around: detail.transaction, intents: detail.intents)
      .map { .recordBehind($0.refund.amount, tag: $0.tag) }
  }
}
