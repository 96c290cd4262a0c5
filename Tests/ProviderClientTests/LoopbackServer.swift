import Glibc
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
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = Self.loopback(port: 0)
    let size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let bound = unsafe withUnsafeMutablePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        var length = size
        return unsafe bind(listener, address, size) == 0 && listen(listener, 16) == 0
          && getsockname(listener, address, &length) == 0
      }
    }
    guard listener >= 0, bound else { throw SocketFailure() }
    self.listener = listener
    port = UInt16(bigEndian: address.sin_port)
    Thread.start { [self] in accept(behaviour) }
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
      Thread.start { [self] in serve(connection, behaviour) }
    }
  }

  private func serve(_ connection: Int32, _ behaviour: Behaviour) {
    defer { close(connection) }
    while let request = readRequest(connection) {
      state.withLock { $0.requests.append(request) }
      switch behaviour {
      case .hangUp: return
      case .send(let text): return write(text, to: connection)
      case .keep(let text): write(text, to: connection)
      case .stay: while receive(connection) != nil {}
      }
    }
  }

  private func readRequest(_ connection: Int32) -> String? {
    var bytes: [UInt8] = []
    while true {
      guard let chunk = receive(connection) else { return nil }
      bytes += chunk
      let text = String(decoding: bytes, as: UTF8.self)
      guard let head = text.firstRange(of: "\r\n\r\n") else { continue }
      let length = text[..<head.lowerBound].split(separator: "\r\n")
        .first { $0.lowercased().hasPrefix("content-length:") }
        .flatMap { Int($0.drop { $0 != " " }.dropFirst()) }
      if text[head.upperBound...].utf8.count >= length ?? 0 { return text }
    }
  }

  private func receive(_ connection: Int32) -> [UInt8]? {
    var buffer = [UInt8](repeating: 0, count: 4096)
    let count = unsafe recv(connection, &buffer, buffer.count, 0)
    return count > 0 ? Array(buffer.prefix(count)) : nil
  }

  private func write(_ text: String, to connection: Int32) {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let sent = unsafe Array(rest).withUnsafeBytes {
        unsafe send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard sent > 0 else { return }
      rest = rest.dropFirst(sent)
    }
  }

  private static func loopback(port: UInt16) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr = in_addr(s_addr: UInt32(0x7F00_0001).bigEndian)
    return address
  }

  /// A port on which nobody listens: taken, and closed again.
  static func closedPort() throws -> UInt16 {
    let server = try LoopbackServer(.hangUp)
    server.stop()
    return server.port
  }

  struct SocketFailure: Error {}
}

/// A thread of the system, because blocking calls do not belong on Swift's.
private enum Thread {
  private final class Work {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }

  static func start(_ body: @escaping @Sendable () -> Void) {
    let work = unsafe Unmanaged.passRetained(Work(body)).toOpaque()
    var thread = pthread_t()
    let status = unsafe pthread_create(
      &thread, nil,
      { context in
        guard let context = unsafe context else { return nil }
        unsafe Unmanaged<Work>.fromOpaque(context).takeRetainedValue().body()
        return nil
      }, work)
    precondition(status == 0, "no thread")
    pthread_detach(thread)
  }
}
