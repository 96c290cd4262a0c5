import HummingbirdCore
import Logging
import NIOCore
import Synchronization

/// HTTP/1.1 on each accepted connection; one that nobody gets to serve is closed in order.
///
/// A server that is stopped drops what it has accepted and not begun to serve, and NIO ends the
/// process when a connection is dropped that was never finished.
struct SandboxChannel: ServerChildChannel {
  private let http: HTTP1Channel

  init(_ http: HTTP1Channel) { self.http = http }

  /// An accepted connection.
  final class Accepted: ServerChildChannelValue {
    private let connection: HTTP1Channel.Value
    private let isTaken = Atomic(false)

    init(_ connection: HTTP1Channel.Value) { self.connection = connection }

    var channel: any Channel { connection.channel }

    /// The connection, for whoever serves it and so finishes it.
    func take() -> HTTP1Channel.Value {
      isTaken.store(true, ordering: .relaxed)
      return connection
    }

    deinit {
      guard !isTaken.load(ordering: .relaxed) else { return }
      Task { [connection] in
        do { try await connection.executeThenClose { _, _ in } } catch {
          // It was closed already, which is all that is wanted.
        }
      }
    }
  }

  func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Accepted> {
    http.setup(channel: channel, logger: logger).map(Accepted.init)
  }

  func handle(value: Accepted, logger: Logger) async {
    await http.handle(value: value.take(), logger: logger)
  }
}
