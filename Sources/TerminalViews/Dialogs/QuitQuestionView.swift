import Settings
import Terminal
import TextSafety
import ViewModels

/// Whether to quit although something is open.
struct QuitQuestionView {
  let sentence: SafeText
  let keymap: Keymap

  func draw(in rect: Rect, on canvas: inout Canvas, palette: ThemeStyles) {
    var panel = Panel(rect: rect, frame: .pane(hasFocus: true))
    panel.title = Line("Quit?", .title)
    panel.draw(on: &canvas, palette: palette)
    let content = panel.content
    var keys = Line(keymap.keyName(for: .dialog(.quitAnyway)), .key)
    keys.add("quits", .text, gap: 1)
    keys.add(keymap.keyName(for: .dialog(.stay)), .key, gap: 3)
    keys.add("stays", .text, gap: 1)
    let lines =
      [.blank] + Paragraph(sentence, .warning).lines(columns: content.columns) + [.blank, keys]
    lines.draw(in: content, on: &canvas, palette: palette)
  }
}
