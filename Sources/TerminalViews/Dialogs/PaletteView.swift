import Settings
import Terminal
import TextSafety
import ViewModels

/// All actions that match what is typed, each with its key; one that does not apply says why.
struct PaletteView {
  let model: DeskModel
  let list: PaletteModel

  private static let keysWidthMax = 13
  private static let reasonWidthMin = 16

  func draw(in rect: Rect, on canvas: inout Canvas, palette: ThemeStyles) {
    var panel = Panel(rect: rect, frame: .pane(hasFocus: true))
    panel.title = Line("All actions", .title)
    let content = panel.content
    let lines = model.paletteLines
    let below = remark(lines, columns: content.columns)
    let (head, rest) = content.splitTop(rows: 1)
    let (body, foot) = rest.splitTop(rows: max(1, rest.rows - below.count))
    let first = Self.firstShown(index: list.index, rows: body.rows, count: lines.count)
    if lines.count > body.rows {
      panel.footCorner = Line("\(first + 1)–\(first + body.rows) of \(lines.count)", .muted)
    }
    panel.draw(on: &canvas, palette: palette)
    filter(columns: head.columns).draw(in: head, on: &canvas, palette: palette)
    rows(lines, columns: body.columns).draw(in: body, from: first, on: &canvas, palette: palette)
    below.draw(in: foot, on: &canvas, palette: palette)
  }

  /// The cursor stays in the middle where it can, so that what comes next is in view.
  private static func firstShown(index: Int, rows: Int, count: Int) -> Int {
    min(max(0, index - rows / 2), max(0, count - rows))
  }

  private func filter(columns: Int) -> Line {
    var line = Line(">", .key)
    let field = FieldText(list.filter, width: max(2, columns - 2))
    line.put(field.text, .text, at: 2)
    line.cursor = 2 + field.cursor
    return line
  }

  private func rows(_ lines: [PaletteLine], columns: Int) -> [Line] {
    guard !lines.isEmpty else { return [Line("No action is called that.", .muted, at: 2)] }
    let widths = Self.widths(lines, columns: columns)
    return lines.enumerated().map { index, entry in
      let isChosen = index == list.index
      let applies = entry.refusal == nil
      var line = Line(isChosen ? "▌" : "", .cursorMark)
      let role: ThemeRole = isChosen ? .selection : applies ? .text : .muted
      line.put(entry.title.truncated(to: widths.title), role, at: 2)
      let keys = entry.keys.truncated(to: widths.keys)
      line.put(keys, applies ? .key : .muted, at: widths.title + 4)
      let start = widths.title + widths.keys + 6
      // A word or two of a reason say nothing; the one of the chosen entry stands below.
      if let refusal = entry.refusal, columns - start >= min(refusal.width, Self.reasonWidthMin) {
        line.put(refusal.truncated(to: columns - start), .muted, at: start)
      }
      return line
    }
  }

  /// A title is cut last: the reason of the chosen one stands below in full.
  private static func widths(
    _ lines: [PaletteLine], columns: Int
  ) -> (title: Int, keys: Int) {
    (
      min(lines.map(\.title.width).max() ?? 0, columns / 2),
      min(lines.map(\.keys.width).max() ?? 0, keysWidthMax)
    )
  }

  /// What was said, else the whole reason of the chosen one where its line cuts it.
  private func remark(_ lines: [PaletteLine], columns: Int) -> [Line] {
    if let remark = list.remark { return Paragraph(remark, .warning).lines(columns: columns) }
    guard lines.indices.contains(list.index), let refusal = lines[list.index].refusal else {
      return []
    }
    let widths = Self.widths(lines, columns: columns)
    guard refusal.width > columns - widths.title - widths.keys - 6 else { return [] }
    return Paragraph(refusal, .muted).lines(columns: columns)
  }
}
