/// A provider's reply before it goes out.
package struct WireReply: Sendable, Equatable {
  /// The HTTP status code.
  package var status: Int
  /// The media type.
  package var contentType: String
  /// More headers, `Retry-After` or `Location`.
  package var headers: [String: String]
  /// The body.
  package var body: [UInt8]

  /// Makes a reply.
  package init(
    status: Int, contentType: String = "application/json", headers: [String: String] = [:],
    body: [UInt8] = []
  ) {
    self.status = status
    self.contentType = contentType
    self.headers = headers
    self.body = body
  }

  /// A JSON reply.
  package init(_ status: Int, _ json: WireJSON, _ spelling: WireJSONSpelling = .plain) {
    self.init(status: status, body: json.bytes(spelling))
  }

  /// What a gateway in front of a provider says when it has no words of its own.
  static func html(_ status: Int, title: String) -> WireReply {
    let page =
      "<html><head><title>\(status) \(title)</title></head>"
      + "<body><center><h1>\(status) \(title)</h1></center><hr><center>nginx</center></body></html>"
    return WireReply(status: status, contentType: "text/html", body: Array(page.utf8))
  }

  /// JSON of some other server: the right code, not this provider's envelope.
  static func foreign(_ status: Int) -> WireReply {
    WireReply(status, ["detail": "Not handled here", "trace": "edge-7"])
  }

  var isSuccess: Bool { (200..<300).contains(status) }
}
