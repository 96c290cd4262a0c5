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

  let desks: ProviderDesks
  let ledger: SandboxLedger
  let faults: FaultBoard
  let control: ControlDesk
  let connections: OpenConnections
  let clock: @Sendable () -> Int64

  func respond(to request: Request, context: SandboxContext) async throws -> Response {
    let arrived = WireTime(milliseconds: clock())
    // The head alone tells what is asked, so that a refused connection's body stays unread.
    guard let head = wireRequest(request, body: []) else { return response(.foreign(400)) }
    guard let provider = SandboxProvider(path: head.rawPath) else {
      let body = try await collect(request)
      return response(control.answer(wireRequest(request, body: body) ?? head))
    }
    guard let operation = desks[provider].operation(of: head) else {
      return response(desks[provider].refusal(404, nil))
    }
    let plan = faults.plan(provider, operation)
    if plan.disruption == .refuse { return try await closed(context) }
    let body = try await collect(request)
    if plan.slowMilliseconds > 0 { try await pause(plan.slowMilliseconds, context) }
    let call = Call(
      provider: provider, operation: operation, request: wireRequest(request, body: body) ?? head,
      arrived: arrived, now: WireTime(milliseconds: clock()), twists: plan.twists,
      lateFailureReads: plan.lateFailureReads)
    guard let disruption = plan.disruption else { return response(ledger.answer(call)) }
    return try await disrupt(disruption, call, context)
  }

  // MARK: Faults

  private func disrupt(
    _ disruption: Disruption, _ call: Call, _ context: SandboxContext
  ) async throws -> Response {
    switch disruption {
    case .refuse: return try await closed(context)
    case .hang(let phase):
      if phase == .after { _ = ledger.answer(call) }
      try await hang(context)
      return try await closed(context)
    case .close(let phase):
      if phase == .after { _ = ledger.answer(call) }
      return try await closed(context)
    case .late(let trigger):
      ledger.delay(call, trigger)
      return try await closed(context)
    case .status(let fault):
      if fault.phase == .after { _ = ledger.answer(call) }
      return response(reply(fault, call))
    case .body(let fault): return spoilt(ledger.answer(call), fault, context)
    case .redirect:
      return response(
        WireReply(status: 307, headers: ["Location": "/_sandbox/redirected"]))
    case .unlistedError: return response(desks[call.provider].unlistedRefusal())
    }
  }

  private func reply(_ fault: StatusFault, _ call: Call) -> WireReply {
    var reply =
      switch fault.body {
      case .documented: desks[call.provider].refusal(fault.code, call.operation)
      case .foreign: WireReply.foreign(fault.code)
      case .html: WireReply.html(fault.code, title: "Error")
      case .empty: WireReply(status: fault.code)
      }
    if let seconds = fault.retryAfterSeconds { reply.headers["Retry-After"] = String(seconds) }
    return reply
  }

  private func spoilt(
    _ reply: WireReply, _ fault: BodyFault, _ context: SandboxContext
  ) -> Response {
    var spoilt = reply
    switch fault {
    case .short: return cutShort(reply, context)
    case .malformed:
      // The length stays: only reading it shows that half of it is missing.
      let kept = reply.body.prefix(reply.body.count / 2)
      spoilt.body = kept + Array(repeating: 0x20, count: reply.body.count - kept.count)
    case .html: spoilt = .html(reply.status, title: "Welcome")
    case .empty: spoilt.body = []
    }
    return response(spoilt)
  }

  private func cutShort(_ reply: WireReply, _ context: SandboxContext) -> Response {
    let half = Array(reply.body.prefix(reply.body.count / 2))
    let body = ResponseBody(contentLength: reply.body.count) { writer in
      try await writer.write(ByteBuffer(bytes: half))
      try await close(context)
      throw ConnectionClosed()
    }
    var response = response(reply)
    response.body = body
    return response
  }

  /// Closes the connection before a status line; what is returned can no longer be written.
  private func closed(_ context: SandboxContext) async throws -> Response {
    try await close(context)
    throw ConnectionClosed()
  }

  /// Closing twice is an error of the channel, and of no interest; that it is closed is.
  private func close(_ context: SandboxContext) async throws {
    context.channel.close(promise: nil)
    try await context.channel.closeFuture.get()
  }

  /// Waits until the client gives up or the sandbox stops, both of which close the connection.
  private func hang(_ context: SandboxContext) async throws {
    connections.hang(context.channel)
    try await context.channel.closeFuture.get()
  }

  private func pause(_ milliseconds: Int64, _ context: SandboxContext) async throws {
    let timer = context.channel.eventLoop.scheduleTask(in: .milliseconds(milliseconds)) {}
    try await withTaskCancellationHandler {
      try await timer.futureResult.get()
    } onCancel: {
      timer.cancel()
    }
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

  private func response(_ reply: WireReply) -> Response {
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

/// The connection was closed on purpose.
private struct ConnectionClosed: Error {}

extension SandboxProvider {
  /// The provider that a path belongs to.
  init?(path: String) {
    guard let provider = Self.allCases.first(where: { path.hasPrefix($0.basePath + "/") }) else {
      return nil
    }
    self = provider
  }
}
