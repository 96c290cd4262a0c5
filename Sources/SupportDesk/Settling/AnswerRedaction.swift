/// Takes out of an answer what would give power to who reads it later (I26): signatures that a provider sent back.
///
/// A signature is a long run of hexadecimal or base64 digits. Nothing that we go by is: ids are shorter.
enum AnswerRedaction {
  /// 32 bytes in hexadecimal: an HMAC.
  private static let hexLength = 64
  /// 64 bytes in base64 without padding: an Ed25519 signature.
  private static let base64Length = 86
  private static let mark = Array("***".utf8)

  /// The bytes with every such run replaced by three asterisks.
  static func apply(to bytes: [UInt8]) -> [UInt8] {
    var kept: [UInt8] = []
    kept.reserveCapacity(bytes.count)
    var run: [UInt8] = []
    for (place, byte) in bytes.enumerated() {
      // JSON may write a slash with a backslash before it.
      let isEscape =
        byte == UInt8(ascii: "\\") && place + 1 < bytes.count
        && bytes[place + 1] == UInt8(ascii: "/")
      if isDigit(byte) || isEscape {
        run.append(byte)
      } else {
        kept += isSignature(run) ? mark : run
        run = []
        kept.append(byte)
      }
    }
    return kept + (isSignature(run) ? mark : run)
  }

  private static func isSignature(_ run: [UInt8]) -> Bool {
    guard run.count >= hexLength else { return false }
    return run.count >= base64Length || run.allSatisfy(isHexadecimal)
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "+"), UInt8(ascii: "/"),
      UInt8(ascii: "="), UInt8(ascii: "-"), UInt8(ascii: "_"):
      true
    default: false
    }
  }

  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "F"),
      UInt8(ascii: "a")...UInt8(ascii: "f"):
      true
    default: false
    }
  }
}
