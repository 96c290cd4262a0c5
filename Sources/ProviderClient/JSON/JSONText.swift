import JSON
import TextSafety

/// Sets JSON out for a person, a member to a line, and blots out what nobody may read there.
///
/// Everything else stays as it was sent, the order of members and every digit included: who reads
/// it doubts what was made of it. Blotted out are members that are named like a credential or a
/// part of a card, and whatever looks like a card number.
struct JSONText {
  /// The lines so far.
  private(set) var lines: [String] = []
  /// Whether they end before the JSON does.
  private(set) var isCut = false

  private var cursor: JSONCursor
  private var line = ""
  private var size = 0
  private let limit: Int

  /// Sets out bytes that ``JSONReader`` has accepted, in lines of about `limit` bytes together.
  init(_ bytes: [UInt8], limit: Int) {
    cursor = JSONCursor(bytes)
    self.limit = limit
    value(depth: 0)
    endLine()
  }

  // MARK: - Values

  private mutating func value(depth: Int) {
    cursor.skipSpace()
    switch cursor.next {
    case UInt8(ascii: "{"): container("{", "}", hasNames: true, depth: depth)
    case UInt8(ascii: "["): container("[", "]", hasNames: false, depth: depth)
    case UInt8(ascii: "\""): line += Self.shown(string: cursor.string())
    case .some:
      line += redactingCardNumbers(String(decoding: cursor.token(), as: UTF8.self))
    case .none: break
    }
  }

  private mutating func container(
    _ opening: Unicode.Scalar, _ closing: Unicode.Scalar, hasNames: Bool, depth: Int
  ) {
    _ = cursor.take(opening)
    line += String(opening)
    guard !cursor.take(closing) else {
      line += String(closing)
      return
    }
    repeat {
      begin(depth: depth + 1)
      if hasNames { member(depth: depth + 1) } else { value(depth: depth + 1) }
    } while takeComma()
    begin(depth: depth)
    if cursor.take(closing) { line += String(closing) }
  }

  private mutating func member(depth: Int) {
    let name = cursor.string()
    line += Self.shown(string: name) + ": "
    _ = cursor.take(":")
    if Self.isSecret(name: Self.decoded(name)) {
      _ = cursor.value()
      line += String(decoding: Redactor.mark, as: UTF8.self)
    } else {
      value(depth: depth)
    }
  }

  private mutating func takeComma() -> Bool {
    guard cursor.take(",") else { return false }
    line += ","
    return cursor.next != nil
  }

  // MARK: - Lines

  private mutating func begin(depth: Int) {
    endLine()
    line = String(repeating: "  ", count: depth)
  }

  private mutating func endLine() {
    if !isCut, line.contains(where: { $0 != " " }) { lines.append(line) }
    size += line.utf8.count
    line = ""
    guard size > limit, cursor.next != nil else { return }
    isCut = true
    cursor.finish()
  }

  // MARK: - Redacting

  /// What a string says, its escapes resolved.
  static func decoded(_ string: ArraySlice<UInt8>) -> String {
    let value: JSONValue
    do throws(JSONFailure) { value = try JSONReader.read(Array(string)) } catch {
      return String(decoding: string, as: UTF8.self)
    }
    return value.text ?? ""
  }

  /// A string as it was sent, unless it holds a card number, however its digits are written.
  private static func shown(string: ArraySlice<UInt8>) -> String {
    let decoded = decoded(string)
    guard looksLikeCardNumber(decoded) else { return String(decoding: string, as: UTF8.self) }
    let redacted = CanonicalJSON.string(redactingCardNumbers(decoded))
    return String(decoding: redacted, as: UTF8.self)
  }

  /// Whether a member is named like something that gives access, or like a part of a card.
  static func isSecret(name: String) -> Bool {
    let folded = name.lowercased().filter { $0.isLetter || $0.isNumber }
    return secretNames.contains(folded) || secretEndings.contains { folded.hasSuffix($0) }
  }

  private static let secretNames: Set = [
    "pan", "pin", "cvc", "cvc2", "cvv", "cvv2", "csc", "track1", "track2",
  ]
  private static let secretEndings = [
    "apikey", "authorization", "cardnumber", "password", "privatekey", "secret", "secretkey",
    "securitycode", "signature", "token",
  ]
}
