package import Payments
package import SupportDesk
import TextSafety

/// How wide the facts of the rows of an answer are.
///
/// Counted once for an answer: the list is drawn for every key, and going through all rows each time would be felt.
/// Foreign texts are counted in bytes, which are at least their columns and cost nothing to count.
package struct ListWidths: Hashable, Sendable {
  /// The widest amount, in columns; 0 where none is exact.
  package private(set) var amount = 0
  /// The widest of what certainly remains, in columns.
  package private(set) var remaining = 0
  /// The widest of what remains at most, in columns, without the words for that.
  package private(set) var remainingAtMost = 0
  /// Whether it is not known of some payment what remains.
  package private(set) var hasUnknownRemaining = false
  /// The longest reference, in bytes.
  package private(set) var reference = 0
  /// The longest transaction id, in bytes.
  package private(set) var transaction = 0
  /// The longest text about the customer, in bytes.
  package private(set) var customer = 0
  /// The longest remark, in bytes.
  package private(set) var remark = 0
  /// The longest text of details, in bytes.
  package private(set) var details = 0

  /// Makes the widths of no rows.
  package init() {}

  /// Counts rows.
  package init(_ rows: [PaymentRow]) {
    // By index: taking each row out would copy all of it.
    for index in rows.indices {
      count(rows[index].transaction)
      count(rows[index].remaining)
    }
  }

  private mutating func count(_ transaction: Transaction) {
    if let money = transaction.amount.money { amount = max(amount, money.columns) }
    reference = max(reference, transaction.reference.raw.utf8.count)
    self.transaction = max(self.transaction, transaction.id.raw.utf8.count)
    customer = max(customer, transaction.customer?.raw.utf8.count ?? 0)
    remark = max(remark, transaction.remark?.raw.utf8.count ?? 0)
    details = max(details, transaction.details?.raw.utf8.count ?? 0)
  }

  private mutating func count(_ remaining: Remaining?) {
    switch remaining {
    case .reported(let money), .computed(let money):
      self.remaining = max(self.remaining, money.columns)
    case .atMost(let money): remainingAtMost = max(remainingAtMost, money.columns)
    case .unknown: hasUnknownRemaining = true
    case .none: break
    }
  }
}

extension Money {
  /// The columns of ``text``, counted without writing it.
  package var columns: Int {
    var digits = 1
    var rest = minor.magnitude / 10
    while rest > 0 {
      digits += 1
      rest /= 10
    }
    let point = currency.exponent > 0 ? 1 : 0
    let sign = minor < 0 ? 1 : 0
    return max(digits, currency.exponent + 1) + point + sign + 1 + currency.code.utf8.count
  }
}
