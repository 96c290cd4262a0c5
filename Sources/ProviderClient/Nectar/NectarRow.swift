import JSON
import Payments
import TextSafety

/// One transaction as Nectar's verify and history calls write it.
struct NectarRow {
  let transaction: Transaction

  /// `nil` when the value names no transaction.
  init?(_ value: JSONValue, account: AdapterAccount) {
    let own = value["transactionReference"]?.token
    let ambiguous = value["reference"]?.token
    // In A2's reply `reference` is the gateway's own; in history and refund replies it is the
    // merchant's.
    guard let id = own ?? ambiguous, !id.isEmpty else { return nil }
    let merchant = value["merchantRef"]?.token ?? (own == nil ? nil : ambiguous)
    let status = NectarStatus(value)
    let code = value["currencyCode"]?.text ?? ""
    // Which of the two caps a refund is not documented; the smaller reading is the requested one.
    let amount = value.first(of: "requestedAmount", "grossAmount", "transactionAmount")?.token
    transaction = Transaction(
      key: PaymentKey(account: account.identity, id: TransactionID(id)),
      reference: ForeignText(merchant ?? ""), kind: .payment,
      status: Self.isPartial(value) ? .partlyRefunded : status.status,
      providerStatus: status.words, amount: account.quoted(major: amount ?? "", code: code),
      created: value.first(of: "transactionDate", "date", "createdDate")?.text
        .flatMap { ProviderTime($0, assuming: account.options.zone) },
      customer: value["customerId"]?.foreign,
      facts: Self.facts(value))
  }

  /// Whether a text names this transaction: either reference, in any case.
  func isNamed(_ text: String) -> Bool {
    [transaction.id.raw, transaction.reference.raw].contains {
      $0.lowercased() == text.lowercased()
    }
  }

  /// Partial or full is told by these two fields, not by 6 against 11 (`Providers.md` §2.3.2).
  private static func isPartial(_ value: JSONValue) -> Bool {
    guard [6, 11].contains(NectarStatus(value).code) else { return false }
    if let partial = value["partialRefund"]?.flag { return partial }
    guard let remaining = value["remainingAmount"]?.token else { return false }
    return remaining.utf8.contains { (0x31...0x39).contains($0) }
  }

  private static func facts(_ value: JSONValue) -> [Transaction.Fact] {
    let labels = [
      ("Gross amount", "grossAmount"), ("Requested amount", "requestedAmount"),
      ("Fee", "transactionFee"), ("Settlement", "settlementAmount"), ("Merchant", "merchant"),
      ("Channel", "channel"), ("Requested by", "paymentRequestor"), ("Error code", "errorCode"),
      ("Error", "errorMessage"), ("Refunded", "refundedAmount"),
      ("Last refund", "lastRefundDate"),
    ]
    return labels.compactMap { label, name in
      value[name]?.token.map { Transaction.Fact(label: label, value: ForeignText($0)) }
    }
  }
}
