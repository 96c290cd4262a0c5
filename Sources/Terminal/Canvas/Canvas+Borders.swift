import TextSafety

extension Canvas {
  /// Draws pieces of text one after the other.
  ///
  /// - Returns: the columns that they took.
  @discardableResult
  package mutating func draw(_ spans: [Span], at point: Point, maxWidth: Int = .max) -> Int {
    var used = 0
    for span in spans {
      let place = Point(column: point.column.saturatingAdding(used), row: point.row)
      let room = maxWidth - used
      let drawn = draw(span.text, at: place, style: span.style, maxWidth: room)
      used += drawn
      guard drawn == span.text.width else { break }
    }
    return used
  }

  /// Draws a line to the right.
  package mutating func drawHorizontalLine(
    at point: Point, length: Int, kind: BorderKind = .single, style: Style = .plain
  ) {
    let line = Rect(column: point.column, row: point.row, columns: length, rows: 1)
    fill(line, with: Cell(narrow: kind.horizontal, style: style))
  }

  /// Draws a line downward.
  package mutating func drawVerticalLine(
    at point: Point, length: Int, kind: BorderKind = .single, style: Style = .plain
  ) {
    let line = Rect(column: point.column, row: point.row, columns: 1, rows: length)
    fill(line, with: Cell(narrow: kind.vertical, style: style))
  }

  /// Draws the frame of a rectangle; one too small for a frame stays as it is.
  package mutating func drawBox(
    _ rect: Rect, kind: BorderKind = .single, style: Style = .plain,
    titles: BoxTitles = BoxTitles()
  ) {
    guard rect.columns >= 2, rect.rows >= 2 else { return }
    let right = rect.columnEnd - 1
    let bottom = rect.rowEnd - 1
    let upperRight = Point(column: right, row: rect.row)
    let lowerLeft = Point(column: rect.column, row: bottom)
    drawHorizontalLine(at: rect.origin, length: rect.columns, kind: kind, style: style)
    drawHorizontalLine(at: lowerLeft, length: rect.columns, kind: kind, style: style)
    drawVerticalLine(at: rect.origin, length: rect.rows, kind: kind, style: style)
    drawVerticalLine(at: upperRight, length: rect.rows, kind: kind, style: style)
    let corners = kind.corners
    put(corners.0, at: rect.origin, style: style)
    put(corners.1, at: upperRight, style: style)
    put(corners.2, at: lowerLeft, style: style)
    put(corners.3, at: Point(column: right, row: bottom), style: style)
    drawTitles(rect.line(0), left: titles.topLeft, right: titles.topRight, style: style)
    drawTitles(
      rect.line(rect.rows - 1), left: titles.bottomLeft, right: titles.bottomRight, style: style)
  }

  /// Draws a line across a box, joined to its sides, with a title in it.
  package mutating func drawDivider(
    of rect: Rect, atRow row: Int, kind: BorderKind = .single, style: Style = .plain,
    title: [Span] = []
  ) {
    guard rect.columns >= 2, row > rect.row, row < rect.rowEnd - 1 else { return }
    let start = Point(column: rect.column, row: row)
    drawHorizontalLine(at: start, length: rect.columns, kind: kind, style: style)
    put(kind.junctions.left, at: start, style: style)
    put(kind.junctions.right, at: Point(column: rect.columnEnd - 1, row: row), style: style)
    let line = Rect(column: rect.column, row: row, columns: rect.columns, rows: 1)
    drawTitles(line, left: title, right: [], style: style)
  }

  /// Writes titles between the corners of a line: cut on the left, all or nothing on the right.
  private mutating func drawTitles(_ line: Rect, left: [Span], right: [Span], style: Style) {
    let inner = line.inset(columns: 1, rows: 0)
    var used = 0
    if !left.isEmpty {
      used = draw([Span(" ", style: style)] + left, at: inner.origin, maxWidth: inner.columns)
      let gap = Point(column: inner.column.saturatingAdding(used), row: line.row)
      used += draw(" ", at: gap, style: style, maxWidth: inner.columns - used)
    }
    guard !right.isEmpty else { return }
    let padded = [Span(" ", style: style)] + right + [Span(" ", style: style)]
    let width = padded.reduce(0) { $0 + $1.text.width }
    guard used + width <= inner.columns else { return }
    draw(padded, at: Point(column: inner.columnEnd - width, row: line.row))
  }
}
