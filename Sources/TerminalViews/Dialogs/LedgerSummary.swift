import Payments
import Settings
import SupportDesk
import TextSafety

/// Paid, refunded, held and remaining in four lines, beside a decision about them.
struct LedgerSummary {
  let detail: PaymentDetail

  /// The lines; without exact money the amount as it was given.
  var lines: [Line] {
    guard let ledger = detail.ledger else { return [] }
    let column = AmountColumn(ledger)
    let remaining: SafeText = ledger.remaining.isCertain ? "Remaining" : "At most"
    let rows: [(SafeText, Money, ThemeRole)] = [
      (detail.transaction.status.amountLabel, ledger.paid, .text),
      ("Refunded", ledger.refunded, .text),
      ("Held", ledger.held, ledger.held.isZero ? .text : .unknown),
      (remaining, ledger.remaining.bound, .amount),
    ]
    return rows.map { label, amount, role in
      var line = Line(label, .muted)
      column.put(amount, role, on: &line)
      line.put(SafeText(sanitizing: amount.currency.code), .muted, at: column.currency)
      return line
    }
  }
}
