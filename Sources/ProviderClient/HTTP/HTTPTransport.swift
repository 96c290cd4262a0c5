public import Payments

/// One HTTP request, complete.
public struct HTTPRequest: Sendable {
  /// `GET`, `POST` or `PUT`.
  public var method: String
  /// The whole URL.
  public var url: String
  /// The headers, credentials among them: never printed, never logged.
  public var headers: [(name: String, value: String)]
  /// The body bytes; empty for none.
  public var body: [UInt8]

  /// Makes a request.
  public init(
    method: String, url: String, headers: [(name: String, value: String)], body: [UInt8] = []
  ) {
    self.method = method
    self.url = url
    self.headers = headers
    self.body = body
  }
}

extension HTTPRequest: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// The method and the URL without its query: headers and body have no printable form.
  public var description: String { "\(method) \(url.prefix { $0 != "?" })" }

  /// The same as ``description``.
  public var debugDescription: String { description }

  /// A mirror that shows no header and no body, so that `dump` cannot leak a credential.
  public var customMirror: Mirror { Mirror(self, children: ["request": description]) }
}

/// What one request came to at the transport.
public struct HTTPReply: Sendable {
  /// Whether a connection stood and the gate let the request through; when not, no byte of it left.
  public var connected: Bool
  /// The status, where a reply began.
  public var status: Int?
  /// The headers with lower-case names.
  public var headers: [String: String]
  /// The body, at most 8 MiB; what arrived when it broke off.
  public var body: [UInt8]
  /// Why it broke off; `nil` when the reply is whole.
  public var failure: TransportFailure?
  /// When sending began.
  public var started: Instant
  /// When the reply was whole or given up.
  public var ended: Instant

  /// Makes a reply.
  public init(
    connected: Bool, status: Int?, headers: [String: String], body: [UInt8],
    failure: TransportFailure?, started: Instant, ended: Instant
  ) {
    self.connected = connected
    self.status = status
    self.headers = headers
    self.body = body
    self.failure = failure
    self.started = started
    self.ended = ended
  }
}

extension HTTPReply {
  /// The reply of a write that its gate kept back: proof that nothing left.
  public static func withheld(started: Instant, ended: Instant) -> HTTPReply {
    HTTPReply(
      connected: false, status: nil, headers: [:], body: [], failure: .withheld,
      started: started, ended: ended)
  }

  /// Whether bytes may have reached the provider; a status proves it, whatever was marked.
  public var mayHaveArrived: Bool { connected || status != nil }
}

/// Why a transport gave up.
public enum TransportFailure: Hashable, Sendable {
  /// The name was not found, the connection refused, TLS failed: in words.
  case connection(String)
  /// No answer in time, in seconds.
  case timeout(seconds: Int)
  /// The connection ended before the reply did: in words.
  case brokenOff(String)
  /// The reply is larger than allowed, in bytes.
  case tooLarge(limit: Int)
  /// The caller no longer wants the answer.
  case cancelled
  /// The gate of a write closed before its first byte: nothing left.
  case withheld
}

/// Carries requests.
///
/// Reads may use kept connections; a write goes out once, on a connection of its own.
public protocol HTTPTransport: Sendable {
  /// Carries a request that changes nothing.
  func read(_ request: HTTPRequest) async -> HTTPReply
  /// Carries a request that may move money: once, whatever happens (I8).
  ///
  /// The gate is asked once a connection stands, and again in the moment before the bytes go out
  /// (I24). Where it says no, nothing leaves and the reply is ``HTTPReply/withheld(started:ended:)``.
  func write(_ request: HTTPRequest, through gate: WriteGate) async -> HTTPReply
}
