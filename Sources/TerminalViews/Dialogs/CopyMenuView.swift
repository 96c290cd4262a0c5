import Settings
import Terminal
import TextSafety
import ViewModels

/// The things of a payment that can be copied; the chosen one also plainly, to be selected by mouse.
struct CopyMenuView {
  let menu: CopyMenuModel

  func draw(in rect: Rect, on canvas: inout Canvas, palette: ThemeStyles) {
    var panel = Panel(rect: rect, frame: .pane(hasFocus: true))
    panel.title = Line("Copy", .title)
    panel.draw(on: &canvas, palette: palette)
    let content = panel.content
    let chosen = menu.items.indices.contains(menu.index) ? menu.items[menu.index] : nil
    let plain = chosen.map { $0.text.wrapped(to: content.columns).map { Line($0, .title) } } ?? []
    let (list, below) = content.splitTop(
      rows: max(1, min(menu.items.count, content.rows - plain.count - 1)))
    items(columns: list.columns)
      .draw(in: list, from: menu.index - list.rows + 1, on: &canvas, palette: palette)
    plain.draw(in: below.splitTop(rows: 1).rest, on: &canvas, palette: palette)
  }

  private func items(columns: Int) -> [Line] {
    let titleWidth = min(menu.items.map(\.title.width).max() ?? 0, 24)
    return menu.items.enumerated().map { index, item in
      let isChosen = index == menu.index
      var line = Line(isChosen ? "▌" : "", .cursorMark)
      line.put(item.title.truncated(to: titleWidth), isChosen ? .title : .muted, at: 2)
      let start = titleWidth + 4
      let text = item.text.truncatedMiddle(to: max(0, columns - start))
      line.put(text, isChosen ? .selection : .text, at: start)
      return line
    }
  }
}
