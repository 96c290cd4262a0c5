package import Payments
package import TextSafety

/// Everything that was recorded about a payment, the newest last; opens at its end.
package struct TimelineModel: Hashable, Sendable {
  /// The payment.
  package let key: PaymentKey
  /// Its reference, else its id.
  package let reference: SafeText
  /// Its account.
  package let account: SafeText
  /// LIVE or test.
  package let mode: Mode
  /// What was recorded, oldest first; `nil` before it was read.
  package var lines: [TimelineLine]?
  /// Why it could not be read; `nil` when it could, or while it is being read.
  package var failure: SafeText?
  /// The serial of the read under way or last made.
  package var serial: Int
  /// When it was asked for.
  package var askedAt: Instant
  /// How many of the newest are scrolled past; 0 shows the end.
  package var newestHidden = 0

  /// Makes the timeline of a payment, not yet read.
  package init(
    key: PaymentKey, reference: SafeText, account: SafeText, mode: Mode, serial: Int,
    askedAt: Instant
  ) {
    self.key = key
    self.reference = reference
    self.account = account
    self.mode = mode
    self.serial = serial
    self.askedAt = askedAt
  }

  /// Whether it is being read.
  package var isLoading: Bool { lines == nil && failure == nil }
}

/// One line of a payment's history: who did what when, and what came of it.
package struct TimelineLine: Hashable, Sendable {
  /// When it was recorded.
  package var time: Instant
  /// Who did it.
  package var actor: Actor
  /// What happened in a few words: `refund of 5.00 GBP succeeded`.
  package var title: SafeText
  /// The words that go with it: a note, a message; empty when there are none.
  package var words: SafeText
  /// The state of the decision afterwards; `nil` where it did not change.
  package var state: IntentState?
  /// The attempt, from 1; `nil` when it is about none.
  package var attempt: Int?
  /// The HTTP status of an answer; `nil` when there was none.
  package var httpStatus: Int?

  /// Makes a line.
  package init(
    time: Instant, actor: Actor, title: SafeText, words: SafeText, state: IntentState?,
    attempt: Int?, httpStatus: Int?
  ) {
    self.time = time
    self.actor = actor
    self.title = title
    self.words = words
    self.state = state
    self.attempt = attempt
    self.httpStatus = httpStatus
  }
}
