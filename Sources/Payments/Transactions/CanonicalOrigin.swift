/// The one spelling of an origin: two spellings of one address must not make two merchants.
///
/// Case, a port that goes without saying, a dot at the end, and the many names of this machine
/// (`localhost`, `127.x.x.x`, `[::1]`, `[::ffff:127.0.0.1]`, the unspecified addresses) say nothing
/// about who answers.
package enum CanonicalOrigin {
  /// How this machine is written.
  private static let loopback = "127.0.0.1"

  /// The canonical form of scheme, host and port; text that is none comes back in lower case.
  package static func of(_ origin: String) -> String {
    let lower = origin.lowercased()
    guard let schemeEnd = lower.firstRange(of: "://") else { return lower }
    let scheme = String(lower[..<schemeEnd.lowerBound])
    let authority = lower[schemeEnd.upperBound...].prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    let named = authority.lastIndex(of: "@").map { authority[authority.index(after: $0)...] }
    let (host, port) = split(named ?? authority)
    let isDefault = port == nil || port == (scheme == "https" ? 443 : 80)
    return "\(scheme)://\(canonical(host: host))" + (isDefault ? "" : port.map { ":\($0)" } ?? "")
  }

  private static func split(_ authority: Substring) -> (host: String, port: Int?) {
    let bracket = authority.hasPrefix("[") ? authority.firstIndex(of: "]") : nil
    let hostEnd =
      bracket.map { authority.index(after: $0) } ?? authority.firstIndex(of: ":")
      ?? authority.endIndex
    return (String(authority[..<hostEnd]), Int(authority[hostEnd...].dropFirst()))
  }

  private static func canonical(host: String) -> String {
    var host = host
    while host.hasSuffix(".") { host.removeLast() }
    if host == "localhost" || host.hasSuffix(".localhost") { return loopback }
    if host.hasPrefix("[") { return canonical(bracketed: host) }
    guard let address = IPv4(host) else { return host }
    return address.isThisMachine ? loopback : address.text
  }

  private static func canonical(bracketed host: String) -> String {
    guard let groups = IPv6.groups(host.dropFirst().dropLast()) else { return host }
    let isMapped = groups[..<5].allSatisfy { $0 == 0 } && groups[5] == 0xFFFF
    let isCompatible = groups[..<6].allSatisfy { $0 == 0 }
    if isMapped || isCompatible {
      let address = IPv4(high: groups[6], low: groups[7])
      let isLoneOne = isCompatible && groups[6] == 0 && groups[7] <= 1
      if isLoneOne || address.isThisMachine { return loopback }
      if isMapped { return address.text }
    }
    return "[" + groups.map { String($0, radix: 16) }.joined(separator: ":") + "]"
  }
}

/// An IPv4 address in any of the spellings that resolvers take: `127.0.0.1`, `127.1`, `0x7f.1`.
private struct IPv4 {
  let value: UInt32

  init(high: UInt16, low: UInt16) { value = UInt32(high) << 16 | UInt32(low) }

  init?(_ host: String) {
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...4).contains(parts.count) else { return nil }
    let numbers = parts.compactMap(Self.number)
    guard numbers.count == parts.count, let last = numbers.last else { return nil }
    let leading = numbers.dropLast()
    guard leading.allSatisfy({ $0 <= 0xFF }) else { return nil }
    let bits = UInt32(8 * (4 - leading.count))
    guard bits == 32 || last < UInt32(1) << bits else { return nil }
    value =
      leading.enumerated().reduce(last) { sum, part in
        sum | part.element << UInt32(24 - 8 * part.offset)
      }
  }

  /// Whether it is this machine: its loopback network, or no address at all.
  var isThisMachine: Bool { value >> 24 == 127 || value == 0 }

  var text: String {
    [24, 16, 8, 0].map { String(value >> UInt32($0) & 0xFF) }.joined(separator: ".")
  }

  /// A decimal, octal or hexadecimal number, as C reads it.
  private static func number(_ part: Substring) -> UInt32? {
    if part.hasPrefix("0x") { return part.count == 2 ? nil : UInt32(part.dropFirst(2), radix: 16) }
    guard part.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return part.hasPrefix("0") && part.count > 1
      ? UInt32(part.dropFirst(), radix: 8) : UInt32(part)
  }
}

private enum IPv6 {
  /// The eight groups of an address; `nil` for text that is none.
  static func groups(_ text: Substring) -> [UInt16]? {
    let halves = text.split(separator: "::", maxSplits: 1, omittingEmptySubsequences: false)
    guard let head = halves.first.flatMap(list) else { return nil }
    guard halves.count == 2 else { return head.count == 8 ? head : nil }
    guard let tail = list(halves[1]), head.count + tail.count < 8 else { return nil }
    return head + Array(repeating: 0, count: 8 - head.count - tail.count) + tail
  }

  private static func list(_ text: Substring) -> [UInt16]? {
    guard !text.isEmpty else { return [] }
    var groups: [UInt16] = []
    for part in text.split(separator: ":", omittingEmptySubsequences: false) {
      if part.contains("."), let address = IPv4(String(part)) {
        groups += [UInt16(address.value >> 16), UInt16(address.value & 0xFFFF)]
      } else {
        guard (1...4).contains(part.count), let group = UInt16(part, radix: 16) else { return nil }
        groups.append(group)
      }
    }
    return groups
  }
}
