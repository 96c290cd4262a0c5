import Settings
import Terminal
import TextSafety
import ViewModels

/// The bottom line: what was said last, else the keys that work here.
struct FooterView {
  let model: DeskModel

  func draw(in rect: Rect, on canvas: inout Canvas, palette: ThemeStyles) {
    let line =
      model.said.notice.map { notice($0, columns: rect.columns) } ?? hints(columns: rect.columns)
    line.draw(in: rect, on: &canvas, palette: palette)
  }

  /// The notice; one that does not fit can be read in full under the messages.
  private func notice(_ message: Message, columns: Int) -> Line {
    var line = Line()
    switch message.level {
    case .success, .note: break
    case .warning, .error: line.put(message.level.word, message.level.role, at: 1)
    }
    let start = line.pieces.isEmpty ? 1 : line.end + 2
    let room = columns - start - 1
    let role: ThemeRole = message.level == .success ? .paid : .text
    guard message.text.width > room else {
      line.put(message.text, role, at: start)
      return line
    }
    let more: SafeText = "  \(model.context.keymap.keyName(for: .messages)) more"
    let words = message.text.truncatedBetweenWords(to: max(0, room - more.width))
    line.put(words, role, at: start)
    line.add(more, .muted)
    return line
  }

  private func hints(columns: Int) -> Line {
    var line = Line()
    for hint in model.footerHints(width: columns - 2) {
      let applies = hint.refusal == nil
      let start = line.pieces.isEmpty ? 1 : line.end + DeskModel.hintGap
      line.put(hint.key, applies ? .key : .muted, at: start)
      line.add(hint.title, applies ? .text : .muted, gap: 1)
    }
    return line
  }
}
