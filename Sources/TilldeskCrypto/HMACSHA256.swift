import CTilldeskSodium

/// HMAC-SHA-256 (RFC 2104) with a key of any length.
package enum HMACSHA256 {
  /// The authentication code of a message as 64 lower-case hexadecimal digits.
  package static func hex(key: Secret, message: [UInt8]) -> String {
    var code = [UInt8](repeating: 0, count: Int(crypto_auth_hmacsha256_BYTES))
    // The state holds the padded key: it is wiped before it leaves the stack.
    var state = crypto_auth_hmacsha256_state()
    defer { unsafe sodium_memzero(&state, MemoryLayout<crypto_auth_hmacsha256_state>.size) }
    unsafe key.withPointer { bytes, count in
      _ = unsafe crypto_auth_hmacsha256_init(&state, bytes, count)
    }
    _ = unsafe crypto_auth_hmacsha256_update(&state, message, UInt64(message.count))
    _ = unsafe crypto_auth_hmacsha256_final(&state, &code)
    return Hex.encode(code)
  }
}
