/// A cell's place: columns to the right, rows downward, the first is 0.
package struct Point: Hashable, Sendable {
  /// The column, counted from 0.
  package var column: Int

  /// The row, counted from 0.
  package var row: Int

  /// The upper left corner.
  package static let zero = Point(column: 0, row: 0)

  /// Names a place; it may lie outside the screen.
  package init(column: Int, row: Int) {
    self.column = column
    self.row = row
  }
}

/// Columns and rows, never negative.
package struct Size: Hashable, Sendable {
  /// The number of columns.
  package let columns: Int

  /// The number of rows.
  package let rows: Int

  /// More than any terminal has; keeps a wrong number from allocating the memory of the machine.
  package static let limit = 4096

  /// Makes a size; what is negative becomes 0, what is absurd becomes ``limit``.
  package init(columns: Int, rows: Int) {
    self.columns = min(max(0, columns), Self.limit)
    self.rows = min(max(0, rows), Self.limit)
  }
}

extension Int {
  /// The sum, or the largest or smallest number when there is none: far outside stays far outside.
  func saturatingAdding(_ other: Int) -> Int {
    let (sum, overflow) = addingReportingOverflow(other)
    guard overflow else { return sum }
    return other > 0 ? .max : .min
  }
}
