/// The cells of a screen and the cursor on them, with what a terminal can do to them.
struct Grid {
  /// What stands in a cell; empty in the second one of a wide character.
  typealias Cell = String

  private(set) var columns: Int
  private(set) var rows: Int
  private var lines: [[Cell]]

  /// Where the cursor is.
  private(set) var row = 0
  private(set) var column = 0
  /// Whether the last column was written, so that the next character begins a line.
  private var isWrapping = false
  /// The lines that scroll.
  private(set) var top = 0
  private(set) var bottom: Int

  init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
    lines = Self.blank(columns, rows)
    bottom = rows - 1
  }

  private static func blank(_ columns: Int, _ rows: Int) -> [[Cell]] {
    Array(repeating: Array(repeating: " ", count: columns), count: rows)
  }

  /// The lines without the blanks at their ends.
  var text: String {
    lines.map { line in
      var end = line.count
      while end > 0, line[end - 1] == " " { end -= 1 }
      return line[..<end].joined()
    }.joined(separator: "\n")
  }

  /// Whether all lines scroll.
  var scrollsWhole: Bool { top == 0 && bottom == rows - 1 }

  mutating func resize(columns: Int, rows: Int) {
    var resized = Self.blank(columns, rows)
    for row in 0..<min(rows, self.rows) {
      for column in 0..<min(columns, self.columns) {
        resized[row][column] = lines[row][column]
      }
    }
    lines = resized
    self.columns = columns
    self.rows = rows
    top = 0
    bottom = rows - 1
    place(row: row, column: column)
  }

  // MARK: - The cursor

  /// Moves the cursor; what is outside becomes the edge.
  mutating func place(row: Int, column: Int) {
    self.row = min(max(0, row), rows - 1)
    self.column = min(max(0, column), columns - 1)
    isWrapping = false
  }

  mutating func lineFeed() {
    isWrapping = false
    if row == bottom { scroll(by: 1, from: top) } else if row < rows - 1 { row += 1 }
  }

  mutating func reverseLineFeed() {
    isWrapping = false
    if row == top { scroll(by: -1, from: top) } else if row > 0 { row -= 1 }
  }

  mutating func setRegion(top: Int, bottom: Int) {
    guard top >= 0, top < bottom, bottom < rows else { return }
    self.top = top
    self.bottom = bottom
    place(row: 0, column: 0)
  }

  // MARK: - Writing

  /// Writes a character of so many columns; one of none goes into the cell before.
  mutating func put(_ text: String, width: Int) {
    guard width > 0 else {
      if column > 0 { lines[row][column - 1] += text }
      return
    }
    if isWrapping || column + width > columns {
      column = 0
      lineFeed()
    }
    lines[row][column] = text
    if width == 2, column + 1 < columns { lines[row][column + 1] = "" }
    isWrapping = column + width >= columns
    column = min(column + width, columns - 1)
  }

  // MARK: - Erasing and moving cells

  mutating func erase(row: Int, _ range: Range<Int>) {
    for column in range.clamped(to: 0..<columns) { lines[row][column] = " " }
  }

  mutating func eraseLine(_ part: Int) {
    switch part {
    case 0: erase(row: row, column..<columns)
    case 1: erase(row: row, 0..<column + 1)
    default: erase(row: row, 0..<columns)
    }
  }

  mutating func eraseScreen(_ part: Int) {
    let others =
      switch part {
      case 0: row + 1..<rows
      case 1: 0..<row
      case 2: 0..<rows
      default: 0..<0
      }
    if part < 2 { eraseLine(part) }
    for row in others { erase(row: row, 0..<columns) }
  }

  mutating func eraseCharacters(_ count: Int) { erase(row: row, column..<column + count) }

  mutating func insertCharacters(_ count: Int) {
    let blanks = Array(repeating: " ", count: min(count, columns - column))
    lines[row].insert(contentsOf: blanks, at: column)
    lines[row].removeLast(blanks.count)
  }

  mutating func deleteCharacters(_ count: Int) {
    let gone = min(count, columns - column)
    lines[row].removeSubrange(column..<column + gone)
    lines[row] += Array(repeating: " ", count: gone)
  }

  /// Moves the lines from one to the end of the region up, or down by a negative count.
  mutating func scroll(by count: Int, from first: Int) {
    guard (top...bottom).contains(first) else { return }
    for _ in 0..<min(abs(count), rows) {
      lines.remove(at: count > 0 ? first : bottom)
      let blank = Array(repeating: " ", count: columns)
      lines.insert(blank, at: count > 0 ? bottom : first)
    }
  }
}
