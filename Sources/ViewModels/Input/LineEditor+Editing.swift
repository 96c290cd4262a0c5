extension LineEditor {
  /// Whether nothing is typed.
  package var isEmpty: Bool { text.isEmpty }

  /// Puts a character at the cursor; beyond the limit it is dropped.
  package mutating func insert(_ character: Character) { insert(String(character)) }

  /// Puts pasted text at the cursor: its line breaks become spaces, and other control characters
  /// go.
  package mutating func paste(_ pasted: String) {
    var line = ""
    // Bounded before it is looked at: a paste can be megabytes.
    for scalar in pasted.unicodeScalars.prefix(limit * Self.scalarsPerCharacter) {
      switch scalar.value {
      case 0x09...0x0D, 0x85, 0x2028, 0x2029: line += " "
      case 0x00...0x1F, 0x7F...0x9F: break
      default: line.unicodeScalars.append(scalar)
      }
    }
    insert(line.trimmingSpaces)
  }

  /// Replaces the text; the cursor goes to its end.
  package mutating func replace(with text: String) { self = LineEditor(text, limit: limit) }

  /// Performs an action of typing.
  package mutating func perform(_ action: LineEdit) {
    switch action {
    case .lineStart: set(text, cursor: 0)
    case .lineEnd: set(text, cursor: text.count)
    case .characterLeft: set(text, cursor: cursor - 1)
    case .characterRight: set(text, cursor: cursor + 1)
    case .deleteBackward: delete(from: cursor - 1, to: cursor)
    case .deleteForward: delete(from: cursor, to: cursor + 1)
    case .deleteWord: delete(from: wordStart, to: cursor)
    case .deleteToStart: delete(from: 0, to: cursor)
    case .deleteToEnd: delete(from: cursor, to: text.count)
    }
  }

  /// The text before the cursor.
  package var textBeforeCursor: String { String(text.prefix(cursor)) }

  /// Marks can pile up on one character without end; this many scalars each are plenty.
  private static let scalarsPerCharacter = 4

  private mutating func insert(_ inserted: String) {
    let room = limit - text.count
    guard room > 0 else { return }
    let piece = inserted.prefix(room)
    let scalarCount = text.unicodeScalars.count + piece.unicodeScalars.count
    guard scalarCount <= limit * Self.scalarsPerCharacter else { return }
    let before = text.prefix(cursor) + piece
    set(before + text.dropFirst(cursor), cursor: before.count)
  }

  private mutating func delete(from start: Int, to end: Int) {
    let start = max(0, start)
    set(String(text.prefix(start)) + text.dropFirst(max(start, end)), cursor: start)
  }

  /// Where the word before the cursor begins, as readline counts: spaces, then what is none.
  private var wordStart: Int {
    let before = text.prefix(cursor)
    let word = before.trimmingTrailingSpaces.reversed().prefix { $0 != " " }
    return before.trimmingTrailingSpaces.count - word.count
  }
}

extension StringProtocol {
  /// The text without spaces of any kind at its ends.
  package var trimmingSpaces: String {
    let kept = drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace)
    return String(kept.reversed())
  }

  fileprivate var trimmingTrailingSpaces: SubSequence {
    let kept = reversed().drop { $0 == " " }
    return prefix(kept.count)
  }
}
