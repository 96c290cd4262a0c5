import Glibc
import RawSockets
import Synchronization

/// A server of raw sockets that answers reads on connections it keeps, reads each write to its last
/// byte, and hangs up.
final class HangUpServer: Sendable {
  /// How a connection ends when a write was read.
  enum End: Sendable, CaseIterable {
    /// In order (FIN).
    case close
    /// By a reset (RST).
    case reset
  }

  /// One request as it was read.
  struct Request: Sendable {
    /// The connection that it came on, from 1.
    let connection: Int
    /// Its first line and its body.
    let line, body: String

    /// Whether it may move money.
    var isWrite: Bool { line.contains("/refund") || line.contains("/cancel") }
  }

  /// The port.
  let port: UInt16
  private let listener: CInt
  private let end: End
  private let closesAfterReads: Bool
  private let state = Mutex(State())

  private struct State {
    var connections = 0
    var requests: [Request] = []
  }

  /// Starts listening.
  ///
  /// - Parameters:
  ///   - end: How a connection ends when a write was read.
  ///   - closesAfterReads: Whether a connection is closed right after a read was answered as if it
  ///     were kept: to the client it looks alive.
  init(_ end: End, closesAfterReads: Bool = false) throws {
    (listener, port) = try RawSocket.onLoopback()
    self.end = end
    self.closesAfterReads = closesAfterReads
    guard listen(listener, 64) == 0 else { throw RawSocket.Failure() }
    SystemThread.start { [self] in accept() }
  }

  /// Stops accepting; open connections end with their clients.
  func stop() { shutdown(listener, CInt(SHUT_RDWR)) }

  /// The requests so far.
  var requests: [Request] { state.withLock { $0.requests } }

  /// The writes so far.
  var writes: [Request] { requests.filter(\.isWrite) }

  private func accept() {
    defer { close(listener) }
    while true {
      let connection = Glibc.accept(listener, nil, nil)
      guard connection >= 0 else { return }
      let number = state.withLock { state in
        state.connections += 1
        return state.connections
      }
      SystemThread.start { [self] in serve(connection, number) }
    }
  }

  private func serve(_ connection: CInt, _ number: Int) {
    defer { close(connection) }
    while let request = readRequest(connection, number) {
      state.withLock { $0.requests.append(request) }
      if request.isWrite {
        if end == .reset { RawSocket.reset(connection) }
        return
      }
      let answer = "HTTP/1.1 404 Not Found\r\nContent-Length: 2\r\nConnection: keep-alive\r\n\r\n{}"
      _ = unsafe Array(answer.utf8).withUnsafeBytes {
        unsafe send(connection, $0.baseAddress, $0.count, CInt(MSG_NOSIGNAL))
      }
      if closesAfterReads { return }
    }
  }

  private func readRequest(_ connection: CInt, _ number: Int) -> Request? {
    guard let text = RawSocket.readRequest(connection),
      let head = text.firstRange(of: "\r\n\r\n")
    else { return nil }
    let line = text[..<head.lowerBound].split(separator: "\r\n").first ?? ""
    return Request(
      connection: number, line: String(line), body: String(text[head.upperBound...]))
  }
}
