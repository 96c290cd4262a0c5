import Terminal
import Testing
import TextSafety

struct BorderTests {
  private func drawing(_ columns: Int, _ rows: Int, _ draw: (inout Canvas) -> Void) -> String {
    var canvas = Canvas(size: Size(columns: columns, rows: rows))
    draw(&canvas)
    return canvas.plainText()
  }

  @Test func `a box has its titles in its lines`() {
    let text = drawing(32, 4) { canvas in
      canvas.drawBox(
        canvas.bounds,
        titles: BoxTitles(
          topLeft: [Span("Transactions")], topRight: [Span("LIVE")],
          bottomLeft: [Span("4 of "), Span("4,812")]))
    }
    #expect(
      text
        == """
        ┌ Transactions ────────── LIVE ┐
        │                              │
        │                              │
        └ 4 of 4,812 ──────────────────┘
        """)
  }

  @Test(arguments: [
    (12, "┌ Transacti┐"), (16, "┌ Transactions ┐"), (19, "┌ Transactions ───┐"),
    (20, "┌ Transactions  ok ┐"), (22, "┌ Transactions ── ok ┐"),
  ])
  func `a title is cut at the corner and the right one needs room`(columns: Int, first: String) {
    let text = drawing(columns, 2) { canvas in
      canvas.drawBox(
        canvas.bounds, titles: BoxTitles(topLeft: [Span("Transactions")], topRight: [Span("ok")]))
    }
    #expect(text.prefix { $0 != "\n" } == first)
  }

  @Test(arguments: BorderKind.allCases)
  func `each kind of border is its own`(kind: BorderKind) {
    let text = drawing(4, 4) { canvas in
      canvas.drawBox(canvas.bounds, kind: kind)
      canvas.drawDivider(of: canvas.bounds, atRow: 2, kind: kind)
    }
    let expected =
      switch kind {
      case .single: "┌──┐\n│  │\n├──┤\n└──┘"
      case .heavy: "┏━━┓\n┃  ┃\n┣━━┫\n┗━━┛"
      case .double: "╔══╗\n║  ║\n╠══╣\n╚══╝"
      }
    #expect(text == expected)
  }

  @Test(arguments: [(0, 0), (1, 5), (5, 1)])
  func `what is too small for a box stays as it is`(columns: Int, rows: Int) {
    let text = drawing(5, 5) { canvas in
      canvas.drawBox(Rect(column: 0, row: 0, columns: columns, rows: rows))
    }
    #expect(text == "\n\n\n\n")
  }

  @Test func `a box that sticks out shows what is inside`() {
    let text = drawing(3, 2) { canvas in
      canvas.drawBox(Rect(column: -2, row: -1, columns: 4, rows: 3))
    }
    #expect(text == " │\n─┘")
  }

  @Test func `a divider needs a row between the lines`() {
    let text = drawing(3, 3) { canvas in
      canvas.drawBox(canvas.bounds)
      canvas.drawDivider(of: canvas.bounds, atRow: 0)
      canvas.drawDivider(of: canvas.bounds, atRow: 2)
    }
    #expect(text == "┌─┐\n│ │\n└─┘")
  }
}
