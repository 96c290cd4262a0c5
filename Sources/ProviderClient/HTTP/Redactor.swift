import TilldeskCrypto

/// Blots out an account's credential, and signatures made with it, where a reply echoes them.
///
/// Replies are kept as evidence and their words are shown; a provider that repeats a header in an
/// error message must not get the secret into the journal that way.
struct Redactor: Sendable {
  /// What stands where something was taken out.
  static let mark = Array("[redacted]".utf8)

  /// Shorter secrets would blot out ordinary words, and protect nothing.
  private static let lengthMin = 8

  private let secret: Secret

  init(hiding secret: Secret) { self.secret = secret }

  /// The bytes without the secret and without the given signatures.
  func redact(_ bytes: [UInt8], alsoHiding signatures: [String] = []) -> [UInt8] {
    guard !bytes.isEmpty else { return bytes }
    var needles = signatures.map { Array($0.utf8) }
    needles.append(unsafe secret.withBytes { unsafe Array($0) })
    return needles.filter { $0.count >= Self.lengthMin }
      .flatMap { [$0, Self.slashesEscaped($0)] }
      .reduce(bytes) { Self.replace($1, in: $0) }
  }

  /// The form in which some JSON writers give base64: `/` as `\/`.
  private static func slashesEscaped(_ needle: [UInt8]) -> [UInt8] {
    needle.flatMap { $0 == UInt8(ascii: "/") ? [UInt8(ascii: "\\"), $0] : [$0] }
  }

  private static func replace(_ needle: [UInt8], in bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var index = 0
    var copied = 0
    while index + needle.count <= bytes.count {
      guard bytes[index] == needle[0], bytes[index..<index + needle.count].elementsEqual(needle)
      else {
        index += 1
        continue
      }
      result += bytes[copied..<index]
      result += mark
      index += needle.count
      copied = index
    }
    guard copied > 0 else { return bytes }
    return result + bytes[copied...]
  }
}
