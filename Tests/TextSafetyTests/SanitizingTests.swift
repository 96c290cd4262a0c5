import Testing
import TextSafety

/// What the sanitiser does to each kind of character.
struct SanitizingTests {
  /// Ranges of characters that are never drawn, named for the report.
  static let neverDrawn: [(String, ClosedRange<UInt32>)] = [
    ("C0", 0x00...0x1F), ("DEL", 0x7F...0x7F), ("C1", 0x80...0x9F), ("soft hyphen", 0xAD...0xAD),
    ("grapheme joiner", 0x34F...0x34F), ("Arabic letter mark", 0x61C...0x61C),
    ("Hangul filler", 0x115F...0x1160), ("Mongolian vowel separator", 0x180E...0x180E),
    ("zero width", 0x200B...0x200F), ("line and paragraph separators", 0x2028...0x2029),
    ("bidi embeddings and overrides", 0x202A...0x202E), ("invisible operators", 0x2060...0x2065),
    ("bidi isolates", 0x2066...0x2069), ("deprecated format", 0x206A...0x206F),
    ("braille blank", 0x2800...0x2800), ("Hangul filler", 0x3164...0x3164),
    ("private use", 0xE000...0xF8FF), ("byte order mark", 0xFEFF...0xFEFF),
    ("half-width filler", 0xFFA0...0xFFA0), ("interlinear and noncharacters", 0xFFF9...0xFFFB),
    ("noncharacters", 0xFDD0...0xFDEF), ("noncharacters", 0xFFFE...0xFFFF),
    ("unassigned", 0x378...0x379), ("musical beams", 0x1D173...0x1D17A),
    ("tags", 0xE0000...0xE007F), ("private plane 15", 0xF0000...0xF00FF),
    ("last scalars", 0x10FF00...0x10FFFF),
  ]

  @Test(arguments: neverDrawn)
  func `a character that is never drawn shows as its code`(
    name: String, range: ClosedRange<UInt32>
  ) throws {
    for value in range {
      let scalar = try #require(Unicode.Scalar(value))
      let digits = String(value, radix: 16, uppercase: true)
      let code = "‹U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + "›"
      #expect(SafeText(sanitizing: "a" + String(scalar) + "b").text == "a" + code + "b", "\(name)")
    }
  }

  @Test(arguments: [
    ("", ""),
    ("NP-ORDER1001 ~!", "NP-ORDER1001 ~!"),
    ("a\r\nb\tc", "a‹U+000D›‹U+000A›b‹U+0009›c"),
    ("\u{1B}[31mred", "‹U+001B›[31mred"),
    ("abc\u{202E}def", "abc‹U+202E›def"),
    ("Zoë", "Zoë"), ("Zoe\u{308}", "Zoe\u{308}"),
    ("東京タワー", "東京タワー"),
    ("\u{5E9}\u{5DC}\u{5D5}\u{5DD}", "\u{5E9}\u{5DC}\u{5D5}\u{5DD}"),
    ("‹U+202E›", "‹U+202E›"),
  ])
  func `plain text stays and hostile text shows`(input: String, expected: String) {
    #expect(SafeText(sanitizing: input).text.unicodeScalars.elementsEqual(expected.unicodeScalars))
  }

  @Test(arguments: [
    ("\u{301}a", "‹U+0301›a"),
    ("\u{7}\u{301}", "‹U+0007›‹U+0301›"),
    (" \u{301}", " ‹U+0301›"),
    ("\u{93E}", "‹U+093E›"),
    ("\u{1161}", "‹U+1161›"),
    ("a\u{1161}", "a‹U+1161›"),
    ("\u{1100}\u{1161}\u{11A8}", "\u{1100}\u{1161}\u{11A8}"),
    ("\u{AC00}\u{11A8}", "\u{AC00}\u{11A8}"),
    ("e\u{301}\u{302}\u{303}", "e\u{301}\u{302}\u{303}"),
    ("e\u{301}\u{302}\u{303}\u{304}x", "e\u{301}\u{302}\u{303}‹U+0304›x"),
    ("e\u{301}\u{302}\u{303}\u{304}\u{305}", "e\u{301}\u{302}\u{303}‹U+0304›‹U+0305›"),
    ("e\u{FE0F}\u{301}", "e\u{301}"),
  ])
  func `a mark needs a base and three are enough`(input: String, expected: String) {
    #expect(SafeText(sanitizing: input).text.unicodeScalars.elementsEqual(expected.unicodeScalars))
  }

  @Test(arguments: [
    ("⚠\u{FE0F}", "⚠"), ("⚠\u{FE0E}", "⚠"), ("\u{FE0F}", ""), ("x\u{E0100}", "x"),
    ("1\u{FE0F}\u{20E3}", "1\u{20E3}"),
    ("👨\u{200D}👩\u{200D}👧!", "👨!"),
    ("❤\u{FE0F}\u{200D}🔥", "❤"), ("🏳\u{FE0F}\u{200D}🌈", "🏳"), ("👩🏽\u{200D}⚕\u{FE0F}", "👩"),
    ("👍🏽", "👍"), ("🏽", "‹U+1F3FD›"), ("a🏽", "a‹U+1F3FD›"),
    ("a\u{200D}b", "a‹U+200D›b"), ("👨\u{200D}", "👨‹U+200D›"), ("👨\u{200D}x", "👨‹U+200D›x"),
    ("👨\u{200D}\u{200D}👩", "👨‹U+200D›‹U+200D›👩"),
    ("🇬🇧", "‹GB›"), ("🇬🇧🇳🇿", "‹GB›‹NZ›"), ("🇬", "‹G›"), ("🇬x🇧", "‹G›x‹B›"),
    ("🏴\u{E0067}\u{E007F}", "🏴‹U+E0067›‹U+E007F›"),
    ("\u{1FAE8}", "‹U+1FAE8›"),
  ])
  func `emoji sequences are reduced to their base`(input: String, expected: String) {
    #expect(SafeText(sanitizing: input).text.unicodeScalars.elementsEqual(expected.unicodeScalars))
  }

  @Test(arguments: [
    ("abcde", 5, "abcde"), ("abcdef", 5, "abcd…"), ("abcdef", 1, "…"), ("a", 1, "a"),
    ("ab\u{7}", 10, "ab‹U+0007›"), ("ab\u{7}", 9, "ab…"), ("ab\u{7}c", 10, "ab…"),
    ("abe\u{301}\u{302}", 5, "abe\u{301}\u{302}"), ("abe\u{301}\u{302}", 4, "ab…"),
    ("abe\u{301}\u{302}z", 5, "ab…"), ("abc🇬🇧", 6, "abc…"), ("abc🇬🇧", 7, "abc‹GB›"),
  ])
  func `text over the limit is cut before a whole character`(
    input: String, limit: Int, expected: String
  ) {
    let safe = SafeText(sanitizing: input, limit: limit)
    #expect(safe.text.unicodeScalars.elementsEqual(expected.unicodeScalars))
    #expect(SafeText(sanitizing: safe.text, limit: limit) == safe)
  }

  @Test func `the default limit is 4096 scalars`() {
    let limit = SafeText.defaultLimit
    #expect(limit == 4096)
    #expect(SafeText(sanitizing: String(repeating: "é", count: limit)).clusters.count == limit)
    let cut = SafeText(sanitizing: String(repeating: "é", count: limit + 1))
    #expect(cut.clusters.count == limit)
    #expect(cut.text.hasSuffix("é…"))
  }

  @Test func `a limit without room for the ellipsis is a programmer's error`() async {
    await #expect(processExitsWith: .failure) {
      _ = SafeText(sanitizing: "é", limit: 0)
    }
  }
}
