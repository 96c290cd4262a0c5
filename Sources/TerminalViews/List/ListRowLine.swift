import Payments
import Settings
import SupportDesk
import TextSafety
import ViewModels

/// A transaction as one line of the list, without the cursor and marks of the agent.
struct ListRowLine {
  let row: PaymentRow
  let columns: ListColumns
  /// The name of its provider as people write it.
  let providerTitle: SafeText
  let zone: ZoneOffsets
  /// Times of another year show that year.
  let thisYear: Int
  /// Whether something turned out otherwise than recorded.
  var isFrozen = false

  /// The line, from the left end inside the frame.
  var line: Line {
    var line = Line()
    if row.openState != nil || isFrozen { line.put("!", .unknown, at: 0) }
    for column in columns.columns { put(column, on: &line) }
    return line
  }

  private func put(_ column: ListColumns.Column, on line: inout Line) {
    let transaction = row.transaction
    switch column.fact {
    case .created:
      line.put(
        created ?? "no time", transaction.created == nil ? .muted : .text, at: column.start)
    case .reference:
      line.put(transaction.reference(in: column), .text, at: column.start)
    case .account:
      line.put(row.account.safe.truncatedMiddle(to: column.width), .muted, at: column.start)
    case .transaction:
      line.put(transaction.id.safe.truncatedMiddle(to: column.width), .muted, at: column.start)
    case .amount: putAmount(column, on: &line)
    case .remaining:
      let remaining = RemainingText(row.remaining)
      line.put(remaining.text, remaining.role, endingAt: column.end, whole: true)
    case .status: putStatus(column, on: &line)
    case .provider:
      line.put(providerTitle.truncated(to: column.width), .muted, at: column.start)
    case .customer, .remark, .details:
      let text = transaction.text(of: column.fact)?.safe ?? ""
      line.put(text.truncated(to: column.width), .muted, at: column.start)
    }
  }

  /// The time, `22 Apr 02:37`; where days are enough `22 Apr`, or `Dec 2025` of another year.
  private var created: SafeText? {
    guard let created = row.transaction.created else { return nil }
    let time = TimeText.short(created, zone: zone, thisYear: thisYear)
    guard columns.showsDaysOnly else { return time }
    let words = time.text.split(separator: " ")
    guard words.count == 3 else { return time }
    guard words[2].contains(":") else { return SafeText(sanitizing: "\(words[1]) \(words[2])") }
    let mark = created.zone == .assumed ? "*" : ""
    return SafeText(sanitizing: "\(words[0]) \(words[1])\(mark)")
  }

  /// The exact amount; one that could not be read is shown as given only where it fits.
  private func putAmount(_ column: ListColumns.Column, on line: inout Line) {
    let amount = row.transaction.amount
    if let money = amount.money {
      line.put(money.text, .text, endingAt: column.end, whole: true)
      return
    }
    let label = amount.label
    line.put(
      label.width <= column.width ? label : "not exact", .warning, endingAt: column.end, whole: true
    )
  }

  /// An outcome that nobody knows matters more than the status it may have changed.
  private func putStatus(_ column: ListColumns.Column, on line: inout Line) {
    if isFrozen {
      line.put(
        AttentionItem.Matter.frozen.title, AttentionItem.Matter.frozen.role, at: column.start)
      return
    }
    if let state = row.openState, state.isUncertain {
      let word = state.title.width <= column.width ? state.title : "not certain"
      line.put(word, state.role, at: column.start)
      return
    }
    let status = row.transaction.status
    if let entry = row.transaction.entryTitle {
      line.put(entry, .muted, at: column.start)
    } else {
      let word = columns.isNarrow ? status.shortTitle : status.title
      line.put(word, status.role, at: column.start)
    }
  }
}

extension ListColumns {
  /// The heads of the columns.
  var header: Line {
    var line = Line()
    for column in columns {
      if column.fact.isAmount {
        line.put(column.fact.title, .muted, endingAt: column.end)
      } else {
        line.put(column.fact.title, .muted, at: column.start)
      }
    }
    return line
  }
}
