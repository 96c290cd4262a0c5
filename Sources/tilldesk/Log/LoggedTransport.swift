import Logging
import Payments
import ProviderClient

/// Notes every request to a provider in the log, when its answer is there or was given up.
///
/// Of a request it notes the method and the URL without its query, of an answer the status, the time and the bytes:
/// never a header, never a body, and so no credential.
struct LoggedTransport: HTTPTransport {
  private let transport: any HTTPTransport
  private let logger: Logger

  init(_ transport: any HTTPTransport, logger: Logger) {
    self.transport = transport
    self.logger = logger
  }

  func read(_ request: HTTPRequest) async -> HTTPReply {
    let reply = await transport.read(request)
    note(request, reply, level: .info)
    return reply
  }

  func write(_ request: HTTPRequest, through gate: WriteGate) async -> HTTPReply {
    // Before it is sent too: of what moves money, that it was on its way is worth knowing.
    logger.notice("\(request.description) begins")
    let reply = await transport.write(request, through: gate)
    note(request, reply, level: .notice)
    return reply
  }

  private func note(_ request: HTTPRequest, _ reply: HTTPReply, level: Logger.Level) {
    var facts: Logger.Metadata = [
      "bytes": "\(reply.body.count)", "ms": "\(reply.ended.milliseconds(since: reply.started))",
    ]
    if let status = reply.status { facts["status"] = "\(status)" }
    if let failure = reply.failure { facts["failure"] = "\(failure.sentence)" }
    let isWhole = reply.failure == nil && reply.status.map { $0 < 500 } == true
    logger.log(level: isWhole ? level : .warning, "\(request.description)", metadata: facts)
  }
}
