import Payments
import TextSafety

/// Where a provider's interface begins: https, or http on a loopback address, and nothing that
/// could leak or redirect.
public struct BaseURL: Hashable, Sendable {
  /// Scheme, host and port in lower case, without a port that goes without saying:
  /// `https://eu.neropay.app`.
  public let origin: String
  /// The host in lower case, an IPv6 address in brackets.
  public let host: String
  /// The path below the origin without a trailing slash: `/v2`, or empty.
  public let path: String

  /// The origin in its one spelling, by which addresses are compared.
  package var canonicalOrigin: String { CanonicalOrigin.of(origin) }

  /// Whether the host is this machine.
  public var isLoopback: Bool { Self.isLoopback(host) }

  /// Reads a base URL; throws ``ProviderError/notPreparable(_:)`` with a sentence that says what is
  /// wrong.
  public init(_ text: String) throws(ProviderError) {
    guard let schemeEnd = text.firstRange(of: "://") else {
      throw .notPreparable("The base URL has no scheme; write https:// before the host.")
    }
    let scheme = text[..<schemeEnd.lowerBound].lowercased()
    let rest = text[schemeEnd.upperBound...]
    let authority = rest.prefix { $0 != "/" }
    let path = rest.dropFirst(authority.count)
    guard !rest.contains("?"), !rest.contains("#"), !authority.contains("@") else {
      throw .notPreparable(
        "The base URL has a user, a query or a fragment; leave scheme, host and path.")
    }
    guard let (host, port) = Self.hostAndPort(authority.lowercased()) else {
      throw .notPreparable("The base URL has no valid host and port.")
    }
    guard scheme == "https" || (scheme == "http" && Self.isLoopback(host)) else {
      throw .notPreparable(
        "The base URL must begin with https://; plain http is for loopback addresses only.")
    }
    let trimmed = path.hasSuffix("/") ? path.dropLast() : path
    guard trimmed.utf8.allSatisfy(Self.isPathByte), !trimmed.contains("//") else {
      throw .notPreparable("The path of the base URL has characters that cannot stand there.")
    }
    let isDefault = port == nil || port == (scheme == "https" ? 443 : 80)
    self.origin = "\(scheme)://\(host)" + (isDefault ? "" : port.map { ":\($0)" } ?? "")
    self.host = host
    self.path = String(trimmed)
  }

  /// Splits `host`, `host:port`, `[v6]` and `[v6]:port`.
  private static func hostAndPort(_ authority: String) -> (host: String, port: Int?)? {
    let hostEnd =
      if authority.hasPrefix("[") {
        authority.firstIndex(of: "]").map { authority.index(after: $0) }
      } else {
        authority.firstIndex(of: ":") ?? authority.endIndex
      }
    guard let hostEnd else { return nil }
    let host = String(authority[..<hostEnd])
    guard isHost(host) else { return nil }
    let rest = authority[hostEnd...]
    if rest.isEmpty { return (host, nil) }
    guard rest.hasPrefix(":"), let port = UInt16(rest.dropFirst()), port > 0 else { return nil }
    return (host, Int(port))
  }

  private static func isHost(_ host: String) -> Bool {
    if host.hasPrefix("[") {
      let address = host.dropFirst().dropLast()
      return !address.isEmpty && address.utf8.allSatisfy { isHexDigit($0) || $0 == 0x3A }
    }
    // A dot at the end would name a live host and not be recognised as one.
    return !host.isEmpty && !host.hasPrefix(".") && !host.hasSuffix(".") && !host.hasPrefix("-")
      && host.utf8.allSatisfy { isAlphanumeric($0) || $0 == 0x2D || $0 == 0x2E }
  }

  private static func isLoopback(_ host: String) -> Bool {
    if host == "localhost" || host == "[::1]" { return true }
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
  }

  private static func isPathByte(_ byte: UInt8) -> Bool {
    isAlphanumeric(byte) || "/-._~%".utf8.contains(byte)
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }

  private static func isHexDigit(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte)
  }
}
