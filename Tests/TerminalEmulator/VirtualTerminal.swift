/// A terminal in memory: the part of xterm that ncurses and the desk use.
///
/// What it does not know it does not skip: it complains, since a byte of data that reached the
/// terminal as a command would most likely be one that the desk never sends.
package struct VirtualTerminal: Sendable {
  /// How many columns there are.
  package let columns: Int
  /// How many rows there are.
  package let rows: Int
  /// What is shown, row after row.
  package private(set) var cells: [VirtualCell]
  /// Where the next character goes.
  package internal(set) var row = 0
  /// Where the next character goes.
  package internal(set) var column = 0
  /// The private modes that are set.
  package internal(set) var modes: Set<Int> = []
  /// Everything that was sent and not understood, in the order of coming.
  package internal(set) var complaints: [String] = []

  var pen = Pen()
  /// Whether the last column was written: the next character goes to the next line.
  var isWrapping = false
  var scrollRows: Range<Int>
  var saved: (row: Int, column: Int, pen: Pen)?
  var lastCharacter: Unicode.Scalar?
  private var parser = SequenceParser()
  private let widthOf: @Sendable (Unicode.Scalar) -> Int

  /// Makes an empty screen.
  ///
  /// - Parameter widthOf: the columns of a character, 0 for a mark; negative for what is not drawn.
  package init(
    columns: Int, rows: Int, widthOf: @escaping @Sendable (Unicode.Scalar) -> Int = { _ in 1 }
  ) {
    self.columns = columns
    self.rows = rows
    self.widthOf = widthOf
    cells = Array(repeating: VirtualCell(), count: columns * rows)
    scrollRows = 0..<rows
  }

  /// The cell at a place that exists.
  package subscript(row: Int, column: Int) -> VirtualCell { cells[row * columns + column] }

  /// The text of the rows, without the spaces at their ends.
  package var plainText: String {
    (0..<rows).map { row in
      let texts = (0..<columns).map { self[row, $0].text }
      let end = texts.lastIndex { $0 != " " }.map { $0 + 1 } ?? 0
      return texts[..<end].joined()
    }.joined(separator: "\n")
  }

  /// Takes what was sent.
  package mutating func feed(_ bytes: some Sequence<UInt8>) {
    for byte in bytes {
      for command in parser.feed(byte) { perform(command) }
    }
  }

  private mutating func perform(_ command: SequenceParser.Command) {
    switch command {
    case .print(let scalar): print(scalar)
    case .control(let byte): control(byte)
    case .escape(let text): escape(text)
    case .csi(let sequence): perform(sequence)
    case .string(let text): complaints.append("string \(text.debugDescription)")
    case .malformed(let byte): complaints.append("byte \(byte) is not UTF-8")
    }
  }

  // MARK: Writing

  private mutating func print(_ scalar: Unicode.Scalar) {
    let width = widthOf(scalar)
    guard width > 0 else {
      mark(scalar, isDrawn: width == 0)
      return
    }
    if isWrapping || column + width > columns {
      column = 0
      lineFeed()
    }
    isWrapping = false
    put(scalar, width: width)
    lastCharacter = scalar
    column += width
    guard column >= columns else { return }
    column = columns - 1
    isWrapping = true
  }

  private mutating func put(_ scalar: Unicode.Scalar, width: Int) {
    blankHalves(row: row, columns: column..<column + width)
    let place = row * columns + column
    cells[place] = VirtualCell(text: String(scalar), pen: pen, width: width)
    if width == 2 { cells[place + 1] = VirtualCell(text: "", pen: pen, width: 0) }
  }

  /// Draws a mark over the character before the cursor.
  private mutating func mark(_ scalar: Unicode.Scalar, isDrawn: Bool) {
    var place = row * columns + (isWrapping ? column : column - 1)
    if cells.indices.contains(place), cells[place].width == 0 { place -= 1 }
    guard isDrawn, isWrapping || column > 0 else {
      complaints.append("nothing to draw U+\(String(scalar.value, radix: 16)) on")
      return
    }
    cells[place].text.unicodeScalars.append(scalar)
  }

  mutating func repeatLast(_ count: Int) {
    guard let lastCharacter else {
      complaints.append("nothing to repeat")
      return
    }
    for _ in 0..<count { print(lastCharacter) }
  }

  /// Blanks what remains of wide characters at the ends of a stretch that is written over.
  private mutating func blankHalves(row: Int, columns stretch: Range<Int>) {
    let first = row * columns + stretch.lowerBound
    let last = row * columns + stretch.upperBound - 1
    if cells[first].width == 0 { cells[first - 1] = .erased(by: cells[first - 1].pen) }
    if cells[last].width == 2 { cells[last + 1] = .erased(by: cells[last + 1].pen) }
  }

  // MARK: Erasing and moving

  mutating func erase(row: Int, columns stretch: Range<Int>) {
    let stretch = stretch.clamped(to: 0..<columns)
    guard !stretch.isEmpty else { return }
    blankHalves(row: row, columns: stretch)
    for column in stretch { cells[row * columns + column] = .erased(by: pen) }
  }

  mutating func erase(rows: Range<Int>) {
    for row in rows { erase(row: row, columns: 0..<columns) }
  }

  /// Moves the rows of a range up, or down when negative; the rows that come in are erased.
  mutating func scroll(_ range: Range<Int>, by count: Int) {
    let before = cells
    for row in range {
      let source = row + count
      guard range.contains(source) else {
        erase(rows: row..<row + 1)
        continue
      }
      for column in 0..<columns {
        cells[row * columns + column] = before[source * columns + column]
      }
    }
  }

  /// Moves the rest of the line to the right, or to the left when negative.
  mutating func shift(by count: Int) {
    let line = Array(cells[row * columns..<(row + 1) * columns])
    for place in column..<columns {
      let source = place - count
      cells[row * columns + place] =
        source >= column && source < columns ? line[source] : .erased(by: pen)
    }
    // A wide character that was cut in two is none any more.
    for place in column..<columns {
      let cell = cells[row * columns + place]
      let next = place + 1 < columns ? cells[row * columns + place + 1].width : 1
      let previous = place > 0 ? cells[row * columns + place - 1].width : 1
      if cell.width == 2, next != 0 { cells[row * columns + place] = .erased(by: cell.pen) }
      if cell.width == 0, previous != 2 { cells[row * columns + place] = .erased(by: cell.pen) }
    }
  }

  mutating func lineFeed() {
    if row == scrollRows.upperBound - 1 {
      scroll(scrollRows, by: 1)
    } else if row < rows - 1 {
      row += 1
    }
  }

  mutating func moveTo(row: Int, column: Int) {
    self.row = min(max(0, row), rows - 1)
    self.column = min(max(0, column), columns - 1)
    isWrapping = false
  }
}
