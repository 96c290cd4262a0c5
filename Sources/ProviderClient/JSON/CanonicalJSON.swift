import JSON

/// Writes the bodies of requests in RFC 8785 (JCS) form: no spaces, names in ascending order, only
/// what must be escaped.
///
/// For such text a server that checks the raw bytes, its own re-serialisation or a sorted form sees
/// the same bytes (`Providers.md` §3.2). `JSONEncoder` escapes `/`, orders names by chance and turns
/// `1.00` into `1`.
package enum CanonicalJSON {
  /// What a member of a body may be.
  package enum Value: Sendable {
    /// A string.
    case string(String)
    /// A number, written exactly as given.
    case number(String)
    /// A number, written in decimal digits.
    case integer(Int64)
    /// JSON that was written before, spliced in byte by byte.
    case written([UInt8])
  }

  /// Writes an object with its names in ascending order of UTF-16 code units.
  package static func object(_ members: [String: Value]) -> [UInt8] {
    let sorted = members.sorted { $0.key.utf16.lexicographicallyPrecedes($1.key.utf16) }
    var bytes = [UInt8(ascii: "{")]
    for (position, member) in sorted.enumerated() {
      if position > 0 { bytes.append(UInt8(ascii: ",")) }
      bytes += string(member.key)
      bytes.append(UInt8(ascii: ":"))
      bytes += value(member.value)
    }
    bytes.append(UInt8(ascii: "}"))
    return bytes
  }

  private static func value(_ value: Value) -> [UInt8] {
    switch value {
    case .string(let text): return string(text)
    case .integer(let integer): return Array(String(integer).utf8)
    case .written(let bytes): return bytes
    case .number(let token):
      precondition(JSONReader.isNumber(token), "A number token follows the JSON grammar.")
      return Array(token.utf8)
    }
  }

  /// Writes a string with its quotation marks.
  static func string(_ text: String) -> [UInt8] {
    var bytes = [UInt8(ascii: "\"")]
    for byte in text.utf8 {
      if let escape = escape(byte) { bytes += escape } else { bytes.append(byte) }
    }
    bytes.append(UInt8(ascii: "\""))
    return bytes
  }

  /// What stands for a byte that may not stand in a string; `nil` for all others.
  private static func escape(_ byte: UInt8) -> [UInt8]? {
    switch byte {
    case UInt8(ascii: "\""): Array(#"\""#.utf8)
    case UInt8(ascii: "\\"): Array(#"\\"#.utf8)
    case 0x08: Array(#"\b"#.utf8)
    case 0x09: Array(#"\t"#.utf8)
    case 0x0A: Array(#"\n"#.utf8)
    case 0x0C: Array(#"\f"#.utf8)
    case 0x0D: Array(#"\r"#.utf8)
    case 0..<0x20:
      Array((byte < 0x10 ? #"\u000"# : #"\u00"#).utf8) + Array(String(byte, radix: 16).utf8)
    default: nil
    }
  }
}
