import Settings
import Terminal
import TextSafety
import ViewModels

/// The facts that the list can show, in their order; the list above shows the choice while it is made.
struct ColumnChooserView {
  let model: DeskModel
  let chooser: ColumnChooserModel

  private static let titleWidth = 14

  func draw(in rect: Rect, on canvas: inout Canvas, palette: ThemeStyles) {
    var panel = Panel(rect: rect, frame: .pane(hasFocus: true))
    panel.title = Line("Columns of the list", .title)
    let order = chooser.choice.order
    let rows = panel.content.rows
    let first = max(0, min(chooser.index - rows / 2, order.count - rows))
    if order.count > rows {
      panel.footCorner = Line("\(first + 1)–\(first + rows) of \(order.count)", .muted)
    }
    panel.draw(on: &canvas, palette: palette)
    let fitting = fittingColumns
    order.enumerated().map { line($1, isChosen: $0 == chooser.index, fitting: fitting) }
      .draw(in: panel.content, from: first, on: &canvas, palette: palette)
  }

  private func line(_ column: ListColumn, isChosen: Bool, fitting: Set<ListColumn>) -> Line {
    let isShown = !chooser.choice.hidden.contains(column)
    var line = Line(isChosen ? "▌" : "", .cursorMark)
    line.put(isShown ? "[x]" : "[ ]", column.isFixed ? .muted : .text, at: 2)
    line.put(column.title, isChosen ? .selection : isShown ? .text : .muted, at: 6)
    if column.isFixed {
      line.put("always shown", .muted, at: 6 + Self.titleWidth)
    } else if isShown, !fitting.contains(column) {
      line.put("no room at this width", .warning, at: 6 + Self.titleWidth)
    }
    return line
  }

  /// The facts that have room in the list as wide as it is now.
  private var fittingColumns: Set<ListColumn> {
    let width = (model.layout.list ?? model.layout.body).width - 2
    let columns = ListColumns(
      ListColumns.Source(
        width: width, widths: model.list.widths, accounts: model.context.accounts,
        choice: chooser.choice))
    return Set(columns.columns.map(\.fact))
  }
}
