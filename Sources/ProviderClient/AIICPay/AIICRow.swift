import JSON
import Payments
import TextSafety

/// One row of `query-transaction` (P2).
///
/// `completedAt` and `failureReason` are optional, whatever the sample shows.
struct AIICRow {
  let transaction: Transaction
  /// The same row as a refund, when it is one and its amount is exact.
  let refund: ReportedRefund?

  /// `nil` when the value has no id.
  init?(_ value: JSONValue, identity: AccountIdentity, amounts: AIICAmounts) {
    guard let id = value["id"]?.token, !id.isEmpty else { return nil }
    let word = value["status"]?.token ?? ""
    let type = value["type"]?.text
    transaction = Transaction(
      key: PaymentKey(account: identity, id: TransactionID(id)),
      reference: ForeignText(value["reference"]?.token ?? ""), kind: AIICStatus.kind(type),
      status: AIICStatus.status(word), providerStatus: ForeignText(word),
      amount: amounts.quoted(
        value["amount"]?.token ?? "", code: value["currency"]?.text ?? ""),
      created: value["createdAt"]?.text.flatMap { ProviderTime($0) },
      customer: value["sourceAccountId"]?.foreign,
      details: value["description"]?.foreign,
      remark: value["type"]?.foreign, facts: Self.facts(value))
    refund = Self.refund(transaction)
  }

  /// The value as a refund that cannot be read; `nil` where it is read, and where it is no refund and has no tag of ours.
  ///
  /// A type that nobody knows may be one. A tag is ours only in the field in which we send it: the reference is typed by
  /// customers.
  static func unreadable(_ value: JSONValue, as row: AIICRow?) -> UnreadableRefund? {
    guard row?.refund == nil else { return nil }
    let isRefund = !otherTypes.contains(value["type"]?.text ?? "")
    let reference = value["reference"]?.token ?? ""
    let description = value["description"]?.token ?? ""
    guard isRefund || !IntentID.beginnings(ofTagsIn: description).isEmpty else { return nil }
    return UnreadableRefund(
      id: value["id"]?.token.map { ForeignText($0) },
      details: description.isEmpty ? nil : ForeignText(description),
      reference: reference.isEmpty ? nil : ForeignText(reference),
      time: value["createdAt"]?.text.flatMap { ProviderTime($0) }, isRefund: isRefund)
  }

  /// The words for what is certainly no refund.
  private static let otherTypes: Set = ["credit", "debit", "transfer"]

  private static func refund(_ row: Transaction) -> ReportedRefund? {
    guard row.kind == .refundEntry, let amount = row.amount.money, amount.isPositive else {
      return nil
    }
    return ReportedRefund(
      id: row.id.foreign, amount: amount, time: row.created, providerStatus: row.providerStatus,
      progress: AIICStatus.progress(row.providerStatus.raw), link: .possible,
      details: row.details.flatMap { $0.isEmpty ? nil : $0 },
      reference: row.reference.isEmpty ? nil : row.reference)
  }

  private static func facts(_ value: JSONValue) -> [Transaction.Fact] {
    let labels = [
      ("From account", "sourceAccountId"), ("To account", "targetAccountId"),
      ("Completed", "completedAt"), ("Failure", "failureReason"),
    ]
    return labels.compactMap { label, name in
      value[name]?.token.map { Transaction.Fact(label: label, value: ForeignText($0)) }
    }
  }
}
