import Journal
package import Payments
package import TextSafety

/// A note that somebody at this desk wrote on a payment.
package struct PaymentNote: Hashable, Sendable {
  /// When.
  package let time: Instant
  /// Who.
  package let actor: Actor
  /// What they wrote.
  package let words: SafeText
  /// The dispute for which the payment is held by it; `nil` for a mere note.
  package let dispute: DisputeHold?

  /// Makes a note.
  package init(time: Instant, actor: Actor, words: SafeText, dispute: DisputeHold? = nil) {
    self.time = time
    self.actor = actor
    self.words = words
    self.dispute = dispute
  }

  /// Makes the note that a hold for a dispute is.
  package init(_ hold: DisputeHold) {
    self.init(time: hold.time, actor: hold.actor, words: hold.sentence, dispute: hold)
  }

  init(_ recorded: RecordedNote) {
    self.init(time: recorded.time, actor: recorded.actor, words: recorded.words)
  }
}

extension SupportDesk {
  /// Writes this person's note on a payment into the record.
  ///
  /// It stays there and is never sent anywhere; a text that looks like a card number is refused.
  package func note(_ text: String, on key: PaymentKey) throws(DeskError) -> PaymentNote {
    let time = now()
    try recorded { () throws(JournalError) in
      try journal.note(text, on: key, actor: actor, at: time)
    }
    return PaymentNote(time: time, actor: actor, words: SafeText(sanitizing: text))
  }
}
