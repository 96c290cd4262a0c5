package import Payments
package import SupportDesk
package import TextSafety

/// The refund form: amount, reason, ticket, note.
///
/// A draft is one of these, kept.
package struct RefundFormModel: Hashable, Sendable {
  /// The fields in the order of Tab.
  package enum Field: Hashable, Sendable, CaseIterable {
    /// The amount to return.
    case amount
    /// The button that fills in all that remains.
    case all
    /// The reason that goes to the provider.
    case reason
    /// The ticket number, which stays here.
    case ticket
    /// The note, which stays here.
    case note
    /// The button that goes on to the review.
    case review
  }

  /// The payment as the agent sees it.
  package var detail: PaymentDetail
  /// The currency that the payment was in when the form was opened: what is typed is meant in it, and in no other.
  package internal(set) var currency: Currency?
  /// The amount as typed.
  package var amount = LineEditor()
  /// The reason: one of `reasons`, or free text.
  package var reason = LineEditor()
  /// The ticket number as typed.
  package var ticket = LineEditor()
  /// The note as typed.
  package var note = LineEditor()
  /// The field that has the cursor.
  package var field: Field = .amount
  /// What is wrong with a field, in a sentence, shown under it.
  package var mistakes: [Field: SafeText] = [:]
  /// The serial of the review under way; `nil` when none is.
  package var reviewSerial: Int?
  /// When that review was asked for.
  package var reviewAskedAt = Instant(milliseconds: 0)

  /// The reasons offered by ← and →, the first is the default.
  package static let reasons = [
    "requested_by_customer", "duplicate", "fraudulent", "product_not_received", "other",
  ]

  /// Makes a form for a payment.
  package init(detail: PaymentDetail) {
    self.detail = detail
    currency = detail.ledger?.paid.currency
  }
}
