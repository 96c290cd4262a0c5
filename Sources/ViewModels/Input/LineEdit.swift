import TextSafety

/// What can be done on a line of text besides typing.
package enum LineEdit: String, Hashable, Sendable, CaseIterable {
  /// Moving the cursor.
  case lineStart, lineEnd, characterLeft, characterRight
  /// Deleting.
  case deleteBackward, deleteForward, deleteWord, deleteToStart, deleteToEnd
}

extension LineEdit {
  /// Their rows in the table.
  var row: DeskAction.Specification {
    switch self {
    case .lineStart: .fixed("start of the line", [.control("a"), .home], .typed, .typing)
    case .lineEnd: .fixed("end of the line", [.control("e"), .end], .typed, .typing)
    case .characterLeft: .fixed("left", [.left], .text, .typing)
    case .characterRight: .fixed("right", [.right], .text, .typing)
    case .deleteBackward: .fixed("delete", [.backspace, .control("h")], .typed, .typing)
    case .deleteForward: .fixed("delete to the right", [.delete, .control("d")], .typed, .typing)
    case .deleteWord: .fixed("delete a word", [.control("w")], .typed, .typing)
    case .deleteToStart: .fixed("delete to the start", [.control("u")], .typed, .typing)
    case .deleteToEnd: .fixed("delete to the end", [.control("k")], .typed, .typing)
    }
  }
}
