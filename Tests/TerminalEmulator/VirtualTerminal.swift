/// A terminal in memory: the part of xterm that ncurses and the desk use.
///
/// What the desk does not draw with it complains about, since a byte of data that reached the terminal as a command would
/// most likely be one of those; but it follows them as terminals do, for what multiplexers and shells send.
package struct VirtualTerminal: Sendable {
  /// How many columns there are.
  package private(set) var columns: Int
  /// How many rows there are.
  package private(set) var rows: Int
  /// What is shown, row after row.
  package internal(set) var cells: [VirtualCell]
  /// Where the next character goes.
  package internal(set) var row = 0
  /// Where the next character goes.
  package internal(set) var column = 0
  /// The private modes that are set.
  package internal(set) var modes = modesBefore
  /// Every colour that was asked for, as its number in the sequence; also 39 and 49, the terminal's own.
  package internal(set) var colours: [Int] = []
  /// Every text that was put on the clipboard.
  package internal(set) var clipboard: [String] = []
  /// What it answers to what it was asked, in order: that its background is black, and what it can do.
  package internal(set) var answers: [UInt8] = []
  /// Everything that was sent and not understood, in the order of coming.
  package internal(set) var complaints: [String] = []

  /// The private modes that are set before a program sets any: a line wraps, the cursor shows.
  static let modesBefore: Set = [7, 25]

  var pen = Pen()
  /// Whether letters are drawn as lines.
  var drawsLines = false
  /// What was shown before the other screen.
  private var primary: (cells: [VirtualCell], row: Int, column: Int)?
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

  /// Whether it is as it was before any program used it, but for what is shown.
  package var isPlain: Bool {
    modes == Self.modesBefore && primary == nil && pen == Pen() && !drawsLines
      && scrollRows == 0..<rows
  }

  /// Takes what it answers.
  package mutating func takeAnswers() -> [UInt8] {
    defer { answers = [] }
    return answers
  }

  /// Has another size from here on; what does not fit is gone.
  package mutating func resize(columns: Int, rows: Int) {
    cells = resized(cells, columns: columns, rows: rows)
    primary = primary.map { before in
      (resized(before.cells, columns: columns, rows: rows), before.row, before.column)
    }
    self.columns = columns
    self.rows = rows
    scrollRows = 0..<rows
    moveTo(row: row, column: column)
  }

  private func resized(_ cells: [VirtualCell], columns: Int, rows: Int) -> [VirtualCell] {
    (0..<rows).flatMap { row in
      (0..<columns).map { column in
        row < self.rows && column < self.columns
          ? cells[row * self.columns + column] : VirtualCell()
      }
    }
  }

  /// Goes to the screen for programs, or back to what was there before.
  mutating func showOtherScreen(_ isShown: Bool) {
    if isShown, primary == nil {
      primary = (cells, row, column)
      cells = Array(repeating: VirtualCell(), count: columns * rows)
    } else if !isShown, let before = primary {
      primary = nil
      cells = before.cells
      moveTo(row: before.row, column: before.column)
    }
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
    case .string(let text):
      complaints.append("string \(text.debugDescription)")
      follow(string: text)
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
  mutating func blankHalves(row: Int, columns stretch: Range<Int>) {
    let first = row * columns + stretch.lowerBound
    let last = row * columns + stretch.upperBound - 1
    if cells[first].width == 0 { cells[first - 1] = .erased(by: cells[first - 1].pen) }
    if cells[last].width == 2 { cells[last + 1] = .erased(by: cells[last + 1].pen) }
  }
}
