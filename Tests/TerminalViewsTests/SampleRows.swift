import Payments
import SupportDesk
import TextSafety

/// Rows of the list: the ordinary ones first, then those that try to break it.
enum SampleRows {
  static let all = [
    partlyRefunded, pending, zoneless, paid, yen, dinar, hostile, wide, refundEntry, inexact,
    refundedElsewhere, disputed,
  ]

  static let partlyRefunded = row(
    SampleDesk.ukStore, id: "6636598", reference: "NP-ORDER1001", amount: gbp(1599),
    created: "2026-04-22T02:37:11Z", status: .partlyRefunded, word: "succeeded",
    remaining: .computed(gbp(1299)), open: .unknown, remark: "make_payment",
    customer: "cus_81723", details: "Two tickets for the late show")
  static let pending = row(
    SampleDesk.ukStore, id: "6636599", reference: "NP-ORDER1002", amount: gbp(999),
    created: "2026-04-22T03:10:40Z", status: .pending, word: "pending", remaining: nil)
  static let zoneless = row(
    SampleDesk.ngStore, id: "Fa5JliRhi6vblnEHY", reference: "TX187-BC6C-D61DC0D4F1A27B",
    amount: Money(minor: 5000, currency: .usd), created: "2026-05-14T18:21:59.502652783",
    status: .partlyRefunded, word: "PARTIALLY_REFUNDED",
    remaining: .reported(Money(minor: 1300, currency: .usd)))
  static let paid = row(
    SampleDesk.nzStore, id: "txn_abc123", reference: "Invoice 7",
    amount: Money(minor: 2500, currency: .nzd), created: "2026-05-04T09:42:00Z", status: .paid,
    word: "completed", remaining: .computed(Money(minor: 2500, currency: .nzd)))
  static let yen = row(
    SampleDesk.nzStore, id: "txn_jpy_0001", reference: "Kyoto 44",
    amount: Money(minor: 128_000, currency: .jpy), created: "2026-05-03T23:59:59Z", status: .paid,
    word: "completed", remaining: .computed(Money(minor: 128_000, currency: .jpy)))
  static let dinar = row(
    SampleDesk.ngStore, id: "a8Gh2kLpQ0", reference: "BH-2026-0007",
    amount: Money(minor: 1250, currency: .bhd), created: "2026-05-02T07:00:00", status: .refunded,
    word: "REFUNDED", remaining: .computed(Money(minor: 0, currency: .bhd)))
  static let hostile = row(
    SampleDesk.ukStore, id: "66\u{1B}]0;owned\u{7}36",
    reference: "\u{202E}LIVE\u{1B}[2J\u{1B}[31m\nrow",
    amount: gbp(100), created: "2026-05-01T10:00:00Z", status: .failed, word: "failed",
    remaining: nil)
  static let wide = row(
    SampleDesk.nzStore, id: "取引番号一二三四五六七八九十", reference: "東京都千代田区の注文番号🎉東京都",
    amount: Money(minor: 1200, currency: .nzd), created: "2026-04-30T10:00:00Z",
    status: .cancelled, word: "cancelled", remaining: nil)
  static let largest = row(
    SampleDesk.ukStore, id: "6636777", reference: "NP-WHALE-1",
    amount: Money(minor: 98_765_432_109_876, currency: .gbp), created: "2025-12-30T10:00:00Z",
    status: .paid, word: "succeeded",
    remaining: .atMost(Money(minor: 98_765_432_109_876, currency: .gbp)))
  static let refundEntry = row(
    SampleDesk.ukStore, id: "6636600", reference: "NP-ORDER1001", amount: gbp(100),
    created: "2026-04-22T03:00:05Z", status: .paid, word: "succeeded", remaining: nil,
    kind: .refundEntry)
  static let inexact = PaymentRow(
    transaction: Transaction(
      key: key(SampleDesk.ngStore, "g0ld"), reference: "Bullion", kind: .payment, status: .paid,
      providerStatus: "PAID",
      amount: QuotedAmount(text: "1.5000000000000000001", currencyCode: "XAU", money: nil),
      created: nil),
    account: SampleDesk.ngStore.name, mode: .live, remaining: nil, openState: nil,
    asOf: SampleDesk.read)
  static let refundedElsewhere = row(
    SampleDesk.nzStore, id: "txn_else", reference: "Invoice 8",
    amount: Money(minor: 4000, currency: .nzd), created: "2026-04-29T10:00:00Z",
    status: .partlyRefunded, word: "partial",
    remaining: .unknown(atMost: Money(minor: 4000, currency: .nzd)))
  static let disputed = row(
    SampleDesk.ukStore, id: "6636001", reference: "NP-ORDER0907", amount: gbp(7000),
    created: "2026-04-11T16:20:00Z", status: .disputed, word: "chargeback", remaining: nil)

  static func gbp(_ minor: Int64) -> Money { Money(minor: minor, currency: .gbp) }

  static func row(
    _ account: DeskAccount, id: String, reference: ForeignText, amount: Money, created: String,
    status: Status, word: ForeignText, remaining: Remaining?, open: IntentState? = nil,
    kind: Transaction.Kind = .payment, remark: ForeignText? = nil, customer: ForeignText? = nil,
    details: ForeignText? = nil, facts: [Transaction.Fact] = []
  ) -> PaymentRow {
    PaymentRow(
      transaction: Transaction(
        key: key(account, id), reference: reference, kind: kind, status: status,
        providerStatus: word, amount: QuotedAmount(amount), created: ProviderTime(created),
        customer: customer, details: details, remark: remark, facts: facts),
      account: account.name, mode: account.mode, remaining: remaining, openState: open,
      asOf: SampleDesk.read)
  }

  static func key(_ account: DeskAccount, _ id: String) -> PaymentKey {
    PaymentKey(account: account.identity, id: TransactionID(id))
  }
}
