import Glibc
import RawSockets
import Synchronization

/// A server of raw sockets on a loopback port that the system chose.
///
/// It knows no HTTP beyond reading one request, so it can do what no proper server does.
final class LoopbackServer: Sendable {
  /// What to do with each connection after its request was read.
  enum Behaviour: Sendable {
    /// Close without a byte.
    case hangUp
    /// Send these bytes and close.
    case send(String)
    /// Send these bytes after every request and keep the connection.
    case keep(String)
    /// Say nothing until the client goes away.
    case stay
  }

  /// The port.
  let port: UInt16
  private let listener: Int32
  private let state = Mutex(State())

  private struct State {
    var connections = 0
    var requests: [String] = []
  }

  init(_ behaviour: Behaviour) throws {
    (listener, port) = try RawSocket.onLoopback()
    guard listen(listener, 16) == 0 else { throw RawSocket.Failure() }
    SystemThread.start { [self] in accept(behaviour) }
  }

  /// Stops accepting; open connections end with their clients.
  ///
  /// The accepting thread closes the socket: closing it here would let that thread meet another
  /// server's.
  func stop() { shutdown(listener, Int32(SHUT_RDWR)) }

  var url: String { "http://127.0.0.1:\(port)" }

  /// How many connections were made so far.
  var connectionCount: Int { state.withLock { $0.connections } }

  /// The requests so far, each with its body.
  var requests: [String] { state.withLock { $0.requests } }

  private func accept(_ behaviour: Behaviour) {
    defer { close(listener) }
    while true {
      let connection = Glibc.accept(listener, nil, nil)
      guard connection >= 0 else { return }
      state.withLock { $0.connections += 1 }
      SystemThread.start { [self] in serve(connection, behaviour) }
    }
  }

  private func serve(_ connection: Int32, _ behaviour: Behaviour) {
    defer { close(connection) }
    while let request = RawSocket.readRequest(connection) {
      state.withLock { $0.requests.append(request) }
      switch behaviour {
      case .hangUp: return
      case .send(let text): return write(text, to: connection)
      case .keep(let text): write(text, to: connection)
      case .stay: while RawSocket.receive(connection) != nil {}
      }
    }
  }

  private func write(_ text: String, to connection: Int32) {
    RawSocket.write(Array(text.utf8), to: connection)
  }
}

/// A loopback port on which nobody listens: kept, so that nobody else is given it meanwhile.
final class RefusingPort: Sendable {
  private let socket: Int32
  private let number: UInt16

  init() throws { (socket, number) = try RawSocket.onLoopback() }

  /// Gives the port back.
  func stop() { close(socket) }

  var url: String { "http://127.0.0.1:\(number)" }
}
