import Payments
import Settings
import SupportDesk
import Terminal
import TextSafety
import ViewModels

/// The transactions: search line, heads, rows, and in the lower line where was searched and how complete it is.
struct ListView {
  let model: DeskModel
  /// Whether the list has the keyboard.
  let hasFocus: Bool
  let drawn: DrawnList

  private var list: ListModel { model.list }

  func draw(in rect: Rect, on canvas: inout Canvas, palette: Palette) {
    var panel = Panel(rect: rect, frame: .pane(hasFocus: hasFocus))
    panel.title = Line("Transactions", .title)
    let status = ListStatus(model: model)
    panel.corner = status.corner
    panel.foot = drawn.foot(status, columns: panel.titleWidth)
    panel.draw(on: &canvas, palette: palette)

    let search = SearchLine(list: list, hasFocus: hasFocus && list.isSearching)
    let (top, rest) = panel.inside.splitTop(rows: 1)
    search.line(columns: top.columns).draw(in: top, on: &canvas, palette: palette)
    let (head, body) = rest.splitTop(rows: 1)
    drawRows(in: body, head: head, on: &canvas, palette: palette)
    if let mistake = search.mistakeLine(columns: head.columns) {
      canvas.fill(head, style: palette[.background])
      mistake.draw(in: head, on: &canvas, palette: palette)
    }
  }

  private func providerTitle(of row: PaymentRow) -> SafeText {
    model.context.accounts.first { $0.name == row.account }?.providerTitle ?? ""
  }

  private func drawRows(
    in body: Rect, head: Rect, on canvas: inout Canvas, palette: Palette
  ) {
    // Taken once: for each row it would be copied anew.
    let list = list
    guard !list.rows.isEmpty else {
      // With a mistake in the line nothing was searched, so nothing is said to be missing.
      guard list.mistakes.isEmpty else { return }
      ListEmptyState(model: model).draw(in: body, on: &canvas, palette: palette)
      return
    }
    let columns = ListColumns(
      width: body.columns, widths: list.widths, accounts: model.context.accounts,
      choice: model.columnChoice)
    columns.header.draw(in: head, on: &canvas, palette: palette)
    let source = DrawnList.Source(
      rows: list.rows, width: body.columns, columns: columns, accounts: model.context.accounts,
      zone: model.context.zone.name, thisYear: model.context.zone.civil(model.now).year,
      palette: palette)
    drawn.begin(source)
    let cursor = list.cursor
    let frozen = model.attention.frozen
    let first = max(0, list.top)
    for index in source.rows.indices.dropFirst(first).prefix(body.rows) {
      // Asked for only where it is needed, and not of the row, which would be copied for it.
      func isAmong(_ keys: Set<PaymentKey>) -> Bool {
        !keys.isEmpty && keys.contains(source.rows[index].transaction.key)
      }
      let look = DrawnList.Look(
        isSelected: index == cursor, isMarked: isAmong(list.marks), isFrozen: isAmong(frozen),
        isStale: !list.mistakes.isEmpty)
      let row = drawn.row(index, of: source, look) { line(of: source, at: index, look) }
      canvas.draw(row, at: Point(column: body.column, row: body.row + index - first))
    }
  }

  private func line(of source: DrawnList.Source, at index: Int, _ look: DrawnList.Look) -> Line {
    let row = source.rows[index]
    let line = ListRowLine(
      row: row, columns: source.columns, providerTitle: providerTitle(of: row),
      zone: model.context.zone, thisYear: source.thisYear, isSelected: look.isSelected,
      isMarked: look.isMarked, isFrozen: look.isFrozen
    ).line
    return look.isStale ? line.recoloured(.muted) : line
  }
}
