import CTilldeskSodium

/// Base64 with the standard alphabet and padding (RFC 4648 §4), read strictly.
package enum Base64 {
  private static let variant = Int32(sodium_base64_VARIANT_ORIGINAL)

  /// Encodes bytes.
  package static func encode(_ bytes: [UInt8]) -> String {
    // The length counts the terminating zero.
    let capacity = sodium_base64_encoded_len(bytes.count, variant)
    var text = [CChar](repeating: 0, count: capacity)
    _ = unsafe sodium_bin2base64(&text, capacity, bytes, bytes.count, variant)
    return String(decoding: text.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  /// Decodes text that is base64 as a whole: no white space, no missing padding, no stray bits.
  package static func decode(_ text: String) throws(SodiumError) -> [UInt8] {
    let encoded = text.utf8.map(CChar.init(bitPattern:))
    var bytes = [UInt8](repeating: 0, count: decodedCountMax(encoded.count))
    var count = 0
    let status = unsafe sodium_base642bin(
      &bytes, bytes.count, encoded, encoded.count, nil, &count, nil, variant)
    guard status == 0 else { throw .invalidBase64 }
    return Array(bytes.prefix(count))
  }

  /// Decodes a secret from one guarded memory into another, forgiving white space around it.
  static func decode(_ secret: Secret) throws(SodiumError) -> Secret {
    try unsafe Secret(capacity: decodedCountMax(secret.count)) { decoded throws(SodiumError) in
      try unsafe secret.withBytes { bytes throws(SodiumError) in
        let encoded = unsafe trimmed(bytes).assumingMemoryBound(to: CChar.self)
        guard !encoded.isEmpty else { throw .invalidBase64 }
        var count = 0
        let status = unsafe sodium_base642bin(
          decoded, decodedCountMax(bytes.count), encoded.baseAddress, encoded.count, nil, &count,
          nil,
          variant)
        guard status == 0 else { throw .invalidBase64 }
        return count
      }
    }
  }

  /// Four characters give three bytes; one more leaves the buffer never empty.
  private static func decodedCountMax(_ encodedCount: Int) -> Int {
    encodedCount / 4 * 3 + 3
  }

  private static func trimmed(_ bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
    guard let first = unsafe bytes.firstIndex(where: { !isSpace($0) }),
      let last = unsafe bytes.lastIndex(where: { !isSpace($0) })
    else { return unsafe UnsafeRawBufferPointer(rebasing: bytes[..<0]) }
    return unsafe UnsafeRawBufferPointer(rebasing: bytes[first...last])
  }
}
