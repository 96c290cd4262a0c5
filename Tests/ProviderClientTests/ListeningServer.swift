import Glibc
import RawSockets
import Synchronization

/// A server of raw sockets that only listens: it keeps what arrives, piece by piece, and answers nothing unless told to.
final class ListeningServer: Sendable {
  /// What one connection brought until its client went away.
  struct Heard: Sendable {
    /// The pieces as they were read.
    var pieces: [[UInt8]]
    /// All of it as text.
    var text: String { String(decoding: pieces.joined(), as: UTF8.self) }
  }

  let port: UInt16
  /// What connections brought, each when its client has gone.
  let heard: AsyncStream<Heard>
  private let ended: AsyncStream<Heard>.Continuation
  private let listener: CInt
  private let answer: String?
  private let bytes = Mutex(0)
  private let connections = Mutex(0)

  /// - Parameter answer: Sent when a whole request is there; `nil` for never.
  init(answer: String? = nil) throws {
    (listener, port) = try RawSocket.onLoopback()
    (heard, ended) = AsyncStream.makeStream()
    self.answer = answer
    guard listen(listener, 16) == 0 else { throw RawSocket.Failure() }
    SystemThread.start { [self] in accept() }
  }

  /// Stops accepting; open connections end with their clients.
  func stop() { shutdown(listener, CInt(SHUT_RDWR)) }

  var url: String { "http://127.0.0.1:\(port)" }

  /// How many bytes came so far, on all connections.
  var byteCount: Int { bytes.withLock { $0 } }

  /// How many connections were made so far.
  var connectionCount: Int { connections.withLock { $0 } }

  /// What the next connection brought, once its client has gone.
  func next() async -> Heard? {
    for await heard in heard { return heard }
    return nil
  }

  private func accept() {
    defer { close(listener) }
    while true {
      let connection = Glibc.accept(listener, nil, nil)
      guard connection >= 0 else { return }
      connections.withLock { $0 += 1 }
      SystemThread.start { [self] in hear(connection) }
    }
  }

  private func hear(_ connection: CInt) {
    defer { close(connection) }
    var pieces: [[UInt8]] = []
    while let piece = RawSocket.receive(connection) {
      bytes.withLock { $0 += piece.count }
      pieces.append(piece)
      if let answer, Heard(pieces: pieces).text.hasSuffix("}") {
        _ = unsafe Array(answer.utf8).withUnsafeBytes {
          unsafe send(connection, $0.baseAddress, $0.count, CInt(MSG_NOSIGNAL))
        }
      }
    }
    ended.yield(Heard(pieces: pieces))
  }
}
