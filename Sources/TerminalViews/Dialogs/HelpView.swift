import Settings
import Terminal
import TextSafety
import ViewModels

/// The keys that work where the cursor was, under their headings; one that does not apply says why.
struct HelpView {
  let model: DeskModel
  /// The first line shown.
  let firstLine: Int

  func draw(in rect: Rect, on canvas: inout Canvas, palette: ThemeStyles) {
    let table = model.helpTable
    var panel = Panel(rect: rect, frame: .pane(hasFocus: true))
    let place = model.helpPlace
    let isForm = place == .formButton || place == .formChoice
    panel.title = Line("Keys in \(isForm ? "the form" : place.title)", .title)
    let rows = panel.content.rows
    let count = table.lines.count
    if count > rows {
      let first = min(max(0, firstLine), count - rows)
      panel.footCorner = Line("\(first + 1)–\(first + rows) of \(count)", .muted)
    }
    panel.draw(on: &canvas, palette: palette)
    table.lines.map { line($0, in: table) }
      .draw(in: panel.content, from: firstLine, on: &canvas, palette: palette)
  }

  private func line(_ help: HelpLine, in table: HelpTable) -> Line {
    switch help {
    case .heading(let heading): return Line(heading, .title)
    case .reason(let words): return Line(words, .muted, at: table.titleStart)
    case .keys(let keys, let title, let refusal):
      var line = Line()
      line.put(
        keys.truncated(to: table.keysWidth), refusal == nil ? .key : .muted, at: HelpTable.keysStart
      )
      line.put(title, refusal == nil ? .text : .muted, at: table.titleStart)
      if let refusal { line.put(refusal, .muted, at: table.reasonStart) }
      return line
    }
  }
}
