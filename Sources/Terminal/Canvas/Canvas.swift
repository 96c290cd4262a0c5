package import TextSafety

/// A grid of styled cells on which views draw; the screen shows it, tests compare it with text.
///
/// Only safe text comes in. Whatever lies outside is clipped, and drawing over one half of a wide
/// cluster blanks the other half, so that a canvas is always something that a terminal can show.
package struct Canvas: Hashable, Sendable {
  /// How many columns and rows there are.
  package let size: Size

  /// Where the cursor stands; hidden when it is `nil` or outside.
  package var cursor: Point?

  /// Row after row.
  private(set) var cells: [Cell]

  /// Makes a blank canvas.
  package init(size: Size, style: Style = .plain) {
    self.size = size
    cells = Array(repeating: .blank(style), count: size.columns * size.rows)
  }

  /// All of it.
  package var bounds: Rect { Rect(size: size) }

  /// The cell at a place; a plain space outside.
  package subscript(point: Point) -> Cell {
    bounds.contains(point) ? cells[index(point)] : .blank()
  }

  private func index(_ point: Point) -> Int { point.row * size.columns + point.column }

  /// The cells of one row that exists.
  func row(_ row: Int) -> ArraySlice<Cell> {
    cells[row * size.columns..<(row + 1) * size.columns]
  }
}

// MARK: - Text

extension Canvas {
  /// Draws text to the right of a place, at most `maxWidth` columns of it, and never half a wide
  /// cluster.
  ///
  /// - Returns: the columns that the text took, with those left of the canvas; the next text goes
  /// there.
  @discardableResult
  package mutating func draw(
    _ text: SafeText, at point: Point, style: Style = .plain, maxWidth: Int = .max
  ) -> Int {
    guard point.row >= 0, point.row < size.rows, maxWidth > 0 else { return 0 }
    let end = min(size.columns, point.column.saturatingAdding(maxWidth))
    var column = point.column
    if let bytes = text.asciiBytes {
      return draw(bytes, column: column, end: end, row: point.row, style: style)
    }
    for cluster in text.clusters {
      guard column < end, column + cluster.width <= end else { break }
      put(Cell(cluster, style: style), column: column, row: point.row)
      column += cluster.width
    }
    return column - point.column
  }

  /// Draws a cell for each byte in an existing row; only at the ends can it part wide clusters.
  private mutating func draw(
    _ bytes: String.UTF8View, column: Int, end: Int, row: Int, style: Style
  ) -> Int {
    let count = max(0, min(bytes.count, end - column))
    let hidden = column >= 0 ? 0 : column <= -count ? count : -column
    guard hidden < count else { return count }
    let start = row * size.columns + column
    blankHalves(first: start + hidden, last: start + count - 1)
    var target = cells.mutableSpan
    var index = start + hidden
    for byte in bytes.dropFirst(hidden).prefix(count - hidden) {
      target[index] = Cell(ascii: byte, style: style)
      index += 1
    }
    return count
  }

  /// Draws one line of text into the first row of a rectangle; what does not fit is cut and shows
  /// `…`.
  package mutating func draw(
    _ text: SafeText, in rect: Rect, style: Style = .plain,
    alignment: SafeText.Alignment = .left
  ) {
    guard !rect.isEmpty else { return }
    let shown = text.truncated(to: rect.columns)
    let free = max(0, rect.columns - shown.width)
    let indent =
      switch alignment {
      case .left: 0
      case .centre: free / 2
      case .right: free
      }
    draw(
      shown, at: Point(column: rect.column.saturatingAdding(indent), row: rect.row), style: style)
  }
}

// MARK: - Surfaces

extension Canvas {
  /// Blanks a rectangle.
  package mutating func fill(_ rect: Rect, style: Style = .plain) {
    fill(rect, with: .blank(style))
  }

  /// Repeats a cell of one column in a rectangle.
  mutating func fill(_ rect: Rect, with cell: Cell) {
    let area = rect.intersection(bounds)
    guard !area.isEmpty else { return }
    for row in area.row..<area.row + area.rows {
      let first = row * size.columns + area.column
      let last = first + area.columns - 1
      blankHalves(first: first, last: last)
      var target = cells.mutableSpan
      for index in first...last { target[index] = cell }
    }
  }

  /// Draws all of another canvas but its cursor; what does not fit is cut, and never half a wide
  /// cluster is shown.
  package mutating func draw(_ other: Canvas, at point: Point) {
    let area = Rect(
      column: point.column, row: point.row, columns: other.size.columns, rows: other.size.rows
    ).intersection(bounds)
    guard !area.isEmpty else { return }
    let source = other.cells.span
    for row in area.row..<area.row + area.rows {
      let first = row * size.columns + area.column
      let last = first + area.columns - 1
      blankHalves(first: first, last: last)
      let start = (row - point.row) * other.size.columns + area.column - point.column
      var target = cells.mutableSpan
      for offset in 0..<area.columns { target[first + offset] = source[start + offset] }
      if cells[first].isContinuation { cells[first] = .blank(cells[first].style) }
      if cells[last].isWide { cells[last] = .blank(cells[last].style) }
    }
  }

  /// Changes the look of what a rectangle shows and leaves the text.
  package mutating func restyle(_ rect: Rect, _ change: (Style) -> Style) {
    let area = rect.intersection(bounds)
    for row in area.row..<area.row + area.rows {
      for column in area.column..<area.column + area.columns {
        let index = row * size.columns + column
        cells[index] = cells[index].styled(change(cells[index].style))
      }
    }
  }

  /// Draws a scalar of our own source that takes one column.
  mutating func put(_ scalar: Unicode.Scalar, at point: Point, style: Style) {
    guard bounds.contains(point) else { return }
    put(Cell(narrow: scalar, style: style), column: point.column, row: point.row)
  }

  /// Puts a cell into an existing row; a wide one must end within it, and may start left of it.
  private mutating func put(_ cell: Cell, column: Int, row: Int) {
    guard column >= 0 else {
      if cell.isWide, column == -1 { put(.blank(cell.style), column: 0, row: row) }
      return
    }
    let index = row * size.columns + column
    let last = cell.isWide ? index + 1 : index
    blankHalves(first: index, last: last)
    cells[index] = cell
    if cell.isWide { cells[last] = .continuation(cell.style) }
  }

  /// Blanks what remains of wide clusters when cells of one row are drawn over.
  private mutating func blankHalves(first: Int, last: Int) {
    if cells[first].isContinuation { cells[first - 1] = .blank(cells[first - 1].style) }
    if cells[last].isWide { cells[last + 1] = .blank(cells[last + 1].style) }
  }
}

extension SafeText {
  /// The bytes when each is one cell, which saves looking anything up.
  fileprivate var asciiBytes: String.UTF8View? {
    text.utf8.allSatisfy { (0x20...0x7E).contains($0) } ? text.utf8 : nil
  }
}
