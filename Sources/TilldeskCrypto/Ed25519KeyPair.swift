import CTilldeskSodium

/// A ready Ed25519 signing key (RFC 8032), whose private half stays in guarded memory.
package struct Ed25519KeyPair: Sendable {
  /// The public half: 32 bytes.
  package let publicKey: [UInt8]

  /// Seed and public half, as libsodium signs with them: 64 bytes.
  private let secretKey: Secret

  private static let seedCount = Int(crypto_sign_SEEDBYTES)
  private static let secretKeyCount = Int(crypto_sign_SECRETKEYBYTES)
  private static let publicKeyCount = Int(crypto_sign_PUBLICKEYBYTES)
  private static let signatureCount = Int(crypto_sign_BYTES)

  /// Reads a 32-byte seed or a 64-byte secret key, raw or in base64 with padding.
  ///
  /// White space around base64 is forgiven, because files end in a line feed. Bytes that are all
  /// printable are text, whatever their number: base64 of a PKCS #8 key has 64 characters and is no
  /// secret key.
  ///
  /// - Throws: `invalidBase64`, `invalidKeyLength`, or `mismatchedKeyHalves` when a 64-byte key
  ///   carries a public half that its seed does not give.
  package init(_ secret: Secret) throws(SodiumError) {
    let raw = try Self.rawKey(secret)
    var publicKey = [UInt8](repeating: 0, count: Self.publicKeyCount)
    let secretKey = try unsafe Secret(capacity: Self.secretKeyCount) { expanded in
      unsafe raw.withPointer { seed, _ in
        _ = unsafe crypto_sign_seed_keypair(&publicKey, expanded, seed)
      }
      return Self.secretKeyCount
    }
    if raw.count == Self.secretKeyCount {
      guard ConstantTime.equal(raw, secretKey) else { throw .mismatchedKeyHalves }
    }
    self.publicKey = publicKey
    self.secretKey = secretKey
  }

  /// The public half in standard base64 with padding: 44 characters.
  package var publicKeyBase64: String { Base64.encode(publicKey) }

  /// Signs a message: 64 bytes, the same for the same message.
  package func sign(_ message: [UInt8]) -> [UInt8] {
    var signature = [UInt8](repeating: 0, count: Self.signatureCount)
    unsafe secretKey.withPointer { key, _ in
      _ = unsafe crypto_sign_detached(&signature, nil, message, UInt64(message.count), key)
    }
    return signature
  }

  /// Whether a signature is of this message by this key; wrong lengths are simply not.
  package static func verify(
    signature: [UInt8], message: [UInt8], publicKey: [UInt8]
  ) -> Bool {
    guard signature.count == signatureCount, publicKey.count == publicKeyCount else { return false }
    return unsafe crypto_sign_verify_detached(
      signature, message, UInt64(message.count), publicKey) == 0
  }

  /// The 32 or 64 bytes of the key, out of base64 if need be, never leaving guarded memory.
  private static func rawKey(_ secret: Secret) throws(SodiumError) -> Secret {
    let isText = unsafe secret.withBytes { bytes in
      unsafe bytes.allSatisfy { (0x20...0x7E).contains($0) || (0x09...0x0D).contains($0) }
    }
    let raw = isText ? try Base64.decode(secret) : secret
    guard raw.count == seedCount || raw.count == secretKeyCount else {
      throw .invalidKeyLength(raw.count)
    }
    return raw
  }
}
