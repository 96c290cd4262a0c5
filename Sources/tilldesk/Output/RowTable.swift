import Payments
import SupportDesk
import TextSafety

/// The rows of `search` as aligned columns or as comma-separated values.
struct RowTable {
  private static let header: [SafeText] = [
    "created", "reference", "account", "transaction", "amount", "remaining", "status",
  ]
  private static let sheetHeader: [SafeText] = [
    "created", "reference", "account", "transaction", "kind", "amount", "currency",
    "amount_minor", "remaining", "remaining_minor", "remaining_is", "status", "list_complete",
  ]

  private let cells: [[SafeText]]
  private let raw: [[SafeText]]

  /// Makes a table of rows, with times in a zone.
  ///
  /// - Parameter isComplete: Whether these are all rows that there are, as far as anybody can tell.
  init(_ rows: [PaymentRow], zone: ZoneOffsets, isComplete: Bool) {
    cells = rows.map { row in
      [
        Self.created(row.transaction.created, zone: zone),
        row.transaction.reference.safe.truncatedMiddle(to: 32), row.account.safe,
        row.transaction.id.safe.truncatedMiddle(to: 24), row.transaction.amount.label,
        row.remaining?.text ?? "-", row.transaction.statusTitle,
      ]
    }
    raw = rows.map { row in
      let amount = MoneyCells(row.transaction.amount)
      let remaining = MoneyCells(row.remaining)
      return [
        row.transaction.created.map { SafeText(sanitizing: $0.original.raw) } ?? "",
        row.transaction.reference.safe, row.account.safe, row.transaction.id.safe,
        SafeText(sanitizing: row.transaction.kindWord), amount.decimal, amount.currency,
        amount.minor, remaining.decimal, remaining.minor, remaining.source,
        row.transaction.statusTitle, isComplete ? "yes" : "no",
      ]
    }
  }

  /// The header and the rows, aligned; amounts to the right.
  var lines: [SafeText] {
    guard !cells.isEmpty else { return [] }
    let table = [Self.header] + cells
    let widths = Self.header.indices.map { column in table.map { $0[column].width }.max() ?? 0 }
    return table.map { row in
      row.indices.map { column in
        let isAmount = column == 4 || column == 5
        return column == row.count - 1
          ? row[column]
          : row[column].padded(to: widths[column], alignment: isAmount ? .right : .left)
      }.joined(separator: "  ")
    }
  }

  /// The header and the rows in full, for a spreadsheet.
  var csv: CSV {
    var csv = CSV(header: Self.sheetHeader)
    for row in raw { csv.append(row: row) }
    return csv
  }

  /// When it was created; a time without a zone as it was given, with a star.
  static func created(_ time: ProviderTime?, zone: ZoneOffsets) -> SafeText {
    guard let time else { return "-" }
    guard time.zone == .stated else { return "\(time.original.raw.prefix(16))*" }
    let local = zone.civil(time.instant)
    return SafeText(sanitizing: local.minuteText)
  }
}
