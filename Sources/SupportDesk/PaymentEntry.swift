import Journal
package import Payments
import TextSafety

/// What a person writes down on a payment; it stays in the record and moves nothing.
package enum PaymentEntry: Hashable, Sendable {
  /// A note for colleagues.
  case note(String)
  /// That the payer's bank has a dispute about it: refunds and cancels ask first from then on.
  case hold(DisputeDraft)
  /// That this is over; the hold that the person was shown, by its number.
  case lift(Int64, note: String)
}

extension SupportDesk {
  /// Writes down what this person has to say about a payment; what cannot stand there is refused in one sentence.
  package func write(_ entry: PaymentEntry, on key: PaymentKey) throws(DeskError) -> PaymentNote {
    switch entry {
    case .note(let text): return try note(text, on: key)
    case .hold(let dispute):
      // Nowhere on earth is it a later day.
      let today = CivilTime(now(), offsetSeconds: 14 * 3600)
      for field in DisputeDraft.Field.allCases {
        if let mistake = dispute.mistake(in: field, today: today) {
          throw .refused(.ruling(mistake))
        }
      }
      do throws(JournalError) {
        return PaymentNote(try journal.hold(key, for: dispute, actor: actor, at: now()))
      } catch .disputed(let hold) {
        throw .refused(
          .ruling("It is held already, by \(hold.actor.safe) for \(hold.name): lift that first."))
      } catch {
        throw DeskError(error)
      }
    case .lift(let hold, let note):
      if let mistake = DisputeDraft.mistake(inNote: note) { throw .refused(.ruling(mistake)) }
      let time = now()
      try recorded { () throws(JournalError) in
        try journal.lift(hold, on: key, note: note, actor: actor, at: time)
      }
      return PaymentNote(time: time, actor: actor, words: SafeText(sanitizing: note))
    }
  }

  /// The dispute for which a payment is held, as the record has it now; `nil` where it is not.
  func disputeHold(on key: PaymentKey) throws(DeskError) -> DisputeHold? {
    try recorded { () throws(JournalError) in try journal.disputeHold(on: key) }
  }
}

extension PaymentDetail {
  /// The dispute for which it is held; `nil` where it is not.
  package var dispute: DisputeHold? { notes.lazy.compactMap(\.dispute).first }
}

extension Transaction {
  /// The payment with the status of one that is held for a dispute, whatever its provider says of it so far.
  func showing(_ hold: DisputeHold?) -> Transaction {
    guard hold != nil else { return self }
    var shown = self
    // What was not paid is not called so.
    shown.status = status.isPaid ? .disputed : .review
    return shown
  }
}

extension DeskError {
  /// What a failure of the journal means to who decides: a dispute that they were not told of is a change of the payment.
  init(_ error: JournalError, before kind: IntentKind, during step: JournalStep) {
    guard case .disputed(let hold) = error else {
      self.init(error, during: step)
      return
    }
    self = .refused(.changed(hold.warning(before: kind)))
  }
}
