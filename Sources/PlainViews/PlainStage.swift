import SupportDesk
import ViewModels

/// What the conversation waits for: an answer of the person, or of the world.
enum PlainStage: Hashable {
  /// A person is asked.
  case asking(PlainQuestion)
  /// Something is under way.
  case waiting(PlainWait)
  /// The program is left.
  case over
}

/// A question.
enum PlainQuestion: Hashable {
  /// What to do next, in a place.
  case place(PlainPlace)
  /// A field of the refund form; its button asks what to change.
  case field(RefundFormModel.Field)
  /// A note on the payment.
  case note
  /// Whether it happened or not.
  case verdict
  /// A field of a ruling; its button asks whether to try again.
  case ruling(RulingFormModel.Field)
  /// The word that moves money, or rules.
  case word
  /// The end of the reference.
  case reference
  /// Whether to take back what goes out in some seconds; nothing is asked, any line does it.
  case takeBack
  /// Whether to lose what was written.
  case quit
}

/// What was asked for and is shown as soon as it is there.
enum PlainAwaited: Hashable {
  /// What happened while the agent was away.
  case news
  /// What a search finds.
  case rows
  /// A payment.
  case facts
  /// What needs somebody.
  case matters
  /// The evidence of one matter.
  case evidence
  /// A check or a replay.
  case work
}

/// What is waited for.
enum PlainWait: Hashable {
  /// What is shown then.
  case awaited(PlainAwaited)
  /// The record of a payment.
  case timeline
  /// A note is written into the record.
  case noting
  /// A payment is read before anything is decided on it.
  case decision
  /// A decision is checked against a fresh read.
  case review
  /// The keyboard has to be quiet.
  case quiet
  /// A decision is written down.
  case preparing
  /// A decision is on the wire.
  case sending
  /// A decision is taken back.
  case discarding
  /// A ruling is written down.
  case recording
  /// The program ends as soon as what is on the wire is recorded.
  case end
}
