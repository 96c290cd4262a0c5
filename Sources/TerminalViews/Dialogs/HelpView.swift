import Settings
import Terminal
import TextSafety
import ViewModels

/// The keys that work where the cursor was, under their headings; one that does not apply says why.
struct HelpView {
  let model: DeskModel
  /// The first line shown.
  let firstLine: Int

  func draw(in rect: Rect, on canvas: inout Canvas, palette: Palette) {
    let help = model.helpLines
    var panel = Panel(rect: rect, frame: .pane(hasFocus: true))
    panel.title = Line("Keys in \(model.helpPlace.title)", .title)
    let rows = panel.content.rows
    if help.count > rows {
      let first = min(max(0, firstLine), help.count - rows)
      panel.footCorner = Line("\(first + 1)–\(first + rows) of \(help.count)", .muted)
    }
    panel.draw(on: &canvas, palette: palette)
    let widths = Self.widths(help)
    help.map { line($0, widths: widths, columns: panel.content.columns) }
      .draw(in: panel.content, from: firstLine, on: &canvas, palette: palette)
  }

  /// The widths of the keys and of what they do.
  private static func widths(_ lines: [HelpLine]) -> (keys: Int, title: Int) {
    var widths = (keys: 8, title: 8)
    for case .keys(let keys, let title, _) in lines {
      widths.keys = min(max(widths.keys, keys.width), 20)
      widths.title = max(widths.title, title.width)
    }
    return widths
  }

  private func line(
    _ help: HelpLine, widths: (keys: Int, title: Int), columns: Int
  ) -> Line {
    switch help {
    case .heading(let heading): return Line(heading, .title)
    case .keys(let keys, let title, let refusal):
      var line = Line()
      line.put(keys.truncated(to: widths.keys), refusal == nil ? .key : .muted, at: 2)
      line.put(title, refusal == nil ? .text : .muted, at: widths.keys + 4)
      let start = widths.keys + widths.title + 6
      if let refusal { line.put(refusal, .muted, at: start) }
      return line
    }
  }
}
