/// Text that may be drawn, logged, exported or put into a message.
///
/// Only the sanitiser makes it, from literals in our source and from foreign text alike. It never
/// holds a control character, a bidirectional control, a zero-width, tag, private-use or unassigned
/// character, a line separator, a variation selector or a combining mark without its base: each of
/// these shows as its code, `‹U+202E›`, or is reduced away. It never begins with a mark either, so
/// joining two safe texts gives a safe text.
public struct SafeText: Sendable {
  /// The text.
  ///
  /// Safe to print on one line.
  public private(set) var text: String

  /// How many scalars a text made from outside may have before it is cut.
  public static let defaultLimit = 4096

  /// The text of no characters.
  public static let empty = SafeText(verified: "")

  /// The sign that something was cut off.
  public static let ellipsis: SafeText = "…"

  /// Sanitises any text.
  ///
  /// Text longer than `limit` scalars is cut, and the cut shows as `…`.
  public init(sanitizing text: some StringProtocol, limit: Int = defaultLimit) {
    // As `String`, for which the pass is compiled; a generic one takes ten times as long.
    self.text = Sanitizer.sanitize(String(text), limit: limit)
  }

  /// Writes a whole number in decimal digits.
  public init(_ integer: some BinaryInteger) {
    text = String(integer)
  }

  /// Makes `count` copies of a text, one after the other.
  public init(repeating text: SafeText, count: Int) {
    self.text = String(repeating: text.text, count: count)
  }

  /// Takes text whose pieces came from safe text.
  init(verified text: String) {
    self.text = text
  }

  /// Draws the clusters of safe text one after the other.
  init(_ clusters: some Sequence<Cluster>) {
    text = clusters.reduce(into: "") { $0 += $1.text }
  }

  /// Whether there is nothing to draw.
  public var isEmpty: Bool { text.isEmpty }
}

// MARK: - Joining

extension SafeText {
  /// Joins two texts.
  public static func + (left: SafeText, right: SafeText) -> SafeText {
    SafeText(verified: left.text + right.text)
  }

  /// Appends a text.
  public static func += (left: inout SafeText, right: SafeText) {
    left.text += right.text
  }
}

extension Sequence<SafeText> {
  /// Joins the texts with a separator between them.
  public func joined(separator: SafeText = .empty) -> SafeText {
    var text = ""
    var isFirst = true
    for part in self {
      if !isFirst { text += separator.text }
      text += part.text
      isFirst = false
    }
    return SafeText(verified: text)
  }
}

// MARK: - Comparing

extension SafeText: Hashable {
  /// Compares scalar by scalar.
  public static func == (left: SafeText, right: SafeText) -> Bool {
    left.text.utf8.elementsEqual(right.text.utf8)
  }

  /// Hashes the text: what is equal scalar by scalar is equal to `String` as well.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(text)
  }
}

extension SafeText: Comparable {
  /// Orders by Unicode scalars, without a locale.
  public static func < (left: SafeText, right: SafeText) -> Bool {
    left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
  }
}

extension SafeText: CustomStringConvertible {
  /// The text itself.
  public var description: String { text }
}
