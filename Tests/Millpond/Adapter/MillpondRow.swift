import JSON
import Payments
import ProviderClient
import TextSafety

/// One row as Millpond writes it (§3).
struct MillpondRow {
  let transaction: Transaction

  /// `nil` when the value has no number, because nothing could be done with it.
  init?(_ value: JSONValue, account: AdapterAccount) {
    guard let number = value["number"]?.text, !number.isEmpty else { return nil }
    let state = value["state"]?.text ?? ""
    let (amount, code) = MillpondReplies.parts(value["value"]?.text)
    transaction = Transaction(
      key: PaymentKey(account: account.identity, id: TransactionID(number)),
      reference: value["order"]?.foreign ?? "", kind: Self.kind(value["kind"]?.text),
      status: Self.status(state), providerStatus: ForeignText(state),
      amount: account.quoted(major: amount, code: code),
      created: value["made"]?.text.flatMap { ProviderTime($0) }, remark: value["kind"]?.foreign)
  }

  /// Whether a text names this payment: its number, or its order in any case.
  func isNamed(_ text: String) -> Bool {
    [transaction.id.raw, transaction.reference.raw].contains {
      $0.lowercased() == text.lowercased()
    }
  }

  /// The row as a return of an order; `nil` for other rows, and where the amount is not exact.
  func asReturn(of order: ForeignText, in currency: Currency) -> ReportedRefund? {
    guard transaction.kind == .refundEntry, transaction.reference == order,
      let amount = transaction.amount.money, amount.currency == currency, amount.isPositive
    else { return nil }
    let progress: RefundProgress =
      switch transaction.providerStatus.raw {
      case "taken", "done": .succeeded
      case "waiting": .pending
      case "broken", "refused": .failed
      default: .unrecognised
      }
    return ReportedRefund(
      id: transaction.id.foreign, amount: amount, time: transaction.created,
      providerStatus: transaction.providerStatus, progress: progress, link: .sameReference,
      reference: transaction.reference)
  }

  private static func kind(_ word: String?) -> Transaction.Kind {
    switch word {
    case "sale": .payment
    case "return": .refundEntry
    default: .otherEntry
    }
  }

  private static func status(_ state: String) -> Status {
    switch state {
    case "waiting": .pending
    case "taken": .paid
    case "stopped": .cancelled
    case "broken": .failed
    case "part_returned": .partlyRefunded
    case "returned": .refunded
    default: .unrecognised
    }
  }
}
