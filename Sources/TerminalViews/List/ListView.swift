import Payments
import Settings
import SupportDesk
import Terminal
import TextSafety
import ViewModels

/// The transactions: search line, heads, rows, and in the lower line where was searched and how complete it is.
///
/// The model is passed along and not kept: to copy the whole desk at each key takes longer than to draw a row.
struct ListView {
  /// Whether the list has the keyboard.
  let hasFocus: Bool
  /// Times of another year show that year.
  let thisYear: Int
  let drawn: DrawnList

  private static let cursorMark: SafeText = "▌"
  private static let mark: SafeText = "•"

  func draw(_ model: DeskModel, in rect: Rect, on canvas: inout Canvas, palette: ThemeStyles) {
    var panel = Panel(rect: rect, frame: .pane(hasFocus: hasFocus))
    panel.title = Line("Transactions", .title)
    let status = ListStatus(model: model)
    panel.corner = status.corner
    panel.foot = drawn.foot(status, columns: panel.titleWidth)
    panel.draw(on: &canvas, palette: palette)

    let search = SearchLine(list: model.list, hasFocus: hasFocus && model.list.isSearching)
    let (top, rest) = panel.inside.splitTop(rows: 1)
    search.line(columns: top.columns).draw(in: top, on: &canvas, palette: palette)
    let (head, body) = rest.splitTop(rows: 1)
    drawRows(of: model, in: body, head: head, on: &canvas, palette: palette)
    if let mistake = search.mistakeLine(columns: head.columns) {
      canvas.fill(head, style: palette[.background])
      mistake.draw(in: head, on: &canvas, palette: palette)
    }
  }

  private func drawRows(
    of model: DeskModel, in body: Rect, head: Rect, on canvas: inout Canvas, palette: ThemeStyles
  ) {
    // Taken once: for each row it would be copied anew.
    let list = model.list
    guard !list.rows.isEmpty else {
      // With a mistake in the line nothing was searched, so nothing is said to be missing.
      guard list.mistakes.isEmpty else { return }
      ListEmptyState(model: model).draw(in: body, on: &canvas, palette: palette)
      return
    }
    let source = DrawnList.Source(
      rows: list.rows,
      columns: drawn.columns(
        of: ListColumns.Source(
          width: body.columns, widths: list.widths, accounts: model.context.accounts,
          choice: model.columnChoice)),
      width: body.columns, accounts: model.context.accounts, zone: model.context.zone.name,
      thisYear: thisYear, palette: palette)
    drawn.begin(source)
    canvas.draw(drawn.head(of: source), at: head.origin)
    let cursor = list.cursor
    let looksOld = list.looksOld
    let frozen = model.attention.frozen
    let first = max(0, list.top)
    for index in source.rows.indices.dropFirst(first).prefix(body.rows) {
      // Asked for only where it is needed, and not of the row, which would be copied for it.
      func isAmong(_ keys: Set<PaymentKey>) -> Bool {
        !keys.isEmpty && keys.contains(source.rows[index].transaction.key)
      }
      let look = DrawnList.Look(isFrozen: isAmong(frozen), isStale: looksOld)
      let row = drawn.row(index, of: source, look) {
        line(of: source, at: index, look, zone: model.context.zone)
      }
      let place = body.line(index - first)
      canvas.draw(row, at: place.origin)
      var over = index == cursor ? cursorLine(of: source, at: index) : .blank
      if isAmong(list.marks) { over.put(Self.mark, .key, at: 2) }
      guard !over.pieces.isEmpty else { continue }
      look.applied(to: over).draw(in: place, on: &canvas, palette: palette)
    }
  }

  /// What shows that the cursor is on a row.
  private func cursorLine(of source: DrawnList.Source, at index: Int) -> Line {
    var line = Line(Self.cursorMark, .cursorMark, at: 1)
    if let column = source.columns.columns.first(where: { $0.fact == .reference }) {
      line.put(
        source.rows[index].transaction.reference(in: column), .selection, at: column.start)
    }
    return line
  }

  private func line(
    of source: DrawnList.Source, at index: Int, _ look: DrawnList.Look, zone: ZoneOffsets
  ) -> Line {
    let row = source.rows[index]
    let account = source.accounts.first { $0.name == row.account }
    let facts = ListRowLine(
      row: row, columns: source.columns, providerTitle: account?.providerTitle ?? "",
      zone: zone, thisYear: source.thisYear, isFrozen: look.isFrozen
    )
    return look.applied(to: facts.line)
  }
}
