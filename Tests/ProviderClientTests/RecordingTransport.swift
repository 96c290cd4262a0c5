import Payments
import ProviderClient
import Synchronization

/// A transport in memory: gives prepared replies in order and keeps every request.
final class RecordingTransport: HTTPTransport {
  /// How a request was carried.
  enum Kind: Equatable {
    case read
    case write
  }

  private struct State {
    var replies: [HTTPReply]
    var requests: [(kind: Kind, request: HTTPRequest)] = []
  }

  private let state: Mutex<State>

  /// Takes the replies in the order in which they are given; beyond them nothing is reachable.
  init(_ replies: HTTPReply...) { state = Mutex(State(replies: replies)) }

  init(_ replies: [HTTPReply]) { state = Mutex(State(replies: replies)) }

  /// Every request so far.
  var requests: [HTTPRequest] { state.withLock { $0.requests.map(\.request) } }

  /// How each was carried.
  var kinds: [Kind] { state.withLock { $0.requests.map(\.kind) } }

  func read(_ request: HTTPRequest) async -> HTTPReply { next(.read, request) }

  func write(_ request: HTTPRequest, through gate: WriteGate) async -> HTTPReply {
    guard await gate.isOpen() else { return .withheld(started: Sample.now, ended: Sample.now) }
    return next(.write, request)
  }

  private func next(_ kind: Kind, _ request: HTTPRequest) -> HTTPReply {
    state.withLock { state in
      state.requests.append((kind, request))
      return state.replies.isEmpty ? .unreachable : state.replies.removeFirst()
    }
  }
}

extension HTTPReply {
  /// A whole reply.
  static func whole(
    _ status: Int, _ body: String, headers: [String: String] = [:]
  ) -> HTTPReply {
    HTTPReply(
      connected: true, status: status, headers: headers, body: Array(body.utf8), failure: nil,
      started: Sample.now, ended: Sample.now.adding(milliseconds: 250))
  }

  /// A reply that did not become whole.
  static func broken(
    _ failure: TransportFailure, connected: Bool = true, status: Int? = nil, body: String = ""
  ) -> HTTPReply {
    HTTPReply(
      connected: connected, status: status, headers: [:], body: Array(body.utf8),
      failure: failure, started: Sample.now, ended: Sample.now.adding(milliseconds: 250))
  }

  /// No connection at all.
  static let unreachable = broken(
    .connection("the connection was refused"), connected: false)
}

extension HTTPRequest {
  /// The values of a header, whatever its case.
  subscript(_ name: String) -> [String] {
    headers.filter { $0.name.lowercased() == name.lowercased() }.map(\.value)
  }

  /// The body as text.
  var text: String { String(decoding: body, as: UTF8.self) }
}
