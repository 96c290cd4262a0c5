/// Why a body is not the JSON that a provider accepts.
struct WireJSONFault: Error, Equatable {
  let sentence: String
  let offset: Int
}

/// A strict JSON reader: one value, no duplicate names, no trailing text, numbers as tokens.
///
/// It remembers where the members of the outermost object lie, because AIIC Pay signs the bytes of
/// one member as they were sent.
struct WireJSONReader {
  /// A value that was read, with the place of each member of its outermost object.
  struct Document {
    let root: WireJSON
    let memberRanges: [String: Range<Int>]
  }

  /// Deep nesting is refused: nothing a provider takes is deeper than three.
  private static let depthLimit = 32

  private let bytes: [UInt8]
  private var position = 0
  private var memberRanges: [String: Range<Int>] = [:]

  private init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// Reads a whole body.
  static func read(_ bytes: [UInt8]) throws(WireJSONFault) -> Document {
    guard String(validating: bytes, as: UTF8.self) != nil else {
      throw WireJSONFault(sentence: "not UTF-8", offset: 0)
    }
    var reader = WireJSONReader(bytes)
    reader.skipSpace()
    let root = try reader.value(depth: 0)
    reader.skipSpace()
    guard reader.position == bytes.count else { throw reader.fault("text after the value") }
    return Document(root: root, memberRanges: reader.memberRanges)
  }

  // MARK: Values

  private mutating func value(depth: Int) throws(WireJSONFault) -> WireJSON {
    guard depth < Self.depthLimit else { throw fault("nested too deeply") }
    switch peek() {
    case UInt8(ascii: "{"): return try object(depth: depth)
    case UInt8(ascii: "["): return try array(depth: depth)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .bool(true))
    case UInt8(ascii: "f"): return try word("false", .bool(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: return .number(try number())
    }
  }

  private mutating func object(depth: Int) throws(WireJSONFault) -> WireJSON {
    position += 1
    var members: [WireJSON.Member] = []
    var names: Set<[UInt8]> = []
    skipSpace()
    if take("}") { return .object([]) }
    repeat {
      skipSpace()
      let name = try string()
      // Compared as bytes: Swift's own comparison takes different spellings of é for equal.
      guard names.insert(Array(name.utf8)).inserted else { throw fault("duplicate name") }
      skipSpace()
      guard take(":") else { throw fault("expected a colon") }
      skipSpace()
      let start = position
      members.append(WireJSON.Member(name, try value(depth: depth + 1)))
      if depth == 0 { memberRanges[name] = start..<position }
      skipSpace()
    } while take(",")
    guard take("}") else { throw fault("expected a comma or a closing brace") }
    return .object(members)
  }

  private mutating func array(depth: Int) throws(WireJSONFault) -> WireJSON {
    position += 1
    var elements: [WireJSON] = []
    skipSpace()
    if take("]") { return .array([]) }
    repeat {
      skipSpace()
      elements.append(try value(depth: depth + 1))
      skipSpace()
    } while take(",")
    guard take("]") else { throw fault("expected a comma or a closing bracket") }
    return .array(elements)
  }

  private mutating func word(_ text: String, _ value: WireJSON) throws(WireJSONFault) -> WireJSON {
    guard bytes[position...].starts(with: text.utf8) else { throw fault("unknown word") }
    position += text.utf8.count
    return value
  }

  private mutating func number() throws(WireJSONFault) -> String {
    let start = position
    _ = take("-")
    let whole = digits()
    guard whole > 0 else { throw fault("expected a value") }
    if whole > 1, bytes[position - whole] == UInt8(ascii: "0") { throw fault("leading zero") }
    if take("."), digits() == 0 { throw fault("expected digits after the point") }
    if take("e") || take("E") {
      if !take("+") { _ = take("-") }
      if digits() == 0 { throw fault("expected digits in the exponent") }
    }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  // MARK: Strings

  private mutating func string() throws(WireJSONFault) -> String {
    guard take("\"") else { throw fault("expected a string") }
    var text = String.UnicodeScalarView()
    var run = position
    while let byte = peek() {
      switch byte {
      case UInt8(ascii: "\""):
        text.append(contentsOf: scalars(run..<position))
        position += 1
        return String(text)
      case UInt8(ascii: "\\"):
        text.append(contentsOf: scalars(run..<position))
        position += 1
        text.append(try escape())
        run = position
      case 0..<0x20: throw fault("control character in a string")
      default: position += 1
      }
    }
    throw fault("unfinished string")
  }

  private mutating func escape() throws(WireJSONFault) -> Unicode.Scalar {
    guard let byte = peek() else { throw fault("unfinished escape") }
    position += 1
    switch byte {
    case UInt8(ascii: "\""): return "\""
    case UInt8(ascii: "\\"): return "\\"
    case UInt8(ascii: "/"): return "/"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"): return try unicodeEscape()
    default: throw fault("unknown escape")
    }
  }

  private mutating func unicodeEscape() throws(WireJSONFault) -> Unicode.Scalar {
    let first = try codeUnit()
    if let scalar = Unicode.Scalar(first) { return scalar }
    guard UTF16.isLeadSurrogate(first), take("\\"), take("u") else {
      throw fault("lone surrogate")
    }
    let second = try codeUnit()
    guard UTF16.isTrailSurrogate(second) else { throw fault("lone surrogate") }
    return UTF16.decode(UTF16.EncodedScalar([first, second]))
  }

  private mutating func codeUnit() throws(WireJSONFault) -> UInt16 {
    let end = position + 4
    guard end <= bytes.count else { throw fault("unfinished escape") }
    let text = String(decoding: bytes[position..<end], as: UTF8.self)
    guard text.utf8.allSatisfy(isHexDigit), let unit = UInt16(text, radix: 16) else {
      throw fault("bad escape")
    }
    position = end
    return unit
  }

  // MARK: Leaves

  private func peek() -> UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard peek() == UInt8(ascii: scalar) else { return false }
    position += 1
    return true
  }

  private mutating func digits() -> Int {
    let start = position
    while let byte = peek(), (0x30...0x39).contains(byte) { position += 1 }
    return position - start
  }

  private mutating func skipSpace() {
    while let byte = peek(), byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
      position += 1
    }
  }

  private func scalars(_ range: Range<Int>) -> String.UnicodeScalarView {
    String(decoding: bytes[range], as: UTF8.self).unicodeScalars
  }

  private func fault(_ sentence: String) -> WireJSONFault {
    WireJSONFault(sentence: sentence, offset: position)
  }
}

private func isHexDigit(_ byte: UInt8) -> Bool {
  (0x30...0x39).contains(byte) || (0x41...0x46).contains(byte) || (0x61...0x66).contains(byte)
}
