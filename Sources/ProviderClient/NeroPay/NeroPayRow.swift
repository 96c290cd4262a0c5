import JSON
import Payments
import TextSafety

/// One transaction as NeroPay writes it, under the names of the documents and those seen on the
/// live service.
struct NeroPayRow {
  let transaction: Transaction
  /// The owning account, where it is named.
  let accountID: String?
  private let names: [String]

  /// `nil` when the value has no id, because nothing could be done with it.
  init?(_ value: JSONValue, account: AdapterAccount) {
    guard let id = value["id"]?.token, !id.isEmpty else { return nil }
    let references = Self.references(value)
    let word = value["status"]?.token ?? ""
    let remark = value["remark"]?.text
    accountID = value["account_id"]?.token
    names = [id] + references
    transaction = Transaction(
      key: PaymentKey(account: account.identity, id: TransactionID(id)),
      reference: ForeignText(references.first ?? ""), kind: Self.kind(remark: remark),
      status: NeroPayStatus.status(word), providerStatus: ForeignText(word),
      amount: account.quoted(
        major: value["amount"]?.token ?? "", code: value["currency"]?.text ?? ""),
      created: value["created_at"]?.text.flatMap { ProviderTime($0) },
      customer: value.first(of: "customer_email", "customer_id", "customer")?.foreign,
      details: value["description"]?.foreign,
      remark: value["remark"]?.foreign, facts: Self.facts(value, references: references))
  }

  /// Whether a value is a refund entry of a reference, whatever else can be read of it.
  static func isRefundEntry(_ value: JSONValue, of reference: ForeignText) -> Bool {
    kind(remark: value["remark"]?.text) == .refundEntry
      && references(value).contains { ForeignText($0) == reference }
  }

  private static func references(_ value: JSONValue) -> [String] {
    ["trx", "transaction_reference", "payment_reference"].compactMap { value[$0]?.token }
  }

  /// Whether a text names this transaction: its id, or one of its references in any case.
  func isNamed(_ text: String) -> Bool {
    names.contains { $0.lowercased() == text.lowercased() }
  }

  /// The row as a refund under its reference; `nil` when it is of another currency or its amount is not exact.
  func entry(of currency: Currency) -> ReportedRefund? {
    guard let amount = transaction.amount.money, amount.currency == currency, amount.isPositive
    else { return nil }
    return ReportedRefund(
      id: transaction.id.foreign, amount: amount, time: transaction.created,
      providerStatus: transaction.providerStatus, progress: progress, link: .sameReference,
      reference: transaction.reference)
  }

  private var progress: RefundProgress {
    switch transaction.status {
    case .paid, .partlyRefunded, .refunded: .succeeded
    case .pending, .authorized, .review: .pending
    case .failed, .cancelled: .failed
    case .disputed, .unrecognised: .unrecognised
    }
  }

  /// The remark tells payments from other entries of the ledger (S17, S18); a list leaves it out.
  private static func kind(remark: String?) -> Transaction.Kind {
    guard let remark, remark != "make_payment" else { return .payment }
    return remark.lowercased().contains("refund") ? .refundEntry : .otherEntry
  }

  private static func facts(_ value: JSONValue, references: [String]) -> [Transaction.Fact] {
    var facts = references.dropFirst().filter { $0 != references.first }
      .map { Transaction.Fact(label: Transaction.Fact.paymentReference, value: ForeignText($0)) }
    for (label, name) in [("Account", "account_id"), ("Method", "payment_method")] {
      if let text = value[name]?.token {
        facts.append(Transaction.Fact(label: label, value: ForeignText(text)))
      }
    }
    return facts
  }
}
