import Testing
import TextSafety

/// Columns on a screen.
struct WidthTests {
  @Test(arguments: [
    ("", 0), ("abc", 3), ("é", 1), ("e\u{301}", 1), ("東京", 4), ("ｶﾀｶﾅ", 4), ("ＡＢ", 4), ("한국", 4),
    ("\u{1100}\u{1161}\u{11A8}", 2), ("£€¥", 3), ("┌─┐▌", 4), ("…–—‹›", 5), ("😀", 2), ("👨‍👩‍👧", 2),
    ("👍🏽", 2), ("⚠️", 1), ("⚡", 2), ("1️⃣", 1), ("🇬🇧", 4), ("\u{3000}", 2), ("का", 2), ("กำ", 2),
    ("שלום", 4), ("\u{7}", 8), ("䷀", 2),
  ])
  func `a text takes this many columns`(text: String, columns: Int) {
    #expect(SafeText(sanitizing: text).width == columns)
  }

  @Test func `clusters are a base with its marks`() {
    let clusters = SafeText(sanitizing: "ae\u{301}東😀का").clusters
    #expect(clusters.map(\.text) == ["a", "e\u{301}", "東", "😀", "क", "ा"])
    #expect(clusters.map(\.width) == [1, 1, 2, 2, 1, 1])
  }
}
