package import Payments
import SupportDesk
import TextSafety

/// What was typed into a refund form that was not decided yet.
///
/// Text only: an amount that is sent is always read again from what stands in the form, reviewed and confirmed.
package struct RefundDraft: Hashable, Sendable {
  /// The payment.
  package var key: PaymentKey
  /// What people call the payment, for the sentence that says a draft is kept.
  package var reference: String
  /// The amount as typed.
  package var amount: String
  /// The code of the currency that the amount is meant in; `nil` where it was not kept.
  package var currency: String?
  /// The reason as typed or chosen.
  package var reason: String
  /// The ticket number as typed.
  package var ticket: String
  /// The note as typed.
  package var note: String
  /// When it was last changed.
  package var saved: Instant

  /// How long a draft is kept, in seconds: a day.
  package static let lifetimeSeconds: Int64 = 86_400

  /// Makes a draft.
  package init(
    key: PaymentKey, reference: String, amount: String, currency: String? = nil, reason: String,
    ticket: String, note: String, saved: Instant
  ) {
    self.key = key
    self.reference = reference
    self.amount = amount
    self.currency = currency
    self.reason = reason
    self.ticket = ticket
    self.note = note
    self.saved = saved
  }

  /// Whether it is young enough to be of use; one from the future, by a clock that was set, is not.
  package func isCurrent(at now: Instant) -> Bool { Self.isCurrent(saved, at: now) }

  /// Whether what was kept at a time is young enough to be of use.
  static func isCurrent(_ saved: Instant, at now: Instant) -> Bool {
    let age = now.milliseconds(since: saved)
    return age >= -clockSlackMilliseconds && age < lifetimeSeconds * 1000
  }

  private static let clockSlackMilliseconds: Int64 = 60_000
}

extension RefundDraft {
  /// Takes what stands in a form; what may be a card number is never kept.
  init(_ form: RefundFormModel, at now: Instant) {
    let kept = form.texts.map { looksLikeCardNumber($0) ? "" : $0 }
    self.init(
      key: form.detail.row.id, reference: form.detail.transaction.reference.safe.text,
      amount: kept[0], currency: form.currency?.code, reason: kept[1], ticket: kept[2],
      note: kept[3], saved: now)
  }
}

extension RefundFormModel {
  /// What was typed into the fields, in their order.
  var texts: [String] { [amount.text, reason.text, ticket.text, note.text] }

  /// Fills in a draft that was kept.
  mutating func fill(from draft: RefundDraft) {
    amount.replace(with: draft.amount)
    if !draft.reason.isEmpty { reason.replace(with: draft.reason) }
    ticket.replace(with: draft.ticket)
    note.replace(with: draft.note)
    for field in Field.allCases { check(field) }
    guard let kept = draft.currency, let currency, kept != currency.code else { return }
    // The number was meant in another currency.
    amount.replace(with: "")
    mistakes[.amount] = AmountMistake.otherCurrency(ForeignText(kept), currency).sentence
  }

  /// Takes everything away that was typed.
  mutating func clear() {
    self = RefundFormModel(detail: detail)
    reason.replace(with: Self.reasons[0])
  }
}
