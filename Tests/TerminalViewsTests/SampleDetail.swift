import Payments
import SupportDesk
import TextSafety

/// Opened payments.
enum SampleDetail {
  /// 15.99 paid, 1.00 refunded, 2.00 sent with nobody knowing what came of it.
  static let partlyRefunded = detail(
    SampleRows.partlyRefunded, account: SampleDesk.ukStore,
    intents: [
      refund(
        1, of: SampleRows.gbp(100), from: SampleRows.partlyRefunded, seen: .paid,
        state: .succeeded, at: "2026-04-22T03:00:00Z", id: "rf_nero_123", reason: "duplicate"),
      refund(
        2, of: SampleRows.gbp(200), from: SampleRows.partlyRefunded, seen: .partlyRefunded,
        state: .unknown, at: "2026-04-22T03:02:00Z", id: nil, reason: "requested_by_customer"),
    ],
    refundRefusal: .openIntent(
      .unknown, .refund, SampleRows.gbp(200), Actor("amina"),
      SampleDesk.time("2026-04-22T03:02:00Z")),
    cancelRefusal: .status(.cancel, .partlyRefunded, providerStatus: "succeeded"))

  /// The same without the open decision: a refund may begin.
  static let refundable = detail(
    SampleRows.partlyRefunded, account: SampleDesk.ukStore,
    intents: [
      refund(
        1, of: SampleRows.gbp(300), from: SampleRows.partlyRefunded, seen: .paid,
        state: .succeeded, at: "2026-04-22T03:00:00Z", id: "rf_nero_123", reason: "duplicate")
    ],
    refundRefusal: nil,
    cancelRefusal: .status(.cancel, .partlyRefunded, providerStatus: "succeeded"))

  static let pending = detail(
    SampleRows.pending, account: SampleDesk.ukStore,
    refundRefusal: .status(.refund, .pending, providerStatus: "pending"), cancelRefusal: nil)

  static let zoneless = detail(
    SampleRows.zoneless, account: SampleDesk.ngStore,
    intents: [
      refund(
        3, of: Money(minor: 3700, currency: .usd), from: SampleRows.zoneless, seen: .paid,
        state: .succeeded, at: "2026-05-15T09:00:00Z", id: "REF-77", reason: "other",
        reported: Money(minor: 1300, currency: .usd))
    ],
    refundRefusal: nil,
    cancelRefusal: .unsupported(
      "Nectar cannot cancel a payment; wait until it is paid and refund it."))

  static let test = detail(
    SampleRows.paid, account: SampleDesk.nzStore, cancelRefusal: cannotCancel)

  private static let cannotCancel = ActionRefusal.unsupported(
    "AIIC Pay cannot cancel a payment; refund it once it is paid.")

  /// Refunded outside this desk, so that what remains is not known; read while the provider was down.
  static let uncertain = detail(
    SampleRows.refundedElsewhere, account: SampleDesk.nzStore,
    provenance: .offline(SampleDesk.read, "The connection was refused; nothing was sent."),
    refundRefusal: nil, cancelRefusal: cannotCancel)

  static let inexact = detail(
    SampleRows.inexact, account: SampleDesk.ngStore,
    refundRefusal: .amountNotExact(SampleRows.inexact.transaction.amount.label),
    cancelRefusal: .status(.cancel, .paid, providerStatus: "PAID"))

  static func detail(
    _ row: PaymentRow, account: DeskAccount, intents: [Intent] = [],
    reported: [ReportedRefund] = [], provenance: PaymentDetail.Provenance? = nil,
    refundRefusal: ActionRefusal? = nil, cancelRefusal: ActionRefusal?
  ) -> PaymentDetail {
    let ledger = row.transaction.amount.money.flatMap { paid in
      try? RefundLedger(
        paid: paid, status: row.transaction.status, intents: intents, reported: reported)
    }
    return PaymentDetail(
      row: row, account: account, provenance: provenance ?? .live(SampleDesk.read),
      ledger: ledger, intents: intents, refundRefusal: refundRefusal,
      cancelRefusal: cancelRefusal,
      fingerprint: PaymentFingerprint(row.transaction, refunds: reported))
  }

  static func refund(
    _ number: Int, of amount: Money, from row: PaymentRow, seen: Status, state: IntentState,
    at time: String, id: ForeignText?, reason: String, kind: IntentKind = .refund,
    reported: Money? = nil, message: String = ""
  ) -> Intent {
    var transaction = row.transaction
    transaction.status = seen
    let digits = String(number, radix: 16)
    let text = String(repeating: "0", count: 32 - digits.count) + digits
    guard let intent = IntentID(text) else { preconditionFailure("Not an intent id: \(text)") }
    let created = SampleDesk.time(time)
    return Intent(
      id: intent, kind: kind, key: row.id, account: row.account, mode: row.mode, amount: amount,
      reason: reason, note: "", ticket: "5512", actor: Actor("amina"),
      seen: PaymentFingerprint(transaction, refunds: []), decisionToken: nil, retryOf: nil,
      state: state, created: created, updated: created, refundID: id, message: message,
      reportedRemaining: reported.map {
        ReportedRemaining(money: $0, asOf: created)
      })
  }
}
