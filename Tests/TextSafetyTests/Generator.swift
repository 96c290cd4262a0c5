/// SplitMix64: the same numbers for the same seed on every machine.
struct Generator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number from 0 up to, not including, `bound`.
  mutating func integer(below bound: Int) -> Int {
    Int(next() % UInt64(bound))
  }
}

/// Strings of everything that breaks terminals, in random order.
struct HostileText {
  private var generator: Generator

  init(seed: UInt64) {
    generator = Generator(seed: seed)
  }

  mutating func next() -> String {
    var scalars = String.UnicodeScalarView()
    for _ in 0..<generator.integer(below: 24) { scalars += fragment() }
    return String(scalars)
  }

  private static let fragments: [String] = [
    "\u{1B}[2J", "\u{1B}]52;c;QQ==\u{7}", "\r\n", "\t", "\u{8}\u{8}", "\u{7F}", "\u{9B}31m",
    "\u{202E}", "\u{2066}", "\u{200B}", "\u{200D}", "\u{FEFF}", "\u{FE0F}", "\u{FE0E}",
    "\u{E0067}\u{E007F}", "\u{301}", "\u{301}\u{302}\u{303}\u{304}\u{305}", "\u{20E3}",
    "👨‍👩‍👧", "👍🏽", "🇬🇧", "🇬", "⚠️", "1️⃣", "❤️‍🔥", "🏻", "東京", "ｶﾞ", "한국",
    "\u{1100}\u{1161}\u{11A8}",
    "\u{1161}", "का", "\u{93E}", "a", "Z", "é", "‹U+202E›", "…", " ", "\u{A0}", "\u{3000}",
  ]

  private mutating func fragment() -> String.UnicodeScalarView {
    switch generator.integer(below: 4) {
    case 0: return scalar(below: 0x100)
    case 1: return scalar(below: 0x3000)
    case 2: return scalar(below: 0x11_0000)
    default:
      let fragments = Self.fragments
      return fragments[generator.integer(below: fragments.count)].unicodeScalars
    }
  }

  private mutating func scalar(below bound: Int) -> String.UnicodeScalarView {
    let scalar = Unicode.Scalar(UInt32(generator.integer(below: bound))) ?? "\u{FFFE}"
    return String.UnicodeScalarView([scalar])
  }
}
