/// A rectangle of cells.
package struct Rect: Hashable, Sendable {
  /// The upper left cell.
  package let origin: Point

  /// How far it reaches.
  package let size: Size

  /// Makes a rectangle from its corner and its size.
  package init(origin: Point = .zero, size: Size) {
    self.origin = origin
    self.size = size
  }

  /// Makes a rectangle from numbers.
  package init(column: Int, row: Int, columns: Int, rows: Int) {
    self.init(
      origin: Point(column: column, row: row), size: Size(columns: columns, rows: rows))
  }

  /// The first column.
  package var column: Int { origin.column }

  /// The first row.
  package var row: Int { origin.row }

  /// The number of columns.
  package var columns: Int { size.columns }

  /// The number of rows.
  package var rows: Int { size.rows }

  /// The column after the last.
  package var columnEnd: Int { column.saturatingAdding(columns) }

  /// The row after the last.
  package var rowEnd: Int { row.saturatingAdding(rows) }

  /// Whether it holds no cell.
  package var isEmpty: Bool { columns == 0 || rows == 0 }

  /// Whether the cell lies inside.
  package func contains(_ point: Point) -> Bool {
    point.column >= column && point.column < columnEnd && point.row >= row && point.row < rowEnd
  }

  /// The cells that both have.
  package func intersection(_ other: Rect) -> Rect {
    let left = Swift.max(column, other.column)
    let top = Swift.max(row, other.row)
    let right = Swift.min(columnEnd, other.columnEnd)
    let bottom = Swift.min(rowEnd, other.rowEnd)
    guard right > left, bottom > top else {
      return Rect(column: left, row: top, columns: 0, rows: 0)
    }
    return Rect(column: left, row: top, columns: right - left, rows: bottom - top)
  }
}

// MARK: - Dividing

extension Rect {
  /// The rectangle without its outermost cells on all four sides.
  package func inset(by cells: Int = 1) -> Rect {
    inset(columns: cells, rows: cells)
  }

  /// The rectangle without columns on the left and right and rows at the top and bottom.
  package func inset(columns inColumns: Int, rows inRows: Int) -> Rect {
    let besides = Swift.min(Swift.max(0, inColumns), Size.limit)
    let above = Swift.min(Swift.max(0, inRows), Size.limit)
    return Rect(
      column: column.saturatingAdding(Swift.min(besides, columns)),
      row: row.saturatingAdding(Swift.min(above, rows)),
      columns: columns - 2 * besides, rows: rows - 2 * above)
  }

  /// The first rows, and the rest below them.
  package func splitTop(rows count: Int) -> (top: Rect, rest: Rect) {
    let taken = Swift.min(Swift.max(0, count), rows)
    return (
      Rect(column: column, row: row, columns: columns, rows: taken),
      Rect(
        column: column, row: row.saturatingAdding(taken), columns: columns, rows: rows - taken)
    )
  }

  /// The last rows, and the rest above them.
  package func splitBottom(rows count: Int) -> (rest: Rect, bottom: Rect) {
    let taken = Swift.min(Swift.max(0, count), rows)
    let parts = splitTop(rows: rows - taken)
    return (parts.top, parts.rest)
  }

  /// The first columns, and the rest to their right.
  package func splitLeft(columns count: Int) -> (left: Rect, rest: Rect) {
    let taken = Swift.min(Swift.max(0, count), columns)
    return (
      Rect(column: column, row: row, columns: taken, rows: rows),
      Rect(
        column: column.saturatingAdding(taken), row: row, columns: columns - taken, rows: rows)
    )
  }

  /// The last columns, and the rest to their left.
  package func splitRight(columns count: Int) -> (rest: Rect, right: Rect) {
    let taken = Swift.min(Swift.max(0, count), columns)
    let parts = splitLeft(columns: columns - taken)
    return (parts.left, parts.rest)
  }

  /// One row of the rectangle, counted from its top; empty when it has no such row.
  package func line(_ index: Int) -> Rect {
    guard index >= 0, index < rows else {
      return Rect(column: column, row: rowEnd, columns: columns, rows: 0)
    }
    return Rect(column: column, row: row.saturatingAdding(index), columns: columns, rows: 1)
  }

  /// A rectangle of at most the given size in the middle of this one.
  package func centred(columns: Int, rows: Int) -> Rect {
    let inner = Size(
      columns: Swift.min(columns, self.columns), rows: Swift.min(rows, self.rows))
    return Rect(
      origin: Point(
        column: column.saturatingAdding((self.columns - inner.columns) / 2),
        row: row.saturatingAdding((self.rows - inner.rows) / 2)),
      size: inner)
  }
}
