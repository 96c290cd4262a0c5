extension SafeText: ExpressibleByStringInterpolation {
  /// Takes a literal of our source.
  ///
  /// It is sanitised too: a stray `\n` shows instead of breaking a line. As a `String`, since a literal of
  /// that type is never copied.
  public init(stringLiteral value: String) {
    self.init(sanitizing: value)
  }

  /// Takes an interpolated literal, whose parts were sanitised one by one.
  public init(stringInterpolation: StringInterpolation) {
    self = stringInterpolation.result
  }

  /// Collects the parts of an interpolated literal and sanitises each.
  public struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var result = SafeText.empty

    /// Begins an empty text.
    public init(literalCapacity: Int, interpolationCount: Int) {}

    /// Appends a part of the literal.
    public mutating func appendLiteral(_ literal: String) {
      result += SafeText(stringLiteral: literal)
    }

    /// Appends a safe text as it is.
    public mutating func appendInterpolation(_ text: SafeText) {
      result += text
    }

    /// Appends a foreign text, sanitised.
    public mutating func appendInterpolation(_ text: ForeignText) {
      result += text.safe
    }

    /// Appends plain text, sanitised.
    public mutating func appendInterpolation(_ text: some StringProtocol) {
      result += SafeText(sanitizing: text)
    }

    /// Appends a whole number in decimal digits.
    public mutating func appendInterpolation(_ integer: some BinaryInteger) {
      result += SafeText(integer)
    }
  }
}
