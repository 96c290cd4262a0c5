public import TextSafety

// The short tag of a decision, which goes out where a provider takes free text.

extension IntentID {
  private static let tagAlphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
  private static let tagPrefix = "TD-"
  private static let tagLength = 6

  /// A short tag that goes out where a provider takes free text: `TD-7Q3K9M` (30 bits, Crockford
  /// base 32).
  public var tag: SafeText {
    var bits = UInt32(text.prefix(8), radix: 16) ?? 0
    var characters: [Character] = []
    for _ in 0..<Self.tagLength {
      characters.append(Self.tagAlphabet[Int(bits & 31)])
      bits >>= 5
    }
    return SafeText(sanitizing: Self.tagPrefix + String(characters))
  }

  /// The first eight digits that an id can have whose tag stands in a text, for each tag in it.
  ///
  /// A tag holds 30 of the 32 bits, so there are four for each.
  public static func beginnings(ofTagsIn text: String) -> [String] {
    text.split(separator: tagPrefix, omittingEmptySubsequences: false).dropFirst()
      .compactMap { bits(of: $0.prefix(tagLength)) }
      .flatMap { bits in
        (UInt32(0)..<4).map { high in
          let digits = String(bits | high << 30, radix: 16)
          return String(repeating: "0", count: 8 - digits.count) + digits
        }
      }
  }

  /// Where this decision's tag stands in a text from outside.
  ///
  /// Scalar by scalar, because `String` would call another spelling the same.
  public func standing(ofTagIn text: ForeignText) -> TagStanding {
    let scalars = Array(text.raw.unicodeScalars)
    let tag = Array(tag.text.unicodeScalars)
    guard scalars.count >= tag.count else { return .absent }
    var standing = TagStanding.absent
    for start in 0...(scalars.count - tag.count)
    where scalars[start...].starts(with: tag) {
      let end = start + tag.count
      let isWhole =
        (start == 0 || Self.endsWord(scalars[start - 1]))
        && (end == scalars.count || Self.endsWord(scalars[end]))
      guard isWhole else { return .partOfWord }
      standing = .whole
    }
    return standing
  }

  /// Whether a scalar cannot belong to a word: white space, or ASCII punctuation that joins nothing.
  private static func endsWord(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.properties.isWhitespace { return true }
    guard (0x21...0x7E).contains(scalar.value), scalar != "-", scalar != "_" else { return false }
    return !scalar.properties.isAlphabetic && !(0x30...0x39).contains(scalar.value)
  }

  private static func bits(of characters: Substring) -> UInt32? {
    guard characters.count == tagLength else { return nil }
    var bits: UInt32 = 0
    for (place, character) in characters.enumerated() {
      guard let digit = tagAlphabet.firstIndex(of: character) else { return nil }
      bits |= UInt32(digit) << UInt32(5 * place)
    }
    return bits
  }
}

/// Where a tag stands in a text.
public enum TagStanding: Hashable, Sendable {
  /// Nowhere.
  case absent
  /// As a word of its own.
  case whole
  /// Within a longer word: another tag, or a text that somebody changed.
  case partOfWord
}
