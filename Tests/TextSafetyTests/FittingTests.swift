import Testing
import TextSafety

/// Cutting, padding and wrapping to columns.
struct FittingTests {
  @Test(arguments: [
    ("abcdef", 6, "abcdef"), ("abcdef", 5, "abcd…"), ("abcdef", 1, "…"), ("abcdef", 0, ""),
    ("abcdef", -1, ""), ("", 0, ""), ("東京タワー", 10, "東京タワー"), ("東京タワー", 9, "東京タワ…"),
    ("東京タワー", 8, "東京タ…"), ("e\u{301}e\u{301}e\u{301}", 2, "e\u{301}…"),
  ])
  func `a text is cut at its end`(text: String, columns: Int, expected: String) {
    #expect(SafeText(sanitizing: text).truncated(to: columns).text == expected)
  }

  @Test(arguments: [
    ("abcdefgh", 8, "abcdefgh"), ("abcdefgh", 7, "abc…fgh"), ("abcdefgh", 6, "abc…gh"),
    ("abcdefgh", 2, "a…"), ("abcdefgh", 1, "…"), ("abcdefgh", 0, ""), ("東京都庁", 6, "東…庁"),
    ("東京都庁", 7, "東京…庁"), ("ककाका", 4, "कका…"),
  ])
  func `a text is cut in its middle`(text: String, columns: Int, expected: String) {
    let cut = SafeText(sanitizing: text).truncatedMiddle(to: columns)
    #expect(cut.text == expected)
    #expect(cut.width <= max(0, columns))
  }

  @Test func `a wider ellipsis that does not fit is left out`() {
    #expect(SafeText("abcdef").truncated(to: 2, ellipsis: "...").text == "ab")
    #expect(SafeText("abcdef").truncatedMiddle(to: 2, ellipsis: "...").text == "ab")
    #expect(SafeText("abcdef").truncated(to: 4, ellipsis: "...").text == "a...")
  }

  @Test(arguments: [
    ("ab", 5, SafeText.Alignment.left, "ab   "), ("ab", 5, .right, "   ab"),
    ("ab", 5, .centre, " ab  "), ("東", 3, .right, " 東"), ("abc", 3, .left, "abc"),
    ("abcd", 3, .right, "abcd"), ("", 2, .centre, "  "),
  ])
  func `a text is padded`(
    text: String, columns: Int, alignment: SafeText.Alignment, expected: String
  ) {
    let safe = SafeText(sanitizing: text)
    #expect(safe.padded(to: columns, alignment: alignment).text == expected)
  }

  @Test func `a fitted text fills its field exactly`() {
    #expect(SafeText("東京タワー").fitted(to: 8).text == "東京タ… ")
    #expect(SafeText("12.99").fitted(to: 8, alignment: .right).text == "   12.99")
    #expect(SafeText("12.99").fitted(to: 0).isEmpty)
  }

  @Test(arguments: [
    ("", 10, [""]), ("   ", 10, [""]), ("one", 3, ["one"]),
    ("one two three", 13, ["one two three"]), ("one two three", 12, ["one two", "three"]),
    ("one two three", 7, ["one two", "three"]), ("one two three", 6, ["one", "two", "three"]),
    ("one  two", 8, ["one  two"]), ("one  two", 7, ["one", "two"]), ("one ", 3, ["one"]),
    ("  in", 4, ["  in"]), ("abcdefgh", 3, ["abc", "def", "gh"]),
    ("x abcdefgh y", 4, ["x", "abcd", "efgh", "y"]), ("x abcde y", 4, ["x", "abcd", "e y"]),
    ("東京タワー", 5, ["東京", "タワ", "ー"]), ("東a", 1, ["·", "a"]), ("abc", 0, ["a", "b", "c"]),
    ("काका", 3, ["का", "का"]), ("काका", 1, ["क", "क"]),
  ])
  func `a text is wrapped at spaces and long words are split`(
    text: String, columns: Int, lines: [String]
  ) {
    #expect(SafeText(sanitizing: text).wrapped(to: columns).map(\.text) == lines)
  }
}
