import HTTPTypes
import Hummingbird
import NIOCore

/// What a request brings along besides itself: the connection, for faults that close it.
struct SandboxContext: InitializableFromSource {
  let channel: any Channel

  init(source: ApplicationRequestContextSource) {
    channel = source.channel
  }
}

/// Takes requests off the wire, lets faults strike, and puts replies on the wire.
struct SandboxFront: HTTPResponder {
  /// Far more than any body a provider takes.
  private static let bodyLimit = 1 << 20

  let providers: SimulatedProviders
  let ledger: SandboxLedger
  let faults: FaultBoard
  let control: ControlAPI
  let connections: OpenConnections
  let clock: @Sendable () -> Int64

  func respond(to request: Request, context: SandboxContext) async throws -> Response {
    var dateSeconds: Int64 = 0
    var response = try await answer(request, context, dateSeconds: &dateSeconds)
    let date = WireTime(milliseconds: clock()).adding(micros: dateSeconds * 1_000_000)
    if let name = HTTPField.Name(DateWriter.carrier) { response.headers[name] = date.httpText }
    return response
  }

  private func answer(
    _ request: Request, _ context: SandboxContext, dateSeconds: inout Int64
  ) async throws -> Response {
    let arrived = WireTime(milliseconds: clock())
    // The head alone tells what is asked, so that a refused connection's body stays unread.
    guard let head = wireRequest(request, body: []) else { return response(.foreign(400)) }
    guard let provider = providers.owner(ofPath: head.rawPath) else {
      let body = try await collect(request)
      return response(control.answer(wireRequest(request, body: body) ?? head))
    }
    guard let operation = provider.operation(of: head) else {
      return response(provider.refusal(404, nil))
    }
    let plan = faults.plan(provider.name, operation)
    dateSeconds = plan.dateSeconds
    if plan.disruption == .refuse { return try await closed(context) }
    let body = try await collect(request)
    if plan.slowMilliseconds > 0 { try await pause(plan.slowMilliseconds, context) }
    let call = Call(
      provider: provider.name, operation: operation,
      request: wireRequest(request, body: body) ?? head,
      arrived: arrived, now: WireTime(milliseconds: clock()), twists: plan.twists,
      lateFailureReads: plan.lateFailureReads)
    guard let disruption = plan.disruption else { return response(ledger.answer(call)) }
    return try await disrupt(disruption, call, context)
  }

  // MARK: The wire

  private func wireRequest(_ request: Request, body: [UInt8]) -> WireRequest? {
    WireRequest(
      method: request.method.rawValue, target: request.uri.string, headers: request.headers,
      body: body)
  }

  private func collect(_ request: Request) async throws -> [UInt8] {
    let buffer = try await request.body.collect(upTo: Self.bodyLimit)
    return Array(buffer.readableBytesView)
  }

  func response(_ reply: WireReply) -> Response {
    var headers = HTTPFields()
    if !reply.body.isEmpty { headers[.contentType] = reply.contentType }
    for (name, value) in reply.headers {
      if let name = HTTPField.Name(name) { headers[name] = value }
    }
    return Response(
      status: .init(code: reply.status), headers: headers,
      body: ResponseBody(byteBuffer: ByteBuffer(bytes: reply.body)))
  }
}
