import Payments
import SeededRandom
import Testing
import TextSafety

struct `A mistake in a search line` {
  @Test(
    arguments: [
      ("status:pendng", 7..<13, "pending"), ("gbp status:paid,faild", 16..<21, "failed"),
      ("status:part", 7..<11, "partly"), ("status:cancel", 7..<13, "cancelled"),
      ("status:xyzzy", 7..<12, nil),
      ("stats:paid", 0..<5, "status"), ("-stats:paid", 1..<6, "status"), ("https://x", 0..<5, nil),
      ("currency:gpb", 9..<12, "gbp"), ("account:uk-stor", 8..<15, "uk-store"),
      ("provider:nero", 9..<13, "neropay"), ("refunded:part", 9..<13, "partly"),
      ("is:pend", 3..<7, "pending"),
      ("created:yesterdy", 8..<16, "yesterday"), ("created:2026-13", 8..<15, nil),
      ("created:2026-02-29", 8..<18, nil), ("created:today..yesterday", 8..<24, "yesterday..today"),
      ("2026-04..2026-03", 0..<16, "2026-03..2026-04"), ("created:..", 8..<10, nil),
      ("created:>7d", 8..<11, "7d"),
      ("created:0d", 8..<10, nil), ("created:>", 8..<9, nil), ("amount:ten", 7..<10, nil),
      ("amount:1,000", 7..<12, nil), ("amount:50..10", 7..<13, "10..50"), ("amount:..", 7..<9, nil),
      ("amount:1.23456", 7..<14, nil), ("amount:>=", 7..<9, nil), ("amount:-5", 7..<9, nil),
      ("amount:1e3", 7..<10, nil), ("amount:1234567890123", 7..<20, nil),
      ("amount:£10..€50", 7..<15, nil),
      (">=ten", 0..<5, nil), ("~", 0..<1, nil), ("£12,30", 0..<6, nil),
      ("sort:amont", 5..<10, "amount"),
      ("sort:amount sort:ref", 17..<20, nil), ("-sort:amount", 1..<5, "amount-"),
      ("status:", 0..<6, nil),
      ("status:paid,", 7..<12, nil), ("status:,", 7..<8, nil), ("-", 0..<1, nil),
      ("--x", 0..<3, "-x"), ("\"\"", 0..<2, nil),
      ("x \"lost", 2..<7, nil), ("ref:", 0..<3, nil), ("by:a,,b", 3..<7, nil),
      ("é status:x", 9..<10, nil),
    ] as [(String, Range<Int>, String?)])
  func `is shown at its place with what is nearest, and finds nothing`(
    line: String, range: Range<Int>, suggestion: String?
  ) throws {
    let parsed = Query.parsed(line)
    #expect(parsed.query == nil && !parsed.isUsable)
    let mistake = try #require(parsed.mistakes.first)
    #expect(parsed.mistakes.count == 1)
    #expect(mistake.range == range)
    #expect(mistake.suggestion == suggestion)
    #expect(mistake.message.text.hasSuffix(".") || mistake.message.text.hasSuffix("?"))
  }

  @Test
  func `says what is wrong`() {
    let table: [(String, SafeText)] = [
      ("status:pendng", "No status pendng; did you mean pending?"),
      (
        "status:xyzzy",
        """
        No status xyzzy: pending, authorized, paid, partly, refunded, cancelled, failed, disputed, \
        review, unrecognised.
        """
      ),
      ("stats:x", "No filter stats; did you mean status?"),
      ("https://x", "No filter https; in quotation marks it is text."),
      ("created:tuesdy", "No day tuesdy; did you mean tue?"),
      ("amount:1,000", "Type the amount without commas, as in 1234.56."),
      ("refunded:", "Type one of no, partly, yes."), ("\"lost", "Close the quotation mark."),
      (
        "status:\u{202E}",
        """
        No status ‹U+202E›: pending, authorized, paid, partly, refunded, cancelled, failed, \
        disputed, review, unrecognised.
        """
      ),
    ]
    for (line, message) in table {
      #expect(Query.parsed(line).mistakes.map(\.message) == [message])
    }
  }

  @Test
  func `does not hide another`() {
    let mistakes = Query.parsed("stats:paid gbp account:uk amount:x").mistakes
    #expect(mistakes.map(\.range) == [0..<5, 23..<25, 33..<34])
  }

  @Test
  func `is to ask for one's own without being logged in`() {
    #expect(Query.parsed("is:mine", actor: nil).query == nil)
    #expect(Query.parsed("is:pending", actor: nil).query?.terms == [.marked([.pending])])
  }

  @Test
  func `is a line that is too long`() {
    let line = String(repeating: "a", count: QueryParser.lengthMax)
    #expect(Query.parsed(line).isUsable)
    #expect(Query.parsed(line + "b").mistakes.map(\.range) == [1000..<1001])
  }
}

struct `Any text at all` {
  private static let pieces = [
    "status:", "amount:", "created:", "-", "--", "\"", ":", ",", "..", ">=", "<", "~", "£", "$",
    "*", " ", "  ",
    "pending", "2026-04", "2026-99", "9999-12-31", "0000-01-01", "999999999999", "9999h", "9999w",
    "10000d", "7d",
    "tue", "gbp", "sort:", "amount-", "is:", "mine", "ref:", "é", "e\u{301}", "\u{301}", "👩‍👩‍👧",
    "\u{202E}", "\u{0}",
    "\r\n", "１２", "٣d", ".", "1.5", "by:", "id:", "currency:", "account:", "uk-store", "\u{201C}",
    "İ", "ß", "=",
  ]

  @Test(arguments: 0..<10)
  func `is read without a trap, and its mistakes lie within it`(seed: Int) {
    var generator = SeededRandom(seed: UInt64(seed))
    var usable = 0
    for _ in 0..<10_000 {
      let count = Int.random(in: 0...6, using: &generator)
      let line = (0..<count)
        .map { _ in Self.pieces[Int.random(in: 0..<Self.pieces.count, using: &generator)] }.joined()
      let parsed = Query.parsed(line)
      usable += parsed.isUsable ? 1 : 0
      let length = line.count
      for mistake in parsed.mistakes
      where mistake.range.isEmpty || mistake.range.lowerBound < 0
        || mistake.range.upperBound > length
      {
        Issue.record("\(mistake.range) lies outside \(line.debugDescription)")
      }
      if parsed.isUsable == !parsed.mistakes.isEmpty { Issue.record("\(line.debugDescription)") }
    }
    #expect(usable > 500 && usable < 9500)
  }
}
