import NIOCore
import NIOPosix
import NIOSSL
import Synchronization

/// A TLS server on a loopback port that the system chose: answers every request with `{}`.
final class TLSServer: Sendable {
  private let channel: any Channel
  private let heard: Heard

  /// What came through the encryption.
  final class Heard: Sendable {
    private let text = Mutex("")

    func append(_ more: String) { text.withLock { $0 += more } }
    func all() -> String { text.withLock { $0 } }
  }

  /// - Parameters:
  ///   - pair: Its certificate and key.
  ///   - versions: The versions of TLS that it speaks.
  init(
    _ pair: TestCertificates.Pair, versions: ClosedRange<Int> = 2...3
  ) async throws {
    let certificates = try NIOSSLCertificate.fromPEMFile(pair.certificate)
    var configuration = TLSConfiguration.makeServerConfiguration(
      certificateChain: certificates.map { .certificate($0) },
      privateKey: .privateKey(try NIOSSLPrivateKey(file: pair.key, format: .pem)))
    configuration.minimumTLSVersion = Self.version(versions.lowerBound)
    configuration.maximumTLSVersion = Self.version(versions.upperBound)
    let context = try NIOSSLContext(configuration: configuration)
    let heard = Heard()
    self.heard = heard
    channel = try await ServerBootstrap(group: .singletonMultiThreadedEventLoopGroup)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandlers([
            NIOSSLServerHandler(context: context), Answering(heard),
          ])
        }
      }
      .bind(host: "127.0.0.1", port: 0).get()
  }

  /// Its address.
  var url: String { "https://127.0.0.1:\(channel.localAddress?.port ?? 0)" }

  /// Everything that clients sent.
  var requests: String { heard.all() }

  /// Stops accepting.
  func stop() async { try? await channel.close() }

  /// TLS 1.0 to 1.3 by the number after the dot.
  private static func version(_ number: Int) -> TLSVersion {
    switch number {
    case 0: .tlsv1
    case 1: .tlsv11
    case 2: .tlsv12
    default: .tlsv13
    }
  }

  private final class Answering: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let heard: Heard

    init(_ heard: Heard) { self.heard = heard }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
      heard.append(String(buffer: unwrapInboundIn(data)))
      let answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}"
      context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: answer)), promise: nil)
    }

    /// A client that does not like the certificate hangs up.
    func errorCaught(context: ChannelHandlerContext, error: any Error) {
      context.close(promise: nil)
    }
  }
}
