import Payments
import SupportDesk
import TextSafety

/// Where a decision stands: in a state of the journal, or at a no of the desk's own.
enum Standing: Hashable, Sendable {
  /// As the journal has it.
  case state(IntentState)
  /// The desk did not begin, or did not send; nothing left.
  case refused(Refusal)
  /// Sent, and what came back could not be recorded (I14).
  case unrecorded

  /// Why the desk itself said no.
  enum Refusal: String, Hashable, Sendable {
    /// The journal's disk takes no more.
    case diskFull = "disk full"
    /// The clocks are too far apart.
    case clock = "clock"
    /// Another decision on the payment is open (I3).
    case otherOpen = "another is open"
    /// A refund of the same amount is pending (I3).
    case samePending = "same is pending"
    /// The payment is not what the agent saw (I11).
    case changed = "it changed"
    /// A refund like it was made a short while ago (I15).
    case asksAgain = "asks again"
    /// Something else.
    case other = "other"
  }

  /// The words of the table.
  var title: String {
    switch self {
    case .state(.unknown): "unknown"
    case .state(.needsHuman): "person"
    case .state(let state): state.title.text
    case .refused(let refusal): "refused: \(refusal.rawValue)"
    case .unrecorded: "unsaved"
    }
  }
}

/// What is shown of a decision beside its state.
enum Sign: String, Hashable, Sendable {
  /// It looks as if it happened.
  case likelyDone = "likely done"
  /// Nothing of it shows, which proves nothing.
  case nothingShows = "nothing shows"
  /// It would look the same either way.
  case silent = "no sign"
  /// A refund of the provider's may be this one.
  case match = "a match"
  /// Something turned out otherwise than recorded, and nothing more is decided before a person looks.
  case frozen = "frozen"
  /// Something turned out otherwise than recorded: the amount is held again.
  case heldAgain = "held again"
  /// Accepted too long ago.
  case overdue = "overdue"
  /// The clocks were said to differ.
  case warned = "warned"
}

extension Standing {
  /// What an error of the desk means for where the decision stands.
  init(_ error: DeskError) {
    switch error {
    case .refused(let refusal): self = .refused(Refusal(refusal))
    case .journal(_, mayHaveMoved: true): self = .unrecorded
    case .journal(let sentence, mayHaveMoved: false):
      self = .refused(sentence.text.contains("full") ? .diskFull : .other)
    case .alias, .notFound, .provider, .unknownAccount: self = .refused(.other)
    }
  }
}

extension Standing.Refusal {
  fileprivate init(_ refusal: ActionRefusal) {
    switch refusal {
    case .openIntent: self = .otherOpen
    case .sameAmountPending: self = .samePending
    case .changed: self = .changed
    case .recentRefund, .decisionsMissing, .recordBehind, .decidedElsewhere, .sameClaim,
      .recentFailure, .disputed, .paidChanged, .openReference, .sharedEntry, .refundedElsewhere,
      .partRefundedBefore, .totalStated:
      self = .asksAgain
    case .clockSkew: self = .clock
    case .unsupported, .notAPayment, .status, .amountNotExact, .currencyChanged, .nothingLeft,
      .remainsUnknown,
      .exceedsRemaining,
      .cancelAfterRefund, .cancelInDoubt, .configuration, .decisionTokenReused, .cardNumber,
      .frozen, .ruling:
      self = .other
    }
  }
}
