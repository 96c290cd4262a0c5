import TextSafety

/// The address under which a provider answers: https, or http on a loopback address.
///
/// It has a scheme, a host, perhaps a port and a path, and nothing else.
public struct BaseURL: Hashable, Sendable, CustomStringConvertible {
  /// `https` or `http`.
  public let scheme: String
  /// The host in lower case, an IPv6 address in brackets.
  public let host: String
  /// The port, when it is written.
  public let port: Int?
  /// The path with its leading slash and without a trailing one; empty for none.
  public let path: String

  /// Reads an address strictly; a trailing slash is dropped.
  public init(_ text: String) throws(SettingFlaw) {
    let rest: Substring
    switch text.lowercased() {
    case let lower where lower.hasPrefix("https://"): (scheme, rest) = ("https", text.dropFirst(8))
    case let lower where lower.hasPrefix("http://"): (scheme, rest) = ("http", text.dropFirst(7))
    default:
      throw SettingFlaw(message: "The address does not begin with https://.", remedy: Self.form)
    }
    try Self.refuseForeignParts(rest)
    let slash = rest.firstIndex(of: "/") ?? rest.endIndex
    (host, port) = try Self.authority(rest[..<slash])
    path = try Self.path(rest[slash...])
    guard scheme == "https" || isLoopback else {
      throw SettingFlaw(
        message: "http:// would send the secret in the clear to \(host).",
        remedy: "Use https://; http:// is for loopback addresses (127.0.0.1) only.")
    }
  }

  /// An address that is written in the sources, where a wrong one is a mistake of the program.
  package init(documented text: String) {
    do throws(SettingFlaw) { try self.init(text) } catch {
      preconditionFailure("\(text) is no address: \(error.message)")
    }
  }

  /// The address as requests are built on it, without a trailing slash.
  public var text: String { origin + path }

  /// Scheme, host and port; the port only when it is not the scheme's own.
  public var origin: String {
    let usual = scheme == "https" ? 443 : 80
    guard let port, port != usual else { return "\(scheme)://\(host)" }
    return "\(scheme)://\(host):\(port)"
  }

  /// The origin in its one spelling, by which addresses are compared.
  package var canonicalOrigin: String { CanonicalOrigin.of(origin) }

  /// The address as requests are built on it.
  public var description: String { text }

  /// Whether the host can only be this machine.
  public var isLoopback: Bool {
    if host == "localhost" || host == "[::1]" { return true }
    return host.hasPrefix("127.") && Self.isIPv4(host)
  }

  private static let form: SafeText = "Write https://HOST/PATH."
}

// MARK: - Parts

extension BaseURL {
  /// What has no place in a base address, told by name rather than as a bad character.
  private static func refuseForeignParts(_ rest: Substring) throws(SettingFlaw) {
    if rest.contains("@") {
      throw SettingFlaw(
        message: "The address holds a user name or password.",
        remedy: "Remove what stands before @; the secret has a key of its own.")
    }
    if rest.contains("?") || rest.contains("#") {
      throw SettingFlaw(
        message: "The address has a query or a fragment.", remedy: "Remove it from ? or # on.")
    }
  }

  private static func authority(_ text: Substring) throws(SettingFlaw) -> (host: String, port: Int?)
  {
    let lower = text.lowercased()
    let hostEnd: String.Index
    if lower.hasPrefix("[") {
      guard let bracket = lower.firstIndex(of: "]") else {
        throw SettingFlaw(message: "The host's bracket is not closed.", remedy: "Write [::1].")
      }
      hostEnd = lower.index(after: bracket)
    } else {
      hostEnd = lower.firstIndex(of: ":") ?? lower.endIndex
    }
    let host = String(lower[..<hostEnd])
    guard isHost(host) else {
      throw SettingFlaw(
        message: "\(quoted(host)) is not a host name.",
        remedy: "Write a name of letters, digits, dots and dashes, without a dot at its end.")
    }
    let rest = lower[hostEnd...]
    if rest.isEmpty { return (host, nil) }
    let digits = rest.dropFirst()
    guard rest.hasPrefix(":"), digits.utf8.allSatisfy(isDigit), let port = Int(digits),
      (1...65_535).contains(port)
    else {
      throw SettingFlaw(
        message: "\(quoted(String(rest))) is not a port.", remedy: "Write :1 to :65535, or nothing."
      )
    }
    return (host, port)
  }

  private static func path(_ text: Substring) throws(SettingFlaw) -> String {
    let trimmed = text.hasSuffix("/") ? text.dropLast() : text
    if trimmed.isEmpty { return "" }
    let segments = trimmed.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
    let isPlain = segments.allSatisfy { segment in
      !segment.isEmpty && segment != "." && segment != ".."
        && segment.utf8.allSatisfy { isLetterOrDigit($0) || "-._~".utf8.contains($0) }
    }
    guard isPlain else {
      throw SettingFlaw(
        message:
          "The path \(quoted(String(text))) has empty parts or characters that do not belong.",
        remedy: form)
    }
    return String(trimmed)
  }

  private static func isHost(_ host: String) -> Bool {
    if host.hasPrefix("[") { return isIPv6(host.dropFirst().dropLast()) }
    let labels = host.split(separator: ".", omittingEmptySubsequences: false)
    guard host.utf8.count <= 253, labels.allSatisfy(isLabel) else { return false }
    // Short, octal and hexadecimal forms of addresses (`127.1`, `0x7f.1`) name hosts in disguise.
    guard let last = labels.last, last.utf8.first.map(isDigit) == true else { return true }
    return isIPv4(host)
  }

  private static func isLabel(_ label: Substring) -> Bool {
    (1...63).contains(label.utf8.count) && !label.hasPrefix("-") && !label.hasSuffix("-")
      && label.utf8.allSatisfy { isLetterOrDigit($0) || $0 == UInt8(ascii: "-") }
  }

  private static func isIPv4(_ host: String) -> Bool {
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4
      && parts.allSatisfy { part in
        part.utf8.allSatisfy(isDigit) && (part == "0" || !part.hasPrefix("0"))
          && Int(part).map { (0...255).contains($0) } == true
      }
  }

  private static func isIPv6(_ text: Substring) -> Bool {
    text.contains(":") && (2...39).contains(text.utf8.count)
      && text.utf8.allSatisfy { isHexadecimal($0) || $0 == UInt8(ascii: ":") }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }

  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    isDigit(byte) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }
}

/// A word of a person in quotes, cut when it is long.
private func quoted(_ word: String) -> SafeText { "\"\(SafeText(sanitizing: word, limit: 80))\"" }
