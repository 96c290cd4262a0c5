import Payments
import Settings
import TextSafety
import ViewModels

/// The search line, and under its token what is wrong with it.
struct SearchLine {
  let list: ListModel
  /// Whether it has the cursor.
  let hasFocus: Bool

  /// Where the text begins.
  private static let start = 3
  private static let placeholder: SafeText =
    "a reference, an id, ~50 gbp, yesterday, status:pending …"

  /// The line with what was typed.
  func line(columns: Int) -> Line {
    var line = Line("/", hasFocus ? .key : .muted, at: 1)
    let room = max(2, columns - Self.start - 1)
    guard hasFocus || !list.search.isEmpty else {
      line.put(Self.placeholder, .muted, at: Self.start)
      return line
    }
    guard hasFocus else {
      line.put(whole.truncated(to: room), .text, at: Self.start)
      putMistakes(on: &line, room: room)
      return line
    }
    let field = FieldText(list.search, width: room)
    line.put(field.text, .text, at: Self.start)
    line.cursor = Self.start + field.cursor
    putMistakes(on: &line, room: room)
    return line
  }

  /// The sentence that stands in place of the heads; `nil` when all is well.
  func mistakeLine(columns: Int) -> Line? {
    guard let mistake = list.mistakes.first else { return nil }
    let more = list.mistakes.count - 1
    let sentence: SafeText =
      more == 0 ? mistake.message : "\(mistake.message) (and \(more) more)"
    let room = columns - Self.start - 1
    let token = column(of: mistake)
    var line = Line()
    if Self.start + token + 2 + sentence.width < columns {
      line.put("^ \(sentence)", .error, at: Self.start + token)
    } else {
      line.put(
        sentence.truncated(to: room), .error,
        at: max(Self.start, columns - 1 - sentence.width))
    }
    return line
  }

  private var whole: SafeText { SafeText(sanitizing: list.search.text) }

  /// Repeats the mistaken tokens in the colour of errors; in a text that is scrolled they cannot be placed.
  private func putMistakes(on line: inout Line, room: Int) {
    guard whole.width < room else { return }
    for mistake in list.mistakes {
      let text = list.search.text
      let token = text.dropFirst(mistake.range.lowerBound).prefix(mistake.range.count)
      line.put(SafeText(sanitizing: token), .error, at: Self.start + column(of: mistake))
    }
  }

  private func column(of mistake: QueryMistake) -> Int {
    SafeText(sanitizing: list.search.text.prefix(mistake.range.lowerBound)).width
  }
}
