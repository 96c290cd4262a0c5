import CTilldeskSodium

/// Hexadecimal digits, two for a byte.
package enum Hex {
  /// Encodes bytes in lower case.
  package static func encode(_ bytes: [UInt8]) -> String {
    let capacity = bytes.count * 2 + 1
    var text = [CChar](repeating: 0, count: capacity)
    _ = unsafe sodium_bin2hex(&text, capacity, bytes, bytes.count)
    return String(decoding: text.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  /// Decodes text that is hexadecimal as a whole, in either case.
  package static func decode(_ text: String) throws(SodiumError) -> [UInt8] {
    let encoded = text.utf8.map(CChar.init(bitPattern:))
    var bytes = [UInt8](repeating: 0, count: encoded.count / 2)
    var count = 0
    let status = unsafe sodium_hex2bin(
      &bytes, bytes.count, encoded, encoded.count, nil, &count, nil)
    guard status == 0, count * 2 == encoded.count else { throw .invalidHex }
    return bytes
  }
}
