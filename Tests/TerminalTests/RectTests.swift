import Terminal
import Testing

struct RectTests {
  private let rect = Rect(column: 2, row: 3, columns: 10, rows: 6)

  @Test func `a rectangle is divided without losing a cell`() {
    #expect(rect.splitTop(rows: 2).top == Rect(column: 2, row: 3, columns: 10, rows: 2))
    #expect(rect.splitTop(rows: 2).rest == Rect(column: 2, row: 5, columns: 10, rows: 4))
    #expect(rect.splitBottom(rows: 2).rest == Rect(column: 2, row: 3, columns: 10, rows: 4))
    #expect(rect.splitBottom(rows: 2).bottom == Rect(column: 2, row: 7, columns: 10, rows: 2))
    #expect(rect.splitLeft(columns: 4).left == Rect(column: 2, row: 3, columns: 4, rows: 6))
    #expect(rect.splitLeft(columns: 4).rest == Rect(column: 6, row: 3, columns: 6, rows: 6))
    #expect(rect.splitRight(columns: 4).rest == Rect(column: 2, row: 3, columns: 6, rows: 6))
    #expect(rect.splitRight(columns: 4).right == Rect(column: 8, row: 3, columns: 4, rows: 6))
  }

  @Test(arguments: [-1, 0, 6, 7, Int.max])
  func `a part is never larger than the whole`(rows: Int) {
    let parts = rect.splitTop(rows: rows)
    #expect(parts.top.rows + parts.rest.rows == 6)
    #expect(parts.top.rows == min(max(0, rows), 6))
  }

  @Test func `an inset takes cells from all sides`() {
    #expect(rect.inset() == Rect(column: 3, row: 4, columns: 8, rows: 4))
    #expect(rect.inset(columns: 5, rows: 1).isEmpty)
    #expect(rect.inset(by: .max).isEmpty)
  }

  @Test func `a line outside is empty`() {
    #expect(rect.line(5) == Rect(column: 2, row: 8, columns: 10, rows: 1))
    #expect(rect.line(6).isEmpty)
    #expect(rect.line(-1).isEmpty)
  }

  @Test func `the middle is found and never larger than the whole`() {
    #expect(rect.centred(columns: 4, rows: 2) == Rect(column: 5, row: 5, columns: 4, rows: 2))
    #expect(rect.centred(columns: 99, rows: 99) == rect)
  }

  @Test func `only common cells intersect`() {
    let other = Rect(column: 0, row: 0, columns: 4, rows: 4)
    #expect(rect.intersection(other) == Rect(column: 2, row: 3, columns: 2, rows: 1))
    #expect(rect.intersection(Rect(column: 12, row: 0, columns: 9, rows: 9)).isEmpty)
    #expect(rect.contains(Point(column: 11, row: 8)))
    #expect(!rect.contains(Point(column: 12, row: 8)))
    #expect(!rect.contains(Point(column: 11, row: 9)))
  }

  @Test func `absurd sizes are limited`() {
    #expect(Size(columns: -1, rows: .max) == Size(columns: 0, rows: Size.limit))
    #expect(Rect(column: .max, row: .max, columns: 5, rows: 5).columnEnd == .max)
  }
}
