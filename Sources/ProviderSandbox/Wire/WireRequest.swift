import HTTPTypes

/// A request as the simulated providers read it: raw body, decoded path and query.
package struct WireRequest: Sendable {
  /// The method word, `GET`.
  package let method: String
  /// The path's segments, each percent-decoded on its own, so that an escaped `/` stays text.
  package let path: [String]
  /// The query's pairs in the order they stand.
  package let query: [(name: String, value: String)]
  /// The path as it was sent.
  package let rawPath: String
  let headers: HTTPFields
  /// The body, as it was sent.
  package let body: [UInt8]

  /// Reads a request target; nil if its escapes are wrong.
  init?(method: String, target: String, headers: HTTPFields, body: [UInt8]) {
    let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    let rawPath = String(parts.first ?? "")
    var path: [String] = []
    for segment in rawPath.split(separator: "/", omittingEmptySubsequences: false).dropFirst() {
      guard let text = percentDecoded(segment, plusIsSpace: false) else { return nil }
      path.append(text)
    }
    guard let query = parts.count == 2 ? Self.pairs(parts[1]) : [] else { return nil }
    self.method = method
    self.path = path
    self.query = query
    self.rawPath = rawPath
    self.headers = headers
    self.body = body
  }

  /// The one value of a header; nil when it is absent or stands there twice.
  package func header(_ name: String) -> String? {
    guard let name = HTTPField.Name(name) else { return nil }
    let values = headers[values: name]
    return values.count == 1 ? values.first : nil
  }

  /// The last value of a query parameter.
  package func queryValue(_ name: String) -> String? {
    query.last { $0.name == name }?.value
  }

  /// The body's media type is JSON, whatever its parameters.
  package var declaresJSON: Bool {
    guard let type = header("Content-Type") else { return false }
    let essence = type.split(separator: ";").first ?? ""
    return essence.lowercased().filter { $0 != " " } == "application/json"
  }

  private static func pairs(_ text: Substring) -> [(name: String, value: String)]? {
    var pairs: [(name: String, value: String)] = []
    for pair in text.split(separator: "&") {
      let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = percentDecoded(sides[0], plusIsSpace: true),
        let value = percentDecoded(sides.count == 2 ? sides[1] : "", plusIsSpace: true)
      else { return nil }
      pairs.append((name, value))
    }
    return pairs
  }
}

private func percentDecoded(_ text: Substring, plusIsSpace: Bool) -> String? {
  var bytes: [UInt8] = []
  var rest = text.utf8[...]
  while let byte = rest.popFirst() {
    switch byte {
    case UInt8(ascii: "%"):
      let digits = rest.prefix(2)
      guard digits.count == 2, let hex = String(digits), !hex.hasPrefix("+"), !hex.hasPrefix("-"),
        let value = UInt8(hex, radix: 16)
      else { return nil }
      bytes.append(value)
      rest = rest.dropFirst(2)
    case UInt8(ascii: "+") where plusIsSpace: bytes.append(0x20)
    default: bytes.append(byte)
    }
  }
  return String(validating: bytes, as: UTF8.self)
}
