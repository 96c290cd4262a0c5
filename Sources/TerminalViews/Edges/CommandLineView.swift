import Settings
import Terminal
import TextSafety
import ViewModels

/// The command line in place of the footer, and above it the words that complete it.
///
/// Two rows only: what is being tried out, a theme or an order, stays in view.
struct CommandLineView {
  let command: CommandLineModel
  let keymap: Keymap

  private static let gap = 2

  /// Draws into the last row of the body and the footer.
  func draw(
    body: Rect, footer: Rect, on canvas: inout Canvas, palette: ThemeStyles
  ) {
    let above = body.line(body.rows - 1)
    canvas.fill(above, style: palette[.background])
    upper(columns: above.columns).draw(in: above, on: &canvas, palette: palette)
    lower(columns: footer.columns).draw(in: footer, on: &canvas, palette: palette)
  }

  // MARK: - The words

  /// What was wrong, else the words of the page on which the chosen one stands.
  private func upper(columns: Int) -> Line {
    if let remark = command.remark {
      return Line(remark.truncated(to: max(0, columns - 2)), .warning, at: 1)
    }
    let words = command.candidates.map { SafeText(sanitizing: $0.word) }
    let pages = Self.pages(words.map(\.width), columns: columns - 2 * Self.marginWidth)
    let page = pages.first { $0.contains(command.chosen ?? 0) } ?? 0..<0
    var line = Line()
    if page.lowerBound > 0 { line.put("‹", .muted, at: 0) }
    var column = Self.marginWidth
    for index in page {
      line.put(words[index], role(of: index), at: column)
      column += words[index].width + Self.gap
    }
    if page.upperBound < words.count { line.put("›", .muted, at: columns - 1) }
    return line
  }

  /// The columns for the marks that there is more.
  private static let marginWidth = 1

  private func role(of index: Int) -> ThemeRole {
    if index == command.chosen { return .selection }
    return command.candidates[index].refusal == nil ? .text : .muted
  }

  /// Which words stand together, as many as fit.
  private static func pages(_ widths: [Int], columns: Int) -> [Range<Int>] {
    var pages: [Range<Int>] = []
    var start = 0
    var used = 0
    for (index, width) in widths.enumerated() {
      if index > start, used + width > columns {
        pages.append(start..<index)
        start = index
        used = 0
      }
      used += width + gap
    }
    return pages + (start < widths.count ? [start..<widths.count] : [])
  }

  // MARK: - The line

  /// The line being typed, and at its right what the command does.
  private func lower(columns: Int) -> Line {
    var line = Line(":", .key, at: 1)
    let typed = SafeText(sanitizing: command.line.text).width + Self.start + Self.gap
    let words = explanation
    let hasRoom = typed + words.width + Self.gap < columns
    let room = columns - Self.start - 1 - (hasRoom ? words.width + Self.gap : 0)
    let field = FieldText(command.line, width: room)
    line.put(field.text, .text, at: Self.start)
    line.cursor = Self.start + field.cursor
    if hasRoom { line.put(words, .muted, endingAt: columns - 1) }
    return line
  }

  private static let start = 2

  /// What the word in question does and why not now; with nothing typed, the keys.
  private var explanation: SafeText {
    guard !command.line.isEmpty else {
      return
        "\(keymap.keyName(for: .dialog(.commandLine(.nextCandidate)))) completes   \(keymap.keyName(for: .dialog(.commandLine(.olderCommand)))) earlier   \(keymap.keyName(for: .cancel)) back"
    }
    let index = command.chosen ?? (command.candidates.count == 1 ? 0 : nil)
    guard let index, command.candidates.indices.contains(index) else { return "" }
    let candidate = command.candidates[index]
    return candidate.refusal ?? candidate.title
  }
}
