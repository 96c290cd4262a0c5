import Settings
import Terminal
import TextSafety
import ViewModels

/// Everything that was said, newest first, each with its time and how grave it was.
struct MessagesView {
  let model: DeskModel
  /// How many of the newest are scrolled past.
  let firstMessage: Int

  private static let clockWidth = 10
  private static let levelWidth = 9

  func draw(in rect: Rect, on canvas: inout Canvas, palette: ThemeStyles) {
    let count = model.said.messages.count
    var panel = Panel(rect: rect, frame: .pane(hasFocus: true))
    panel.title = Line("Messages", .title)
    if count > 0 {
      panel.foot = Line(
        count == 1 ? "1 message" : "\(SafeText(grouping: count)) messages", .muted)
    }
    panel.draw(on: &canvas, palette: palette)
    let content = panel.content
    guard count > 0 else {
      Line("Nothing has been said yet.", .muted)
        .draw(in: content.line(0), on: &canvas, palette: palette)
      return
    }
    let shown = model.said.messages.dropLast(min(max(0, firstMessage), count - 1)).reversed()
    shown.prefix(content.rows).flatMap { lines($0, columns: content.columns) }
      .draw(in: content, on: &canvas, palette: palette)
  }

  private func lines(_ message: Message, columns: Int) -> [Line] {
    let start = Self.clockWidth + Self.levelWidth
    let text = Paragraph(message.text).lines(columns: columns - start)
    return text.enumerated().map { index, line in
      var whole = Line()
      if index == 0 {
        whole.put(TimeText.clock(message.time, zone: model.context.zone), .muted, at: 0)
        whole.put(message.level.word, message.level.role, at: Self.clockWidth)
      }
      whole.add(line, at: start)
      return whole
    }
  }
}

extension Message.Level {
  /// The word for it.
  var word: SafeText {
    switch self {
    case .success: "done"
    case .note: "note"
    case .warning: "warning"
    case .error: "error"
    }
  }

  /// How the word looks.
  var role: ThemeRole {
    switch self {
    case .success: .paid
    case .note: .muted
    case .warning: .warning
    case .error: .error
    }
  }
}
