import Testing
import TextSafety

/// How safe and foreign text are made, joined, compared and printed.
struct SafeTextTests {
  private let hostile: ForeignText = "a\u{1B}[2J\u{202E}b"
  private let shown = "a‹U+001B›[2J‹U+202E›b"

  @Test func `whatever is interpolated is sanitised`() {
    let plain = "x\ny"
    let safe: SafeText =
      "<\(hostile)|\(plain)|\(SafeText("ok"))|\(-7)|\(Int64.max)|\(plain.dropLast())>"
    #expect(safe.text == "<\(shown)|x‹U+000A›y|ok|-7|9223372036854775807|x‹U+000A›>")
  }

  @Test func `a literal is sanitised too`() {
    let text: SafeText = "one\ntwo"
    #expect(text.text == "one‹U+000A›two")
  }

  @Test func `marks do not cross the seam of an interpolation`() {
    let mark = "\u{301}"
    let safe: SafeText = "e\(mark)"
    #expect(safe.text == "e‹U+0301›")
  }

  @Test func `texts are joined`() {
    var text: SafeText = "a" + "b"
    text += "c"
    #expect(text == "abc")
    #expect([SafeText("a"), "b", "c"].joined(separator: ", ") == "a, b, c")
    #expect([SafeText("a"), "b"].joined() == "ab")
    #expect([SafeText]().joined(separator: ", ").isEmpty)
    #expect(SafeText(repeating: "─", count: 3) == "───")
    #expect(SafeText(Int8(-5)) == "-5")
  }

  @Test func `texts are compared by their scalars`() {
    #expect(ForeignText("é") != ForeignText("e\u{301}"))
    #expect(Set([ForeignText("é"), ForeignText("e\u{301}"), ForeignText("é")]).count == 2)
    #expect(SafeText("é") != SafeText("e\u{301}"))
    let ordered: [ForeignText] = ["", "A", "B", "a", "e\u{301}", "é", "\u{FFFD}", "😀"]
    #expect(ordered.reversed().sorted() == ordered)
    #expect(SafeText("B") < SafeText("a"))
  }

  @Test func `foreign text never shows raw`() {
    #expect(hostile.safe.text == shown)
    #expect(String(describing: hostile) == shown)
    #expect("\(hostile)" == shown)
    #expect(String(reflecting: hostile) == "\"\(shown)\"")
    var dumped = ""
    dump(hostile, to: &dumped)
    dump([hostile], to: &dumped)
    #expect(!dumped.unicodeScalars.contains("\u{1B}"))
    #expect(dumped.contains(shown))
  }

  @Test func `foreign text keeps what arrived`() {
    let raw = "  x\u{0}\u{202E}\r\n"
    #expect(ForeignText(raw).raw.unicodeScalars.elementsEqual(raw.unicodeScalars))
    #expect(ForeignText("").isEmpty)
    #expect(!hostile.isEmpty)
  }
}
