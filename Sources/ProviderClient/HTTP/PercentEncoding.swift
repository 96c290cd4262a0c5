/// Percent-escaping for the parts of a URL that come from people and providers (RFC 3986).
package enum PercentEncoding {
  /// How long a reference in a path may be, in bytes.
  package static let segmentLimit = 512

  /// Escapes a text as one path segment; `nil` for a text that cannot be one.
  ///
  /// `.` and `..` are refused because clients and servers resolve them, escaped or not; nothing at
  /// all because it would name the collection.
  package static func segment(_ text: String) -> String? {
    guard !text.isEmpty, text != ".", text != "..", text.utf8.count <= segmentLimit else {
      return nil
    }
    return escape(text)
  }

  /// Writes a query with its names and values escaped, in the given order; empty for no members.
  package static func query(_ members: [(name: String, value: String)]) -> String {
    guard !members.isEmpty else { return "" }
    return "?" + members.map { "\(escape($0.name))=\(escape($0.value))" }.joined(separator: "&")
  }

  private static func escape(_ text: String) -> String {
    let hexDigits = Array("0123456789ABCDEF".utf8)
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      if isUnreserved(byte) {
        bytes.append(byte)
      } else {
        bytes += [UInt8(ascii: "%"), hexDigits[Int(byte >> 4)], hexDigits[Int(byte & 15)]]
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func isUnreserved(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
      UInt8(ascii: "_"), UInt8(ascii: "~"):
      true
    default: false
    }
  }
}
