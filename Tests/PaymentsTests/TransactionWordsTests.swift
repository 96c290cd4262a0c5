import Payments
import Testing
import TextSafety

/// What an entry of a ledger is called: by its kind, whatever state the provider says it is in.
struct TransactionWordsTests {
  private static func entry(_ kind: Transaction.Kind, remark: String?) -> Transaction {
    let account = AccountIdentity(
      provider: ProviderName(rawValue: "neropay"), origin: "https://a.example", merchant: "m")
    return Transaction(
      key: PaymentKey(account: account, id: TransactionID("1")), reference: "NP-1", kind: kind,
      status: .paid, providerStatus: "succeeded",
      amount: QuotedAmount(Money(minor: 100, currency: .gbp)), created: nil,
      remark: remark.map { ForeignText($0) })
  }

  @Test(
    arguments: [
      (Transaction.Kind.payment, "make_payment", "payment", "paid", "paid"),
      (.refundEntry, "refund_transaction", "refund", "refund entry", "refundEntry"),
      (.otherEntry, "payout", "payout", "payout entry", "payoutEntry"),
      (.otherEntry, "Payout_batch", "payout", "payout entry", "payoutEntry"),
      (.otherEntry, nil, "other", "other entry", "otherEntry"),
      (.payment, "payout", "payment", "paid", "paid"),
    ] as [(Transaction.Kind, String?, String, SafeText, String)])
  func `only a payment is paid`(
    kind: Transaction.Kind, remark: String?, word: String, title: SafeText, status: String
  ) {
    let entry = Self.entry(kind, remark: remark)
    #expect(entry.kindWord == word)
    #expect(entry.statusTitle == title)
    #expect(entry.statusWord == status)
  }
}
