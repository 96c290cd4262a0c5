import SeededRandom
import Terminal
import Testing
import TextSafety

struct CanvasTests {
  private let bold = Style(attributes: .bold)

  @Test func `text is drawn and its columns are counted`() {
    var canvas = Canvas(size: Size(columns: 10, rows: 2))
    #expect(canvas.draw("paid", at: Point(column: 2, row: 1)) == 4)
    #expect(canvas.plainText() == "\n  paid")
  }

  @Test func `a wide cluster owns two cells`() {
    var canvas = Canvas(size: Size(columns: 6, rows: 1))
    #expect(canvas.draw("東a", at: .zero) == 3)
    #expect(canvas[Point(column: 0, row: 0)].isWide)
    #expect(canvas[Point(column: 1, row: 0)].isContinuation)
    #expect(canvas[Point(column: 2, row: 0)].text == "a")
    #expect(canvas.plainText() == "東a")
  }

  @Test(arguments: [
    (columns: 1, "", 0), (columns: 2, "東", 2), (columns: 3, "東", 2), (columns: 4, "東京", 4),
  ])
  func `half a wide cluster is never drawn`(columns: Int, shown: String, width: Int) {
    var canvas = Canvas(size: Size(columns: 8, rows: 1))
    #expect(canvas.draw("東京", at: .zero, maxWidth: columns) == width)
    #expect(canvas.plainText() == shown)

    var narrow = Canvas(size: Size(columns: columns, rows: 1))
    #expect(narrow.draw("東京", at: .zero) == width)
    #expect(narrow.plainText() == shown)
  }

  @Test func `a wide cluster cut by the left edge leaves a space`() {
    var canvas = Canvas(size: Size(columns: 4, rows: 1))
    #expect(canvas.draw("東ab", at: Point(column: -1, row: 0)) == 4)
    #expect(canvas.plainText() == " ab")
  }

  @Test(arguments: [(0, "x a", 0), (1, " xa", 1), (2, "東x", 2)])
  func `drawing over half a wide cluster blanks the other half`(
    column: Int, shown: String, place: Int
  ) {
    var canvas = Canvas(size: Size(columns: 3, rows: 1))
    canvas.draw("東a", at: .zero)
    canvas.draw("x", at: Point(column: column, row: 0))
    #expect(canvas.plainText() == shown)
    #expect(canvas[Point(column: place, row: 0)].text == "x")
  }

  @Test func `a wide cluster over two halves blanks both neighbours`() {
    var canvas = Canvas(size: Size(columns: 4, rows: 1))
    canvas.draw("東京", at: .zero)
    canvas.draw("語", at: Point(column: 1, row: 0))
    #expect(canvas.plainText() == " 語")
    #expect(canvas[Point(column: 3, row: 0)] == .blank())
  }

  @Test func `marks stay with their base`() {
    var canvas = Canvas(size: Size(columns: 5, rows: 1))
    #expect(canvas.draw("e\u{301}x", at: .zero) == 2)
    #expect(canvas[.zero].text.unicodeScalars.map(\.value) == [0x65, 0x301])
    #expect(canvas[Point(column: 1, row: 0)].text == "x")
  }

  @Test(arguments: [
    Point(column: 0, row: -1), Point(column: 0, row: 2), Point(column: 5, row: 0),
    Point(column: .max, row: 0), Point(column: .min, row: 0), Point(column: .max, row: .max),
  ])
  func `what lies outside is clipped`(point: Point) {
    var canvas = Canvas(size: Size(columns: 5, rows: 2))
    let blank = canvas
    canvas.draw("abc", at: point)
    canvas.draw("東", at: point)
    canvas.fill(Rect(origin: point, size: Size(columns: 1, rows: 1)), style: bold)
    canvas.drawHorizontalLine(at: point, length: 1)
    canvas.drawVerticalLine(at: point, length: 1)
    #expect(canvas == blank)
    #expect(canvas[point] == .blank())
  }

  @Test(arguments: [
    (SafeText.Alignment.left, " par…    |"), (.centre, " par…    |"), (.right, " par…    |"),
  ])
  func `a line that is too long shows the cut`(alignment: SafeText.Alignment, shown: String) {
    var canvas = Canvas(size: Size(columns: 10, rows: 1))
    canvas.draw(
      "partly refunded", in: Rect(column: 1, row: 0, columns: 4, rows: 1), alignment: alignment)
    canvas.draw("|", at: Point(column: 9, row: 0))
    #expect(canvas.plainText() == shown)
  }

  @Test(arguments: [
    (SafeText.Alignment.left, "ab   |"), (.centre, " ab  |"), (.right, "   ab|"),
  ])
  func `a short line is aligned in its rectangle`(alignment: SafeText.Alignment, shown: String) {
    var canvas = Canvas(size: Size(columns: 6, rows: 1))
    canvas.draw("ab", in: Rect(column: 0, row: 0, columns: 5, rows: 1), alignment: alignment)
    canvas.draw("|", at: Point(column: 5, row: 0))
    #expect(canvas.plainText() == shown)
  }

  @Test func `filling blanks a rectangle and the halves that stick out`() {
    var canvas = Canvas(size: Size(columns: 6, rows: 1))
    canvas.draw("東京語", at: .zero)
    canvas.fill(Rect(column: 1, row: 0, columns: 2, rows: 9), style: bold)
    #expect(canvas.plainText() == "    語")
    #expect(canvas[Point(column: 0, row: 0)].style == .plain)
    #expect(canvas[Point(column: 1, row: 0)].style == bold)
    #expect(canvas[Point(column: 2, row: 0)].style == bold)
  }

  @Test(arguments: [
    (-4, "xxxxxxxx"), (-3, " xxxxxxx"), (-2, "a xxxxxx"), (-1, " a xxxxx"), (0, "東a xxxx"),
    (2, "xx東a xx"), (5, "xxxxx東a"), (6, "xxxxxx東"), (7, "xxxxxxx"), (8, "xxxxxxxx"),
  ])
  func `a canvas drawn on another is cut at its edges`(column: Int, shown: String) {
    var canvas = Canvas(size: Size(columns: 8, rows: 1))
    canvas.draw("xxxxxxxx", at: .zero)
    var part = Canvas(size: Size(columns: 4, rows: 3))
    part.draw("東a", at: .zero)
    part.cursor = .zero
    canvas.draw(part, at: Point(column: column, row: 0))
    #expect(canvas.plainText() == shown)
    #expect(canvas.cursor == nil)
  }

  @Test func `a canvas drawn over half a wide cluster blanks the other half`() {
    var canvas = Canvas(size: Size(columns: 6, rows: 1))
    canvas.draw("東東東", at: .zero)
    var part = Canvas(size: Size(columns: 2, rows: 1))
    part.draw("ab", at: .zero)
    canvas.draw(part, at: Point(column: 1, row: 0))
    #expect(canvas.plainText() == " ab 東")
  }

  @Test func `restyling leaves the text`() {
    var canvas = Canvas(size: Size(columns: 4, rows: 1))
    canvas.draw("abcd", at: .zero)
    canvas.restyle(Rect(column: 1, row: 0, columns: 2, rows: 1)) { $0.adding(.reverse) }
    #expect(canvas.picture() == "abcd\n.aa.\na reverse\n")
  }

  @Test func `a picture names each look once and the cursor`() {
    var canvas = Canvas(size: Size(columns: 4, rows: 2))
    canvas.draw("ab", at: .zero, style: Style(foreground: .rgb(255, 8, 0), background: .indexed(4)))
    canvas.draw("c", at: Point(column: 3, row: 1), style: bold)
    canvas.cursor = Point(column: 1, row: 1)
    #expect(
      canvas.picture() == """
        ab
           c
        aa..
        ...b
        a fg #ff0800 bg 4
        b bold
        cursor 1,1

        """)
  }

  @Test func `random drawing never leaves half a cluster and never traps`() {
    let texts: [SafeText] = ["", "a", "abc", "東", "東京", "a東b", "e\u{301}", "🎉x", "한국"]
    for seed in 0..<300 as Range<UInt64> {
      var generator = SeededRandom(seed: seed)
      let size = Size(columns: .random(in: 0...7, using: &generator), rows: 2)
      var canvas = Canvas(size: size)
      for _ in 0..<20 {
        let point = Point(
          column: .random(in: -4...8, using: &generator),
          row: .random(in: -1...2, using: &generator))
        let rect = Rect(
          origin: point,
          size: Size(
            columns: .random(in: 0...5, using: &generator),
            rows: .random(in: 0...3, using: &generator)))
        switch Int.random(in: 0...5, using: &generator) {
        case 0: canvas.fill(rect)
        case 1: canvas.draw(canvas, at: point)
        case 2:
          canvas.drawBox(rect, titles: BoxTitles(topLeft: [Span("東京")], topRight: [Span("x")]))
        case 3: canvas.drawDivider(of: rect, atRow: point.row + 1, title: [Span("한")])
        default:
          let text = texts.randomElement(using: &generator) ?? ""
          canvas.draw(text, at: point, maxWidth: .random(in: -1...6, using: &generator))
        }
        #expect(isWhole(canvas), "seed \(seed)")
      }
    }
  }

  /// Whether each wide cluster is followed by its second half, and no second half stands alone.
  private func isWhole(_ canvas: Canvas) -> Bool {
    (0..<canvas.size.rows).allSatisfy { row in
      (0...canvas.size.columns).allSatisfy { column in
        let before = column > 0 && canvas[Point(column: column - 1, row: row)].isWide
        let here =
          column < canvas.size.columns && canvas[Point(column: column, row: row)].isContinuation
        return before == here
      }
    }
  }
}
