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

  private var list: ListModel { model.list }

  func draw(in rect: Rect, on canvas: inout Canvas, palette: Palette) {
    var panel = Panel(rect: rect, frame: .pane(hasFocus: hasFocus))
    panel.title = Line("Transactions", .title)
    panel.corner = ListStatus(model: model).corner
    panel.foot = ListStatus(model: model).line(columns: panel.titleWidth)
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
    let frozen = model.attention.frozen
    let rows = list.rows.dropFirst(max(0, list.top)).prefix(body.rows)
    for (index, row) in rows.enumerated() {
      var line = ListRowLine(
        row: row, columns: columns, providerTitle: providerTitle(of: row),
        zone: model.context.zone, now: model.now,
        isSelected: row.id == list.selected, isMarked: list.marks.contains(row.id),
        isFrozen: frozen.contains(row.id)
      ).line
      if !list.mistakes.isEmpty { line = line.recoloured(.muted) }
      line.draw(in: body.line(index), on: &canvas, palette: palette)
    }
  }
}
