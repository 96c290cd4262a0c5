import TextSafety

/// The sequence that asks a terminal to put text on the clipboard (OSC 52).
enum ClipboardSequence {
  /// With more text than this the sequence passes 100,000 bytes, where terminals stop reading.
  static let limitBytes = 74_994

  /// The bytes to send; `nil` when the text is too long.
  static func bytes(for text: SafeText) -> [UInt8]? {
    guard text.text.utf8.count <= limitBytes else { return nil }
    return Array("\u{1B}]52;c;".utf8) + base64(Array(text.text.utf8)) + [0x07]
  }

  /// How much GNU screen takes in one string; it shows the rest of a longer one as text.
  static let screenLimitBytes = 240

  /// The bytes that GNU screen hands on to the terminal around it as they are: short pieces, each in a string of its
  /// own.
  static func throughScreen(_ sequence: [UInt8]) -> [UInt8] {
    stride(from: 0, to: sequence.count, by: screenLimitBytes).flatMap { start in
      Array("\u{1B}P".utf8) + sequence[start..<min(start + screenLimitBytes, sequence.count)]
        + Array("\u{1B}\\".utf8)
    }
  }

  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  /// RFC 4648 with padding.
  static func base64(_ bytes: [UInt8]) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity((bytes.count + 2) / 3 * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      let value = group.reduce(UInt32(0)) { $0 << 8 | UInt32($1) } << (8 * UInt32(3 - group.count))
      for position in 0..<4 {
        let digit = alphabet[Int(value >> (18 - 6 * UInt32(position)) & 0x3F)]
        output.append(position <= group.count ? digit : UInt8(ascii: "="))
      }
    }
    return output
  }
}
