import NIOCore
import NIOHTTP1
import Synchronization

/// The way of one write from its connection to the kernel, with the gate in it (I24).
///
/// A connection that stands (TLS and proxy included) asks the gate off the event loop. The request
/// is then held together until it is whole, and leaves in one piece after the clocks were asked
/// once more: a process that is stopped anywhere before that sends nothing, not even a part.
final class Passage: Sendable {
  /// How far it came.
  enum Point: Hashable {
    /// No connection stands yet.
    case connecting
    /// A connection stands; the gate has not answered.
    case asking
    /// The gate said yes, and nothing was handed over yet.
    case open
    /// The request was handed to the kernel.
    case begun
    /// The gate said no: nothing left, and nothing will.
    case withheld
    /// Given up before anything left: nothing will.
    case abandoned(isLate: Bool)
  }

  /// Why a connection is not used.
  private struct Refused: Error {}

  /// The option of a TCP socket that bounds how long bytes may stay unacknowledged.
  private static let userTimeout = NIOBSDSocket.Option(rawValue: 18)

  private let gate: WriteGate
  private let acknowledgement: Duration
  private let point = Mutex(Point.connecting)

  /// - Parameter acknowledgement: How long the kernel may try to deliver what was sent: what the
  ///   network did not take by then must not arrive later.
  init(_ gate: WriteGate, acknowledgement: Duration) {
    self.gate = gate
    self.acknowledgement = acknowledgement
  }

  /// Asks the gate for a connection that stands; the future fails where nothing may be sent on it.
  ///
  /// Called on the connection's event loop.
  func enter(_ channel: any Channel) -> EventLoopFuture<Void> {
    let decided = channel.eventLoop.makePromise(of: Void.self)
    guard move(from: .connecting, to: .asking) else {
      refuse(channel, decided)
      return decided.futureResult
    }
    do { try prepare(channel) } catch {
      _ = move(from: .asking, to: .withheld)
      refuse(channel, decided)
      return decided.futureResult
    }
    Task {
      let mayBegin = await gate.mayBegin()
      channel.eventLoop.execute { self.decide(mayBegin, channel, decided) }
    }
    return decided.futureResult
  }

  /// Whether the request may be handed over this moment; asked on its event loop.
  func mayHandOver() -> Bool {
    guard gate.stillHolds() else {
      _ = move(from: .open, to: .withheld)
      return false
    }
    return move(from: .open, to: .begun)
  }

  /// Gives the write up when it is still connecting; returns whether it was.
  func giveUpConnecting() -> Bool { move(from: .connecting, to: .abandoned(isLate: true)) }

  /// Closes the way for good, and says how far it was used.
  func end() -> Point {
    point.withLock { point in
      let reached = point
      if reached != .begun, reached != .withheld { point = .abandoned(isLate: false) }
      return reached
    }
  }

  // MARK: - Steps

  private func prepare(_ channel: any Channel) throws {
    let pipeline = channel.pipeline.syncOperations
    let encoder = try pipeline.handler(type: HTTPRequestEncoder.self)
    try pipeline.addHandler(Turnstile(self), position: .after(encoder))
    let milliseconds = acknowledgement.components.seconds * 1000
    try channel.syncOptions?.setOption(
      .tcpOption(Self.userTimeout), value: Int(clamping: milliseconds))
  }

  private func decide(
    _ mayBegin: Bool, _ channel: any Channel, _ decided: EventLoopPromise<Void>
  ) {
    guard mayBegin, gate.stillHolds() else {
      _ = move(from: .asking, to: .withheld)
      return refuse(channel, decided)
    }
    // A connection that went meanwhile is as one that goes a moment later: what reached the other
    // side is not judged from here.
    guard move(from: .asking, to: .open), channel.isActive else {
      return refuse(channel, decided)
    }
    decided.succeed()
  }

  private func refuse(_ channel: any Channel, _ decided: EventLoopPromise<Void>) {
    decided.fail(Refused())
    channel.close(promise: nil)
  }

  private func move(from old: Point, to new: Point) -> Bool {
    point.withLock { point in
      guard point == old else { return false }
      point = new
      return true
    }
  }
}

/// Holds a request together until it is whole, and lets it out in one piece, or not at all.
private final class Turnstile: ChannelOutboundHandler {
  typealias OutboundIn = HTTPClientRequestPart
  typealias OutboundOut = HTTPClientRequestPart

  private let passage: Passage
  private var isWhole = false
  private var isThrough = false

  init(_ passage: Passage) { self.passage = passage }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    if case .end = unwrapOutboundIn(data) { isWhole = true }
    context.write(data, promise: promise)
  }

  func flush(context: ChannelHandlerContext) {
    guard isWhole else { return }
    if !isThrough {
      guard passage.mayHandOver() else { return context.close(promise: nil) }
      isThrough = true
    }
    context.flush()
  }
}
