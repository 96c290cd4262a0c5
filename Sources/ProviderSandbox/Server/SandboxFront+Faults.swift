import Hummingbird
import NIOCore

/// How faults strike a request.
extension SandboxFront {
  /// Lets a request go wrong as told.
  func disrupt(
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
    case .reset(let phase):
      if phase == .after { _ = ledger.answer(call) }
      try await resetOnClose(context)
      return try await closed(context)
    case .late(let trigger):
      ledger.delay(call, trigger)
      return try await closed(context)
    case .status(let fault):
      let real = fault.phase == .after ? ledger.answer(call) : nil
      return response(reply(fault, call, real: real))
    case .body(let fault): return spoilt(ledger.answer(call), fault, context)
    case .redirect:
      return response(
        WireReply(status: 307, headers: ["Location": "/_sandbox/redirected"]))
    case .unlistedError: return response(providers[call.provider].unlistedRefusal())
    }
  }

  private func reply(_ fault: StatusFault, _ call: Call, real: WireReply?) -> WireReply {
    var reply =
      switch fault.body {
      case .success: real ?? ledger.answer(call)
      case .documented: providers[call.provider].refusal(fault.code, call.operation)
      case .foreign: WireReply.foreign(fault.code)
      case .html: WireReply.html(fault.code, title: "Error")
      case .empty: WireReply(status: fault.code)
      }
    reply.status = fault.code
    if let seconds = fault.retryAfterSeconds { reply.headers["Retry-After"] = String(seconds) }
    return reply
  }

  private func spoilt(
    _ reply: WireReply, _ fault: BodyFault, _ context: SandboxContext
  ) -> Response {
    var spoilt = reply
    switch fault {
    case .short: return cutShort(reply, context, byReset: false)
    case .reset: return cutShort(reply, context, byReset: true)
    case .malformed:
      // The length stays: only reading it shows that half of it is missing.
      let kept = reply.body.prefix(reply.body.count / 2)
      spoilt.body = kept + Array(repeating: 0x20, count: reply.body.count - kept.count)
    case .html: spoilt = .html(reply.status, title: "Welcome")
    case .empty: spoilt.body = []
    }
    return response(spoilt)
  }

  private func cutShort(
    _ reply: WireReply, _ context: SandboxContext, byReset: Bool
  ) -> Response {
    let half = Array(reply.body.prefix(reply.body.count / 2))
    let body = ResponseBody(contentLength: reply.body.count) { writer in
      try await writer.write(ByteBuffer(bytes: half))
      if byReset { try await resetOnClose(context) }
      try await close(context)
      throw ConnectionClosed()
    }
    var response = response(reply)
    response.body = body
    return response
  }

  /// Closes the connection before a status line; what is returned can no longer be written.
  func closed(_ context: SandboxContext) async throws -> Response {
    try await close(context)
    throw ConnectionClosed()
  }

  /// From now on closing the connection resets it: nothing lingers, and the client sees an RST.
  private func resetOnClose(_ context: SandboxContext) async throws {
    guard let socket = context.channel as? any SocketOptionProvider else { return }
    // The two numbers of `struct linger`: on, for no time at all.
    try await socket.unsafeSetSocketOption(
      level: .socket, name: .so_linger, value: (CInt(1), CInt(0))
    ).get()
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

  /// Takes its time.
  func pause(_ milliseconds: Int64, _ context: SandboxContext) async throws {
    let timer = context.channel.eventLoop.scheduleTask(in: .milliseconds(milliseconds)) {}
    try await withTaskCancellationHandler {
      try await timer.futureResult.get()
    } onCancel: {
      timer.cancel()
    }
  }
}

/// The connection was closed on purpose.
private struct ConnectionClosed: Error {}
