import Settings
import Terminal
import TextSafety
import ViewModels

/// How large the terminal must be and what to do about it, readable on any that shows anything.
struct TooSmallView {
  func draw(in rect: Rect, on canvas: inout Canvas, palette: ThemeStyles) {
    let wanted = DeskLayout.smallest
    let text: SafeText =
      "Tilldesk needs \(wanted.columns)×\(wanted.rows); this terminal has \(rect.columns)×\(rect.rows)."
    let way: SafeText = "Make it larger, or start with --plain."
    let columns = max(1, rect.columns)
    let lines = text.wrapped(to: columns).map { ($0, ThemeRole.warning) }
    let hint = way.wrapped(to: columns).map { ($0, ThemeRole.muted) }
    let all = lines.count + hint.count <= rect.rows ? lines + hint : lines
    let top = max(0, (rect.rows - all.count) / 2)
    for (row, (line, role)) in all.enumerated() {
      canvas.draw(line, in: rect.line(top + row), style: palette[role], alignment: .centre)
    }
  }
}
