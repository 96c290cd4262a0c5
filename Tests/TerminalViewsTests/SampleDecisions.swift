import Payments
import SupportDesk
import TextSafety
import ViewModels

/// Decisions at every step, and what came of them.
enum SampleDecisions {
  static let intent = SampleDetail.refund(
    7, of: SampleRows.gbp(500), from: SampleRows.partlyRefunded, seen: .partlyRefunded,
    state: .prepared, at: "2026-05-15T14:02:11Z", id: nil, reason: "requested_by_customer")

  static func form(_ change: (inout RefundFormModel) -> Void = { _ in }) -> RefundFormModel {
    var form = RefundFormModel(detail: SampleDetail.refundable)
    form.reason = LineEditor("requested_by_customer")
    change(&form)
    return form
  }

  static func review(
    kind: IntentKind = .refund, detail: PaymentDetail = SampleDetail.refundable,
    amount: Money = SampleRows.gbp(500), after: Money? = SampleRows.gbp(799),
    recent: ActionRefusal? = nil, wantsReference: Bool = false
  ) -> Review {
    Review(
      intent: intent.id,
      decision: Decision(
        kind: kind, key: detail.row.id, amount: amount,
        reason: kind == .refund ? "requested_by_customer" : "", seen: detail.fingerprint),
      account: detail.account, reference: detail.transaction.reference.safe,
      transaction: detail.transaction,
      before: kind == .refund ? detail.ledger?.remaining : nil, after: after,
      wireAmount: kind == .refund ? SafeText(sanitizing: amount.decimalText) : "",
      keyPrefix: "3f9a61c2", recent: recent, wantsReference: wantsReference)
  }

  static func confirm(
    _ review: Review = review(), phase: ConfirmModel.Phase = .ready,
    _ change: (inout ConfirmModel) -> Void = { _ in }
  ) -> ConfirmModel {
    var confirm = ConfirmModel(review: review)
    confirm.phase = phase
    change(&confirm)
    return confirm
  }

  static func result(
    _ state: IntentState, id: ForeignText? = nil, sentence: SafeText, forCustomer: SafeText = ""
  ) -> DecisionResult {
    var intent = intent
    intent.state = state
    intent.refundID = id
    return DecisionResult(intent: intent, sentence: sentence, forCustomer: forCustomer)
  }
}
