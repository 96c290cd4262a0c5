import NIOCore
import NIOHTTP1

/// Puts the sandbox's own time into the `Date` of each reply.
///
/// Hummingbird dates replies by the host's clock, after its responder is done with them; the
/// providers here live by the clock that they were given, and a fault may set it wrong for one reply.
/// So the date travels in a header of our own as far as this handler, which stands where replies are
/// still parts of HTTP/1.1.
final class DateWriter: ChannelOutboundHandler, RemovableChannelHandler {
  typealias OutboundIn = HTTPServerResponsePart
  typealias OutboundOut = HTTPServerResponsePart

  /// The header in which the date comes here; it never goes out.
  static let carrier = "X-Sandbox-Date"

  /// Stands between the encoder of HTTP/1.1 and whatever speaks of replies in other types.
  static func add(to pipeline: ChannelPipeline.SynchronousOperations) throws {
    let encoder = try pipeline.handler(type: HTTPResponseEncoder.self)
    try pipeline.addHandler(DateWriter(), position: .after(encoder))
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    guard case .head(var head) = unwrapOutboundIn(data),
      let date = head.headers.first(name: Self.carrier)
    else { return context.write(data, promise: promise) }
    head.headers.remove(name: Self.carrier)
    head.headers.replaceOrAdd(name: "Date", value: date)
    context.write(wrapOutboundOut(.head(head)), promise: promise)
  }
}
