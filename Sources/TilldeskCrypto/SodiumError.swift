/// What can go wrong with secrets and keys.
///
/// Never holds any part of a secret.
public enum SodiumError: Error, Sendable, Hashable {
  /// libsodium could not start: the system gives no random bytes.
  case libraryUnavailable
  /// The system refused guarded memory.
  case outOfMemory
  /// A secret of no bytes.
  case emptySecret
  /// The text is not standard base64 with padding.
  case invalidBase64
  /// The text is not hexadecimal.
  case invalidHex
  /// A signing key of that many bytes is neither a 32-byte seed nor a 64-byte secret key.
  case invalidKeyLength(Int)
  /// The public half of a 64-byte key does not belong to its seed half.
  case mismatchedKeyHalves
  /// The system would still write a core dump, and with it the secrets in memory.
  case coreDumpsStayEnabled
}

extension SodiumError: CustomStringConvertible {
  /// One line that says what is wrong and what to do.
  public var description: String {
    switch self {
    case .libraryUnavailable:
      "libsodium could not start; check that the system's random source is readable"
    case .outOfMemory: "no guarded memory for a secret; raise the locked-memory limit"
    case .emptySecret: "the secret is empty"
    case .invalidBase64: "the key is not base64 (standard alphabet, with padding)"
    case .invalidHex: "the text is not hexadecimal"
    case .invalidKeyLength(let count):
      "the key has \(count) bytes; give a 32-byte seed or a 64-byte secret key, in base64"
    case .mismatchedKeyHalves:
      "the public half of the key does not belong to its private half; copy the key again"
    case .coreDumpsStayEnabled: "core dumps could not be turned off"
    }
  }
}
