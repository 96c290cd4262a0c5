import Payments
import ProviderClient
import Synchronization

/// The live transport, with a way of its own for each of the first writes.
///
/// Reads always go where they are addressed: a payment has to be read before it can be refunded.
final class RoutedTransport: HTTPTransport {
  /// The way that a write takes.
  enum Route: Sendable {
    /// To its address, with time to answer.
    case straight
    /// To its address, given up soon: for answers that never come.
    case impatient
    /// To its address, twice: what no transport may do (I8).
    case twice
    /// To another origin, where no connection comes about.
    case elsewhere(String)
    /// Carried, or not, and its caller never hears of it: the process is gone.
    case swallowed(isCarried: Bool)
    /// To its address, and something happens while the connection is made.
    case connecting(@Sendable () -> Void)
    /// To its address, and something happens between the last question and the first byte.
    case lastMoment(@Sendable () -> Void)
    /// Carried, and something happens before its answer is handed over.
    case followed(@Sendable () -> Void)
  }

  /// Opened when a write was swallowed.
  let swallowed = Gate()
  /// Opens when those who wait for a swallowed answer may go.
  let end = Gate()

  private struct State {
    var routes: [Route] = []
    var writes = 0
  }

  private let state = Mutex(State())
  private let patient: LiveTransport
  private let impatient: LiveTransport
  private let unconnected: LiveTransport
  private let clock: @Sendable () -> Instant

  /// Makes a transport.
  init(clock: @escaping @Sendable () -> Instant) {
    self.clock = clock
    patient = Self.transport(clock, connect: .seconds(20), firstByte: .seconds(20))
    impatient = Self.transport(clock, connect: .seconds(20), firstByte: .milliseconds(800))
    unconnected = Self.transport(clock, connect: .milliseconds(300), firstByte: .seconds(2))
  }

  /// How many writes were tried.
  var writeCount: Int { state.withLock { $0.writes } }

  /// Sets the ways of the next writes; those after them go straight.
  func setRoutes(_ routes: [Route]) { state.withLock { $0.routes = routes } }

  func read(_ request: HTTPRequest) async -> HTTPReply { await patient.read(request) }

  func write(_ request: HTTPRequest, through gate: WriteGate) async -> HTTPReply {
    switch nextRoute() {
    case .straight: return await patient.write(request, through: gate)
    case .impatient: return await impatient.write(request, through: gate)
    case .twice:
      _ = await patient.write(request, through: gate)
      return await patient.write(request, through: gate)
    case .elsewhere(let origin):
      return await unconnected.write(request.addressed(to: origin), through: gate)
    case .swallowed(let isCarried):
      if isCarried { _ = await patient.write(request, through: gate) }
      swallowed.open()
      await end.pass()
      return HTTPReply(
        connected: true, status: nil, headers: [:], body: [],
        failure: .brokenOff("nobody was there any more"), started: clock(), ended: clock())
    case .connecting(let event):
      let later = WriteGate(
        mayBegin: {
          event()
          return await gate.mayBegin()
        }, stillHolds: gate.stillHolds)
      return await patient.write(request, through: later)
    case .lastMoment(let event):
      let later = WriteGate(
        mayBegin: gate.mayBegin,
        stillHolds: {
          event()
          return gate.stillHolds()
        })
      return await patient.write(request, through: later)
    case .followed(let event):
      let reply = await patient.write(request, through: gate)
      event()
      return reply
    }
  }

  private func nextRoute() -> Route {
    state.withLock { state in
      state.writes += 1
      return state.routes.isEmpty ? .straight : state.routes.removeFirst()
    }
  }

  private static func transport(
    _ clock: @escaping @Sendable () -> Instant, connect: Duration, firstByte: Duration
  ) -> LiveTransport {
    let reads = LiveTransport.Timeouts(
      connect: .seconds(20), firstByte: .seconds(20), total: .seconds(30))
    let writes = LiveTransport.Timeouts(
      connect: connect, firstByte: firstByte, total: firstByte + firstByte)
    return LiveTransport(configuration: .init(reads: reads, writes: writes), clock: clock)
  }
}

extension HTTPRequest {
  /// The same request to another origin.
  fileprivate func addressed(to origin: String) -> HTTPRequest {
    let path = url.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false).last ?? ""
    return HTTPRequest(method: method, url: "\(origin)/\(path)", headers: headers, body: body)
  }
}
