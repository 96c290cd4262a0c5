import SeededRandom

/// Strings of everything that breaks terminals, in random order; the same for the same seed.
package struct HostileText {
  private var generator: SeededRandom

  /// Begins at a seed.
  package init(seed: UInt64) {
    generator = SeededRandom(seed: seed)
  }

  /// The next string: mostly short, now and then far longer than any field.
  package mutating func next() -> String {
    var scalars = String.UnicodeScalarView()
    let count = generator.below(100) == 0 ? 400 : generator.below(24)
    for _ in 0..<count { scalars += fragment() }
    return String(scalars)
  }

  /// The next strings.
  package mutating func next(_ count: Int) -> [String] {
    (0..<count).map { _ in next() }
  }

  private mutating func fragment() -> String.UnicodeScalarView {
    switch generator.below(6) {
    case 0: return scalar(below: 0x100)
    case 1: return scalar(below: 0x3000)
    case 2: return scalar(below: 0x11_0000)
    case 3: return bytes()
    default:
      let fragments = Self.fragments
      return fragments[generator.below(fragments.count)].unicodeScalars
    }
  }

  private mutating func scalar(below bound: Int) -> String.UnicodeScalarView {
    let scalar = Unicode.Scalar(UInt32(generator.below(bound))) ?? "\u{FFFE}"
    return String.UnicodeScalarView([scalar])
  }

  /// Bytes that are seldom UTF-8, read as a reply is read.
  private mutating func bytes() -> String.UnicodeScalarView {
    let broken = Self.broken[generator.below(Self.broken.count)]
    return String(decoding: broken, as: UTF8.self).unicodeScalars
  }

  /// Lone surrogates, overlong forms, 8-bit controls, and what is cut off.
  private static let broken: [[UInt8]] = [
    [0xED, 0xA0, 0x80], [0xED, 0xBF, 0xBF], [0xC0, 0x9B], [0xE0, 0x80, 0x9B],
    [0xF0, 0x80, 0x80, 0x9B],
    [0x9B, 0x32, 0x4A], [0x90, 0x71], [0xC2, 0x9B, 0x48], [0xF4, 0x90, 0x80, 0x80], [0xFF, 0xFE],
    [0xE6, 0x9D], [0xF0, 0x9F, 0x8F], [0xC2],
  ]

  private static let fragments = controls + directions + invisible + marks + emoji + wide + lures

  private static let controls = [
    "\u{1B}[2J", "\u{1B}[1;1H\u{1B}[41mLIVE", "\u{1B}]0;owned\u{7}", "\u{1B}]52;c;QQ==\u{7}",
    "\u{1B}]8;;http://x\u{1B}\\", "\u{1B}P+q544E\u{1B}\\", "\u{1B}_Gi=1\u{1B}\\",
    "\u{1B}^pm\u{1B}\\",
    "\u{1B}X", "\u{1B}c", "\u{1B}(0", "\u{1B}[?1049l", "\u{1B}[3;1r", "\u{1B}[6n", "\u{1B}[5i",
    "\u{1B}[200~", "\u{1B}[201~", "\u{1B}", "\u{1B}[", "\u{9B}31m", "\u{9D}52;c;QQ==\u{9C}",
    "\u{90}q",
    "\u{9E}", "\u{9F}", "\u{84}", "\u{85}", "\u{8D}", "\r\n", "\n", "\r", "\t", "\u{8}\u{8}",
    "\u{7F}",
    "\u{7}", "\u{0}", "\u{5}", "\u{E}", "\u{F}", "\u{B}", "\u{C}", "\u{18}", "\u{1A}",
  ]

  private static let directions = [
    "\u{202E}", "\u{202D}", "\u{202A}", "\u{202B}", "\u{202C}", "\u{2066}", "\u{2067}", "\u{2068}",
    "\u{2069}", "\u{200E}", "\u{200F}", "\u{61C}", "שלום", "مرحبا", "\u{FEFB}",
  ]

  private static let invisible = [
    "\u{200B}", "\u{200C}", "\u{200D}", "\u{2060}", "\u{FEFF}", "\u{AD}", "\u{34F}", "\u{115F}",
    "\u{3164}",
    "\u{FFA0}", "\u{2800}", "\u{FE0E}", "\u{FE0F}", "\u{E0067}\u{E007F}", "\u{E0001}", "\u{2028}",
    "\u{2029}", "\u{180E}", "\u{FFF9}", "\u{FFFC}", "\u{E000}", "\u{F8FF}", "\u{10FFFD}",
    "\u{FFFE}",
  ]

  private static let marks = [
    "\u{301}", "e\u{301}\u{302}\u{303}\u{304}\u{305}", "\u{20E3}", "Z\u{335}\u{321}\u{350}", "का",
    "\u{93E}", "\u{0BCA}", "\u{1161}", "\u{1100}\u{1161}\u{11A8}", "\u{11A8}", "ก็", "\u{1D165}",
    // Letters that make one `Character` with the space before them, or with the point after them.
    "\u{E33}", "\u{EB3}", "\u{D4E}",
  ]

  private static let emoji = [
    "👨‍👩‍👧", "👍🏽", "🇬🇧", "🇬", "⚠️", "1️⃣", "❤️‍🔥", "🏻", "🏳️‍🌈", "🏴\u{E0067}\u{E0062}\u{E007F}",
    "🙂", "☺", "☺︎", "🫠",
  ]

  private static let wide = [
    "東京", "ｶﾞ", "한국", "Ａ", "\u{3000}", "\u{A0}", "\u{2003}", "﷽", "㍿", "𠀋", "＝",
  ]

  /// What pretends to be ours: frames, badges, amounts, prompts, formulas.
  ///
  /// The space of the amount is one that no line is broken at: lines keep amounts whole, which a
  /// shape could not tell.
  private static let lures = [
    "┐│ LIVE │└", "║", "──────", "▌", "▏", "…", "‹U+202E›", " LIVE ", " test ",
    "paid 999.00\u{A0}GBP",
    "Type 5.00 to send it:", "R refund", "=1+1", "@SUM(A1)", "\"", ",", ";", "'", "\\", "%s%n",
    "a", "Z", "é", " ", "  ", "0", "-", "</script>", "${jndi:x}", "$(id)", "`id`",
  ]
}
