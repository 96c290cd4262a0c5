package import JSON
package import Payments
package import TextSafety
import TilldeskCrypto

/// Carries one account's requests and takes its credential out of whatever comes back.
package struct AccountTransport: Sendable {
  let transport: any HTTPTransport
  private let redactor: Redactor

  /// How much of a reply is kept as evidence, in bytes.
  static let evidenceLimit = 64 << 10

  init(transport: any HTTPTransport, hiding secret: Secret) {
    self.transport = transport
    self.redactor = Redactor(hiding: secret)
  }

  /// Carries a read; throws when there is no whole reply, or one that says the same at every
  /// provider.
  ///
  /// What is left to the adapter are whole replies with a status from 200 to 299 or from 400 to 499
  /// except 429, not from a cache or hardly older than that: it is then dated back by its age (I24).
  package func read(_ request: HTTPRequest) async throws(ProviderError) -> HTTPReply {
    var request = request
    // No header is signed by any provider.
    request.headers.append(("Cache-Control", "no-cache"))
    var reply = await transport.read(request)
    reply.body = redactor.redact(reply.body)
    if let failure = reply.failure { throw ProviderError(failure) }
    guard let status = reply.status else { throw .unreachable("it closed without an answer") }
    if let age = HTTPAge.seconds(of: reply) {
      guard age <= HTTPAge.readSecondsMax else { throw .cached(ageSeconds: age) }
      reply.started = reply.started.adding(seconds: -Int64(age))
      reply.ended = reply.ended.adding(seconds: -Int64(age))
    }
    switch status {
    case 429: throw .rateLimited(retryAfterSeconds: HTTPDate.retryAfterSeconds(of: reply))
    case 200..<300, 400..<500: return reply
    case 300..<400: throw .badReply("it is a redirect (\(status)), which is never followed")
    default: throw .unreachable("server error \(status)")
    }
  }

  /// Carries a sealed write, once, and judges what came back.
  package func write(
    _ sealed: consuming SealedWrite, as request: HTTPRequest, hiding signatures: [String],
    through gate: WriteGate, judge: (HTTPReply) -> Judgement
  ) async -> SendResult {
    var reply = await transport.write(request, through: gate)
    reply.body = redactor.redact(reply.body, alsoHiding: signatures)
    let judgement = judge(reply).exceptFromCache(reply)
    let judged = WriteReply(
      outcome: judgement.outcome, evidence: Evidence(reply), needsHuman: judgement.needsHuman)
    // What a gate kept back is not right any more, however often it is tried.
    guard !reply.mayHaveArrived, reply.failure != .withheld else { return .spent(judged) }
    return .unsent(judged, sealed)
  }

  /// The reply of a write that was not even tried, because what was to be sent is not what was
  /// prepared.
  package static func notTried(_ sentence: SafeText, at time: Instant) -> SendResult {
    .spent(
      WriteReply(
        outcome: .notSent(sentence),
        evidence: Evidence(
          connected: false, httpStatus: nil, body: [], failure: sentence.text, started: time,
          ended: time)))
  }
}

extension Evidence {
  fileprivate init(_ reply: HTTPReply) {
    self.init(
      connected: reply.mayHaveArrived, httpStatus: reply.status,
      body: Array(reply.body.prefix(AccountTransport.evidenceLimit)),
      failure: reply.failure?.sentence.text ?? "",
      retryAfterSeconds: HTTPDate.retryAfterSeconds(of: reply), started: reply.started,
      ended: reply.ended)
  }
}

extension Judgement {
  /// The same, and unknown where a cache gave the answer: it may be the answer to another request.
  fileprivate func exceptFromCache(_ reply: HTTPReply) -> Judgement {
    guard reply.mayHaveArrived, let age = HTTPAge.seconds(of: reply) else { return self }
    switch outcome {
    case .notSent, .unknown: return self
    case .succeeded, .pending, .rejected, .failed:
      return .unknown(
        "The answer came from a cache (\(HTTPAge.words(age))), so it may be another request's. It may have happened.",
        needsHuman: needsHuman)
    }
  }
}

extension ProviderError {
  /// A read that the transport gave up.
  fileprivate init(_ failure: TransportFailure) {
    self =
      switch failure {
      case .connection(let words): .unreachable(SafeText(sanitizing: words, limit: 300))
      case .timeout(let seconds): .timedOut(seconds: seconds)
      case .brokenOff(let words):
        .unreachable("the connection broke off (\(SafeText(sanitizing: words, limit: 300)))")
      case .tooLarge(let limit): .badReply("it is longer than \(limit) bytes")
      case .cancelled, .withheld: .cancelled
      }
  }
}

extension HTTPReply {
  /// The body as JSON; throws ``ProviderError/badReply(_:)`` for anything else.
  package func json() throws(ProviderError) -> JSONValue {
    do throws(JSONFailure) { return try JSONReader.read(body) } catch {
      throw .badReply(error.reason)
    }
  }
}

extension ProviderError {
  /// Whether a lookup beside a list may fail this way without taking the list down.
  var leavesListUsable: Bool {
    switch self {
    case .notFound, .notShown, .refused, .badReply, .cached, .notRecorded, .unsupported,
      .notPreparable:
      true
    case .unreachable, .timedOut, .unauthorised, .forbidden, .rateLimited, .cancelled: false
    }
  }
}
