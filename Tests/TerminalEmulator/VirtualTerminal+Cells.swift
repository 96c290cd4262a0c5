/// What commands do to the cells and the cursor.
extension VirtualTerminal {
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
