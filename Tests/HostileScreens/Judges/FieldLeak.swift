import HostileInput
package import Terminal

/// A cell that a text changed though it is not one of the text's own.
package struct FieldLeak: CustomStringConvertible, Sendable {
  /// Where it is.
  package let place: Point
  private let drawn: String
  private let expected: String

  /// Finds the first; `nil` when the canvas is that of the shapes but for the letters of the texts.
  package init?(in drawn: Canvas, expected: Canvas) {
    guard drawn.size == expected.size, drawn.cursor == expected.cursor else {
      self.init(
        place: .zero, drawn: "\(drawn.size) \(String(describing: drawn.cursor))",
        expected: "\(expected.size) \(String(describing: expected.cursor))")
      return
    }
    for row in 0..<drawn.size.rows {
      for column in 0..<drawn.size.columns {
        let place = Point(column: column, row: row)
        let (cell, wanted) = (drawn[place], expected[place])
        guard cell != wanted else { continue }
        let isText = TextShape.letters.contains(wanted.text)
        guard !isText || cell.style != wanted.style || cell.width != wanted.width else { continue }
        self.init(
          place: place, drawn: drawn.plainText(), expected: expected.plainText())
        return
      }
    }
    return nil
  }

  private init(place: Point, drawn: String, expected: String) {
    self.place = place
    self.drawn = drawn
    self.expected = expected
  }

  /// The place, and the screen as it is and as it should be.
  package var description: String { "at \(place.column),\(place.row)\n\(drawn)\n\(expected)" }
}
