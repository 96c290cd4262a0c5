/// The short code of a journal in its tags: the `4FX2` of `TD-7Q3K9M-4FX2`.
///
/// Two desks that keep journals of their own have different ones, so that a provider's row tells whose record has it.
public struct TagCode: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
  static let length = 4
  private static let bitCount = 20
  private static let digitCount = 5

  /// The four characters, of Crockford's base 32.
  public let text: String

  /// Makes a code of the lowest 20 bits.
  public init(bits: UInt32) {
    text = TagAlphabet.text(of: bits, length: Self.length)
  }

  /// Makes a code of its characters; `nil` unless they are four of the alphabet.
  public init?(_ text: some StringProtocol) {
    guard text.utf8.count == Self.length, TagAlphabet.bits(of: text) != nil else { return nil }
    self.text = String(text)
  }

  /// Decodes a plain string, checked as in ``init(_:)``.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let code = TagCode(try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "Not a tag's code.")
    }
    self = code
  }

  /// Encodes a plain string.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }

  /// The four characters.
  public var description: String { text }

  /// Orders by characters.
  public static func < (left: TagCode, right: TagCode) -> Bool { left.text < right.text }

  /// The same as the digits that stand for it in an intent's id.
  var digits: String { TagAlphabet.hexadecimal(of: bits, count: Self.digitCount) }

  /// The code that digits of an intent's id stand for.
  init(digits: some StringProtocol) {
    self.init(bits: UInt32(digits, radix: 16) ?? 0)
  }

  private var bits: UInt32 { (TagAlphabet.bits(of: text) ?? 0) & (1 << Self.bitCount - 1) }
}

/// Crockford's base 32: digits and capitals that nobody confuses when they are read aloud.
enum TagAlphabet {
  private static let characters = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")

  /// Writes bits, the lowest five first.
  static func text(of bits: UInt32, length: Int) -> String {
    String((0..<length).map { characters[Int(bits >> UInt32(5 * $0) & 31)] })
  }

  /// Reads bits; `nil` where a character is none of the alphabet.
  static func bits(of text: some StringProtocol) -> UInt32? {
    var bits: UInt32 = 0
    for (place, character) in text.enumerated() {
      guard let digit = characters.firstIndex(of: character) else { return nil }
      bits |= UInt32(digit) << UInt32(5 * place)
    }
    return bits
  }

  /// Writes bits in hexadecimal digits, with zeros before.
  static func hexadecimal(of bits: UInt32, count: Int) -> String {
    let digits = String(bits, radix: 16)
    return String(repeating: "0", count: max(0, count - digits.count)) + digits
  }
}
