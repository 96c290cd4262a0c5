import Settings
import Terminal
import TextSafety
import ViewModels

/// One line that says how large the terminal must be, readable on any that shows anything.
struct TooSmallView {
  func draw(in rect: Rect, on canvas: inout Canvas, palette: Palette) {
    let wanted = DeskLayout.smallest
    let text: SafeText =
      "Tilldesk needs \(wanted.columns)×\(wanted.rows); this terminal has \(rect.columns)×\(rect.rows)."
    let lines = text.wrapped(to: max(1, rect.columns))
    let top = max(0, (rect.rows - lines.count) / 2)
    for (row, line) in lines.enumerated() {
      canvas.draw(
        line, in: rect.line(top + row), style: palette[.warning], alignment: .centre)
    }
  }
}
