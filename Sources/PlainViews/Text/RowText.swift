import Payments
import SupportDesk
import TextSafety
import ViewModels

/// A row of the list in words: what it is known by first, when it was last.
struct RowText {
  let row: PaymentRow
  let zone: ZoneOffsets
  let now: Instant

  /// The words.
  var text: SafeText {
    let transaction = row.transaction
    let reference = transaction.reference
    var parts: [SafeText] = [
      reference.isEmpty ? transaction.id.safe : reference.safe.truncatedMiddle(to: 40),
      transaction.amount.label,
    ]
    if let remaining = row.remaining { parts.append(words(of: remaining)) }
    parts.append(transaction.statusTitle)
    if let state = row.openState { parts.append(state.title) }
    parts.append("\(row.account.safe) \(row.mode.word)")
    if let created = transaction.created {
      parts.append(TimeText.short(created, zone: zone, now: now))
    }
    return parts.joined(separator: ", ")
  }

  private func words(of remaining: Remaining) -> SafeText {
    remaining.isCertain && remaining.bound == row.transaction.amount.money
      && !remaining.bound.isZero ? "all remains" : remaining.clause
  }
}
