import CTilldeskSodium

/// BLAKE2b (RFC 7693), for naming and comparing bytes.
package enum BLAKE2b {
  /// Hashes bytes, with a key if one is given.
  ///
  /// - Parameters:
  ///   - key: at most 64 bytes.
  ///   - length: bytes of the hash, 16 to 64.
  package static func hash(_ bytes: [UInt8], key: [UInt8] = [], length: Int = 32) -> [UInt8] {
    precondition((16...64).contains(length), "a BLAKE2b hash has 16 to 64 bytes")
    precondition(key.count <= 64, "a BLAKE2b key has at most 64 bytes")
    var digest = [UInt8](repeating: 0, count: length)
    let status = unsafe crypto_generichash_blake2b(
      &digest, length, bytes, UInt64(bytes.count), key, key.count)
    precondition(status == 0, "BLAKE2b refused valid lengths")
    return digest
  }

  /// Hashes bytes and writes the hash in lower-case hexadecimal digits.
  package static func hex(_ bytes: [UInt8], key: [UInt8] = [], length: Int = 32) -> String {
    Hex.encode(hash(bytes, key: key, length: length))
  }
}
