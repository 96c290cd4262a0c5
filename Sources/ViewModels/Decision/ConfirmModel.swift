package import Payments
package import SupportDesk
package import TextSafety

/// The confirm screen, from the review to the end of sending or of recording.
///
/// Refunds, cancels, rulings and requests sent again share it, and with it everything that keeps a word from being typed by accident (I12).
package struct ConfirmModel: Hashable, Sendable {
  /// What is confirmed.
  package enum Subject: Hashable, Sendable {
    /// A refund or a cancel.
    case decision(Review)
    /// A ruling, or the release of a frozen payment.
    case ruling(RulingFormModel)
    /// A request that is sent again.
    case replay(ReplayModel)
  }

  /// Where the decision stands.
  package enum Phase: Hashable, Sendable {
    /// Input is ignored until the screen is painted and the keyboard was quiet for 300 ms (I12).
    case settling(quietSince: Instant?)
    /// The agent types the word.
    case ready
    /// Being made durable.
    case preparing(since: Instant)
    /// Durable; goes out at the deadline unless taken back.
    case undoable(IntentID, sendsAt: Instant)
    /// On the wire.
    case sending(IntentID, since: Instant)
    /// Being taken back.
    case discarding(IntentID)
    /// A ruling: the payment is read once more, then it is written down.
    case recording(since: Instant)
  }

  /// What is confirmed.
  package var subject: Subject
  /// The word as typed.
  package var typed = LineEditor()
  /// The end of the reference as typed, where it is wanted.
  package var typedReference = LineEditor()
  /// Whether the cursor is in the reference field.
  package var isInReference = false
  /// Whether what is asked first has been answered: a recent refund of this payment with `another` (I15), a dispute with
  /// `despite`.
  package var acknowledged = false
  /// Where the decision stands.
  package var phase: Phase = .settling(quietSince: nil)
  /// What is wrong with what was typed.
  package var mistake: SafeText?
  /// The serial of what is under way: prepare, send, discard, or the record of a ruling or a release.
  package var serial = 0

  /// Whether the agent took it back while it was still being made durable.
  package var takesBack = false

  /// Milliseconds for which the keyboard must have been quiet (I12).
  package static let quietMilliseconds = 300

  /// Makes the screen for a review.
  package init(review: Review) { subject = .decision(review) }

  /// Makes the screen for a ruling.
  package init(ruling: RulingFormModel) { subject = .ruling(ruling) }

  /// Makes the screen for a request that is sent again.
  package init(replay: ReplayModel) { subject = .replay(replay) }

  /// The refund or cancel under review; `nil` for anything else.
  package var review: Review? {
    switch subject {
    case .decision(let review): review
    case .ruling, .replay: nil
    }
  }

  /// Whether something is asked before the amount is typed (I15).
  package var wantsAcknowledgement: Bool { review?.questions.isEmpty == false && !acknowledged }

  /// What has to be typed now: `another`, `despite`, the amount, `cancel`, `repeat`, or what a ruling asks for.
  package var wantedWord: String {
    switch subject {
    case .decision(let review):
      if wantsAcknowledgement {
        review.dispute == nil ? Self.acknowledgement : Self.despite
      } else {
        review.confirmWord
      }
    case .ruling(let ruling): ruling.confirmWord
    case .replay: ReplayModel.confirmWord
    }
  }

  /// Whether the end of the reference has to be typed now too.
  package var wantsReference: Bool { review?.wantsReference == true && !wantsAcknowledgement }

  /// The end of the reference, where it is typed too.
  package var referenceWord: String { review?.referenceWord ?? "" }

  /// What acknowledges a recent refund, as `--another` does on the command line.
  package static let acknowledgement = "another"

  /// What goes on although the payment is held for a dispute, as `--despite-dispute` does on the command line.
  package static let despite = "despite"
}
