/// Text that came from outside: a provider's reply, a file, the keyboard, the environment.
///
/// It is kept exactly as it arrived, because an identifier must go back to its owner unchanged, and
/// it cannot be shown: whatever prints, describes or reflects it gives the sanitised text. Equality
/// and order are those of the raw scalars, so two spellings of `é` are two different identifiers.
public struct ForeignText: Sendable {
  /// The text as it arrived.
  ///
  /// For sending back and for matching, never for showing.
  public let raw: String

  /// Wraps text as it arrived.
  public init(_ raw: String) {
    self.raw = raw
  }

  /// The text as it may be shown, written to a log or exported.
  public var safe: SafeText { SafeText(sanitizing: raw) }

  /// Whether nothing arrived.
  public var isEmpty: Bool { raw.isEmpty }
}

extension ForeignText: Hashable {
  /// Compares scalar by scalar; `String` would call canonically equivalent spellings equal.
  public static func == (left: ForeignText, right: ForeignText) -> Bool {
    left.raw.utf8.elementsEqual(right.raw.utf8)
  }

  /// Hashes the raw text: what is equal scalar by scalar is equal to `String` as well.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(raw)
  }
}

extension ForeignText: Comparable {
  /// Orders by raw Unicode scalars, which is the order of the UTF-8 bytes.
  public static func < (left: ForeignText, right: ForeignText) -> Bool {
    left.raw.utf8.lexicographicallyPrecedes(right.raw.utf8)
  }
}

extension ForeignText: Codable {
  /// Reads a single plain string.
  public init(from decoder: any Decoder) throws {
    raw = try decoder.singleValueContainer().decode(String.self)
  }

  /// Writes the raw text as a single plain string.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(raw)
  }
}

extension ForeignText: ExpressibleByStringLiteral {
  /// Wraps a literal; for tests and fixed vocabulary.
  public init(stringLiteral value: String) {
    self.init(value)
  }
}

extension ForeignText: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// The sanitised text.
  public var description: String { safe.text }

  /// The sanitised text between quotation marks.
  public var debugDescription: String { "\"\(safe.text)\"" }

  /// Shows only the sanitised text, so that `dump` and failed expectations cannot leak control
  /// characters.
  public var customMirror: Mirror { Mirror(self, children: ["safe": safe.text]) }
}
