import Settings
import Terminal
import TextSafety

/// One line of a pane before it is drawn: pieces of text, each at a column of its own.
struct Line: Hashable {
  /// A text that stands somewhere in the line.
  struct Piece: Hashable {
    /// The column, counted from the line's left end.
    var column: Int
    /// What it says.
    var text: SafeText
    /// What it is, which decides how it looks.
    var role: ThemeRole
    /// Whether half of it would be a lie, as with an amount: it is drawn whole or not at all.
    var isWhole: Bool

    /// The column after it.
    var end: Int { column + text.width }
  }

  /// The pieces in the order in which they are drawn.
  private(set) var pieces: [Piece] = []
  /// The column after the last piece; kept, since every piece that is added asks for it.
  private(set) var end = 0
  /// Where the text cursor stands, when it stands in this line.
  var cursor: Int?

  /// A line with nothing in it.
  static let blank = Line()

  /// Makes an empty line.
  init() {}

  /// Makes a line of one text.
  init(_ text: SafeText, _ role: ThemeRole = .text, at column: Int = 0) {
    put(text, role, at: column)
  }

  /// Puts a text at a column.
  mutating func put(
    _ text: SafeText, _ role: ThemeRole = .text, at column: Int, whole: Bool = false
  ) {
    guard !text.isEmpty else { return }
    let piece = Piece(column: column, text: text, role: role, isWhole: whole)
    pieces.append(piece)
    end = max(end, piece.end)
  }

  /// Puts a text so that it ends before a column.
  mutating func put(
    _ text: SafeText, _ role: ThemeRole = .text, endingAt end: Int, whole: Bool = false
  ) {
    put(text, role, at: end - text.width, whole: whole)
  }

  /// Puts a text after what is there.
  mutating func add(
    _ text: SafeText, _ role: ThemeRole = .text, gap: Int = 0, whole: Bool = false
  ) {
    put(text, role, at: end + gap, whole: whole)
  }

  /// Puts all pieces of another line, moved to the right.
  mutating func add(_ line: Line, at column: Int) {
    for piece in line.pieces {
      put(piece.text, piece.role, at: column + piece.column, whole: piece.isWhole)
    }
    if let cursor = line.cursor { self.cursor = column + cursor }
  }

  /// The line moved to the right.
  func moved(by columns: Int) -> Line {
    var line = Line()
    line.add(self, at: columns)
    return line
  }

  /// Puts a text after what is there, as more of the same where it looks the same.
  mutating func extend(_ text: SafeText, _ role: ThemeRole, gap: Int) {
    guard let last = pieces.last, last.role == role, last.end == end, !last.isWhole else {
      add(text, role, gap: gap)
      return
    }
    pieces[pieces.count - 1].text += SafeText(repeating: " ", count: gap) + text
    end += gap + text.width
  }

  /// The line with every piece in one role.
  func recoloured(_ role: ThemeRole) -> Line {
    var line = self
    for index in line.pieces.indices { line.pieces[index].role = role }
    return line
  }
}

extension Line {
  /// Draws the line into the first row of a rectangle; what does not fit is cut and shows `…`.
  func draw(in rect: Rect, on canvas: inout Canvas, palette: ThemeStyles) {
    guard !rect.isEmpty else { return }
    for piece in clipped(to: rect.columns).pieces {
      canvas.draw(
        piece.text, at: Point(column: rect.column + piece.column, row: rect.row),
        style: palette[piece.role], maxWidth: rect.columns - piece.column)
    }
    if let cursor {
      canvas.cursor = Point(
        column: rect.column + min(max(0, cursor), rect.columns - 1), row: rect.row)
    }
  }

  /// The part of the line within some columns; that something is missing is seen at its end.
  private func clipped(to columns: Int) -> Line {
    guard end > columns || pieces.contains(where: { $0.column < 0 }) else { return self }
    var line = Line()
    for piece in pieces where piece.column >= 0 && piece.column < columns {
      let room = columns - piece.column
      let fits = piece.text.width <= room
      line.put(
        fits ? piece.text : piece.isWhole ? .ellipsis : piece.text.truncated(to: room), piece.role,
        at: piece.column)
    }
    if end > columns, line.end < columns { line.add(.ellipsis, .muted) }
    return line
  }
}

extension [Line] {
  /// Draws the lines from one on, each in a row of its own, as many as there is room for.
  func draw(
    in rect: Rect, from firstLine: Int = 0, on canvas: inout Canvas, palette: ThemeStyles
  ) {
    let first = Swift.min(Swift.max(0, firstLine), Swift.max(0, count - rect.rows))
    for (row, line) in dropFirst(first).prefix(rect.rows).enumerated() {
      line.draw(in: rect.line(row), on: &canvas, palette: palette)
    }
  }

  /// Draws the lines so that the one with the cursor is among those shown.
  func drawKeepingCursor(in rect: Rect, on canvas: inout Canvas, palette: ThemeStyles) {
    let focus = firstIndex { $0.cursor != nil } ?? 0
    // A line below the cursor is kept too: it is where a mistake shows.
    draw(in: rect, from: focus + 2 - rect.rows, on: &canvas, palette: palette)
  }
}
