public import TextSafety

// The short tag of a decision, which goes out where a provider takes free text.

extension IntentID {
  private static let tagDigits = 8
  private static let codeDigits = 5

  /// Makes the id of a decision that is recorded in a journal with a code: its tag then carries the code.
  ///
  /// - Parameter digits: 32 lower-case hexadecimal digits of randomness; five of them give way to the code.
  public init?(_ digits: String, code: TagCode) {
    guard let id = IntentID(digits) else { return nil }
    let rest = id.text.dropFirst(Self.tagDigits + Self.codeDigits)
    self.init("\(id.text.prefix(Self.tagDigits))\(code.digits)\(rest)")
  }

  /// The code of the journal that the decision was made in; of one made before tags had codes, any.
  public var tagCode: TagCode {
    TagCode(digits: text.dropFirst(Self.tagDigits).prefix(Self.codeDigits))
  }

  /// A short tag that goes out where a provider takes free text: `TD-7Q3K9M-4FX2` (30 bits and the code of the journal,
  /// Crockford base 32).
  public var tag: SafeText { "\(shortTag)-\(SafeText(sanitizing: tagCode.text))" }

  /// The tag without a code, as versions before 0.3 sent it: `TD-7Q3K9M`.
  public var shortTag: SafeText {
    let bits = UInt32(text.prefix(Self.tagDigits), radix: 16) ?? 0
    return SafeText(
      sanitizing: DecisionTag.prefix + TagAlphabet.text(of: bits, length: DecisionTag.length))
  }

  /// Where this decision's tag stands in a text from outside, with the code or as versions before 0.3 sent it.
  ///
  /// Scalar by scalar, because `String` would call another spelling the same.
  public func standing(ofTagIn text: ForeignText) -> TagStanding {
    let scalars = text.raw.capitalScalars
    let short = Array(shortTag.text.unicodeScalars)
    let whole = Array(tag.text.unicodeScalars)
    guard scalars.count >= short.count else { return .absent }
    var standing = TagStanding.absent
    for start in 0...(scalars.count - short.count)
    where scalars[start...].starts(with: short) {
      let length = scalars[start...].starts(with: whole) ? whole.count : short.count
      guard DecisionTag.isWord(from: start, to: start + length, of: scalars) else {
        return .partOfWord
      }
      standing = .whole
    }
    return standing
  }

  /// The first eight digits that an id can have whose tag stands in a text, for each tag in it.
  ///
  /// A tag holds 30 of the 32 bits, so there are four for each.
  public static func beginnings(ofTagsIn text: String) -> [String] {
    String(String.UnicodeScalarView(text.capitalScalars)).split(
      separator: DecisionTag.prefix, maxSplits: DecisionTag.most, omittingEmptySubsequences: false
    ).dropFirst()
      .compactMap { words in
        let characters = words.prefix(DecisionTag.length)
        return characters.count == DecisionTag.length ? TagAlphabet.bits(of: characters) : nil
      }
      .flatMap(beginnings)
  }

  fileprivate static func beginnings(of bits: UInt32) -> [String] {
    (UInt32(0)..<4).map { high in
      TagAlphabet.hexadecimal(of: bits | high << 30, count: tagDigits)
    }
  }
}

extension String {
  /// The scalars with ASCII letters as capitals: a provider may give a tag back in small ones.
  fileprivate var capitalScalars: [Unicode.Scalar] {
    unicodeScalars.map { scalar in
      (0x61...0x7A).contains(scalar.value)
        ? Unicode.Scalar(UInt8(scalar.value - 0x20)) : scalar
    }
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

/// A word of a text from outside that has the form of a decision's tag, whoever's it is.
public struct DecisionTag: Hashable, Sendable {
  static let prefix = "TD-"
  static let length = 6

  /// The word: `TD-7Q3K9M-4FX2`, or `TD-7Q3K9M` from a version before 0.3.
  public let text: SafeText
  /// The code of the journal; `nil` where the word has none.
  public let code: TagCode?
  /// What the id of its decision can begin with.
  public let beginnings: [String]

  /// Reads a word; `nil` for any other.
  public init?(_ word: some StringProtocol) {
    guard word.hasPrefix(Self.prefix), word.utf8.count < 32 else { return nil }
    let parts = word.dropFirst(Self.prefix.count)
      .split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count <= 2, let first = parts.first, first.utf8.count == Self.length,
      let bits = TagAlphabet.bits(of: first)
    else { return nil }
    let code = parts.count == 2 ? TagCode(parts[1]) : nil
    guard code != nil || parts.count == 1 else { return nil }
    text = SafeText(sanitizing: word)
    self.code = code
    beginnings = IntentID.beginnings(of: bits).map { $0 + (code?.digits ?? "") }
  }

  /// The tags that stand in a text as words of their own, each once, in order.
  public static func all(in text: ForeignText) -> [DecisionTag] {
    // Most texts hold none, and this is asked of every row.
    guard text.raw.utf8.contains(UInt8(ascii: "-")) else { return [] }
    let scalars = text.raw.capitalScalars
    var found: [DecisionTag] = []
    var start = 0
    while start < scalars.count, found.count < most {
      let end = scalars[start...].firstIndex(where: endsWord) ?? scalars.count
      let word = String(String.UnicodeScalarView(scalars[start..<end]))
      if let tag = DecisionTag(word), !found.contains(tag) { found.append(tag) }
      start = end + 1
    }
    return found
  }

  /// The most tags that are read from one text: a refund carries one.
  static let most = 16

  /// Whether scalars stand as a word of their own.
  static func isWord(from start: Int, to end: Int, of scalars: [Unicode.Scalar]) -> Bool {
    (start == 0 || endsWord(scalars[start - 1]))
      && (end == scalars.count || endsWord(scalars[end]))
  }

  /// Whether a scalar cannot belong to a word: white space, or ASCII punctuation that joins nothing.
  private static func endsWord(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.properties.isWhitespace { return true }
    guard (0x21...0x7E).contains(scalar.value), scalar != "-", scalar != "_" else { return false }
    return !scalar.properties.isAlphabetic && !(0x30...0x39).contains(scalar.value)
  }
}
