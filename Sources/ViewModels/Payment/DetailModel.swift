package import Payments
package import SupportDesk
package import TextSafety

/// The payment shown below the list.
package struct DetailModel: Hashable, Sendable {
  /// Which payment is wanted; `nil` when the list is empty.
  package var key: PaymentKey?
  /// The payment as last read; belongs to `key` or is `nil`.
  package var detail: PaymentDetail?
  /// The payment read before, while the cursor moves on and this one is not read yet; for the eye
  /// alone, decisions never look at it.
  package var previous: PaymentDetail?
  /// Why it could not be read; `nil` when it could, or while it is being read.
  package var failure: SafeText?
  /// Whether an answer is awaited.
  package var isLoading = false
  /// When it was asked for.
  package var askedAt = Instant(milliseconds: 0)
  /// The serial of the read under way or last made.
  package var serial = 0
  /// The first line shown.
  package var firstLine = 0

  /// Whether that read asks the provider, so that the local record is not its last answer.
  package var asksLive = false
  /// What was asked for before the payment was read; begun, or explained, when the live read
  /// arrives.
  package var pendingDecision: IntentKind?
  /// The review of a cancel that was asked for with `X`; its answer opens the confirm screen.
  package var cancelReview: CancelReview?

  /// Makes an empty pane.
  package init() {}

  /// Makes the pane of another payment.
  init(key: PaymentKey?, previous: PaymentDetail?) {
    self.key = key
    self.previous = key == nil ? nil : previous
  }
}

/// A cancel between `X` and its confirm screen.
package struct CancelReview: Hashable, Sendable {
  /// The serial of its review.
  package let serial: Int
  /// The payment.
  package let key: PaymentKey
  /// When it was asked for.
  package let askedAt: Instant
}
