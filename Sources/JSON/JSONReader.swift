package import TextSafety

/// A strict reader of JSON (RFC 8259) for what is about money.
///
/// It is not `JSONDecoder`, because that turns number tokens into binary floating point or
/// `Decimal` on the way. It refuses what leaves room for two readings: a name that occurs twice,
/// bytes that are not UTF-8, remarks, trailing commas, anything after the value. Depth and size are
/// bounded.
package struct JSONReader {
  /// How deep values may nest; real replies stay below ten.
  package static let depthLimit = 64
  /// How many bytes a text may have: what the transport lets through.
  package static let sizeLimit = 8 << 20

  /// What becomes of half a surrogate pair, which stands for no character.
  package enum HalfPair: Sendable {
    /// It becomes U+FFFD: a name that was cut through an emoji must not hide a page of payments.
    case replaced
    /// The text is refused: whoever signs what he sends has no such thing to say.
    case refused
  }

  private let bytes: [UInt8]
  private let depthLimit: Int
  private let halfPair: HalfPair
  private var index = 0

  private init(_ bytes: [UInt8], depthLimit: Int, halfPair: HalfPair) {
    self.bytes = bytes
    self.depthLimit = depthLimit
    self.halfPair = halfPair
  }

  /// Reads one value that makes up all of the bytes.
  package static func read(
    _ bytes: [UInt8], depthLimit: Int = depthLimit, halfPair: HalfPair = .replaced
  ) throws(JSONFailure) -> JSONValue {
    guard bytes.count <= sizeLimit else { throw .tooLarge(limit: sizeLimit) }
    guard String(validating: bytes, as: UTF8.self) != nil else { throw .notUTF8 }
    var reader = JSONReader(bytes, depthLimit: depthLimit, halfPair: halfPair)
    let value = try reader.value(depth: 0)
    reader.skipSpace()
    guard reader.index == bytes.count else { throw .unexpected(at: reader.index) }
    return value
  }

  /// Whether a text is one number of the JSON grammar, and nothing else.
  package static func isNumber(_ text: String) -> Bool {
    do throws(JSONFailure) {
      return try read(Array(text.utf8)) == .number(text)
    } catch {
      return false
    }
  }

  // MARK: - Values

  private mutating func value(depth: Int) throws(JSONFailure) -> JSONValue {
    guard depth <= depthLimit else { throw .tooDeep(limit: depthLimit) }
    skipSpace()
    switch try peek() {
    case UInt8(ascii: "{"): return try object(depth: depth)
    case UInt8(ascii: "["): return try array(depth: depth)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .boolean(true))
    case UInt8(ascii: "f"): return try word("false", .boolean(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
    default: throw .unexpected(at: index)
    }
  }

  private mutating func object(depth: Int) throws(JSONFailure) -> JSONValue {
    var members: [JSONObject.Member] = []
    var names: Set<ForeignText> = []
    index += 1
    skipSpace()
    if try take("}") { return .object(JSONObject([])) }
    repeat {
      skipSpace()
      let start = index
      guard try peek() == UInt8(ascii: "\"") else { throw .unexpected(at: index) }
      let name = ForeignText(try string())
      skipSpace()
      guard try take(":") else { throw .unexpected(at: index) }
      skipSpace()
      let valueStart = index
      let value = try value(depth: depth + 1)
      guard names.insert(name).inserted else { throw .duplicateName(at: start) }
      members.append(JSONObject.Member(name: name, value: value, range: valueStart..<index))
      skipSpace()
    } while try take(",")
    guard try take("}") else { throw .unexpected(at: index) }
    return .object(JSONObject(members))
  }

  private mutating func array(depth: Int) throws(JSONFailure) -> JSONValue {
    var elements: [JSONValue] = []
    index += 1
    skipSpace()
    if try take("]") { return .array(elements) }
    repeat {
      elements.append(try value(depth: depth + 1))
      skipSpace()
    } while try take(",")
    guard try take("]") else { throw .unexpected(at: index) }
    return .array(elements)
  }

  private mutating func word(
    _ word: StaticString, _ value: JSONValue
  ) throws(JSONFailure)
    -> JSONValue
  {
    for scalar in word.description.utf8 {
      guard try peek() == scalar else { throw .unexpected(at: index) }
      index += 1
    }
    return value
  }

  /// `-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?`, kept as it stands.
  private mutating func number() throws(JSONFailure) -> JSONValue {
    let start = index
    skip("-")
    if !skip("0") { try digits() }
    if skip(".") { try digits() }
    if skip("e") || skip("E") {
      if !skip("+") { skip("-") }
      try digits()
    }
    return .number(String(decoding: bytes[start..<index], as: UTF8.self))
  }

  private mutating func digits() throws(JSONFailure) {
    let start = index
    while index < bytes.count, Self.isDigit(bytes[index]) { index += 1 }
    guard index > start else {
      throw index < bytes.count ? .unexpected(at: index) : .unfinished
    }
  }

  // MARK: - Strings

  private mutating func string() throws(JSONFailure) -> String {
    index += 1
    var text: [UInt8] = []
    while true {
      let byte = try peek()
      switch byte {
      case UInt8(ascii: "\""):
        index += 1
        return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"): text += try escape()
      case 0..<0x20: throw .unexpected(at: index)
      default:
        text.append(byte)
        index += 1
      }
    }
  }

  private mutating func escape() throws(JSONFailure) -> [UInt8] {
    index += 1
    let byte = try peek()
    index += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte]
    case UInt8(ascii: "b"): return [0x08]
    case UInt8(ascii: "f"): return [0x0C]
    case UInt8(ascii: "n"): return [0x0A]
    case UInt8(ascii: "r"): return [0x0D]
    case UInt8(ascii: "t"): return [0x09]
    case UInt8(ascii: "u"): return Array(String(Character(try unicodeEscape())).utf8)
    default: throw .unexpected(at: index - 1)
    }
  }

  /// Four hexadecimal digits, or two groups of four that make a surrogate pair.
  private mutating func unicodeEscape() throws(JSONFailure) -> Unicode.Scalar {
    let first = try hexadecimal()
    if let scalar = Unicode.Scalar(first) { return scalar }
    let afterFirst = index
    if (0xD800...0xDBFF).contains(first), bytes[index...].starts(with: Array("\\u".utf8)) {
      index += 2
      let second = try hexadecimal()
      if (0xDC00...0xDFFF).contains(second),
        let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
      {
        return scalar
      }
    }
    index = afterFirst
    switch halfPair {
    case .replaced: return "\u{FFFD}"
    case .refused: throw .unexpected(at: index)
    }
  }

  private mutating func hexadecimal() throws(JSONFailure) -> UInt32 {
    guard index + 4 <= bytes.count else { throw .unfinished }
    let digits = bytes[index..<index + 4]
    guard digits.allSatisfy({ Self.isHexDigit($0) }),
      let value = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
    else { throw .unexpected(at: index) }
    index += 4
    return value
  }

  // MARK: - Bytes

  private func peek() throws(JSONFailure) -> UInt8 {
    guard index < bytes.count else { throw .unfinished }
    return bytes[index]
  }

  private mutating func take(_ scalar: Unicode.Scalar) throws(JSONFailure) -> Bool {
    guard try peek() == UInt8(ascii: scalar) else { return false }
    index += 1
    return true
  }

  @discardableResult
  private mutating func skip(_ scalar: Unicode.Scalar) -> Bool {
    guard index < bytes.count, bytes[index] == UInt8(ascii: scalar) else { return false }
    index += 1
    return true
  }

  private mutating func skipSpace() {
    while index < bytes.count, Self.isSpace(bytes[index]) { index += 1 }
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  private static func isHexDigit(_ byte: UInt8) -> Bool {
    isDigit(byte) || (0x41...0x46).contains(byte) || (0x61...0x66).contains(byte)
  }
}

/// Why bytes are not the JSON that is expected here.
package enum JSONFailure: Error, Hashable, Sendable {
  /// More bytes than allowed.
  case tooLarge(limit: Int)
  /// Values nest deeper than allowed.
  case tooDeep(limit: Int)
  /// The bytes are not UTF-8.
  case notUTF8
  /// The text ends too early.
  case unfinished
  /// A byte that cannot stand there, by offset.
  case unexpected(at: Int)
  /// A name occurs twice in one object; by offset.
  case duplicateName(at: Int)

  /// What is wrong, as part of a sentence.
  package var reason: SafeText {
    switch self {
    case .tooLarge(let limit): "it is longer than \(limit) bytes"
    case .tooDeep(let limit): "its values nest deeper than \(limit)"
    case .notUTF8: "it is not UTF-8 text"
    case .unfinished: "it is not JSON: it ends too early"
    case .unexpected(let offset): "it is not JSON: byte \(offset) cannot stand there"
    case .duplicateName(let offset): "a name occurs twice, at byte \(offset)"
    }
  }
}
