public import Payments

/// What one attempt came to, with the evidence for it.
public struct WriteReply: Hashable, Sendable {
  /// The judgement.
  public var outcome: WriteOutcome
  /// What it rests on.
  public var evidence: Evidence
  /// Whether the answer contradicts what was sent, so that nothing may be replayed or settled
  /// without a person: more moved than was asked for, sums that do not add up,
  /// `idempotency_conflict`.
  public var needsHuman: Bool

  /// Makes a reply.
  public init(outcome: WriteOutcome, evidence: Evidence, needsHuman: Bool = false) {
    self.outcome = outcome
    self.evidence = evidence
    self.needsHuman = needsHuman
  }
}

/// What came back, or why nothing did; holds no credential and no signature.
public struct Evidence: Hashable, Sendable, Codable {
  /// Whether a connection stood, so that bytes may have left.
  public var connected: Bool
  /// The HTTP status, where a reply began.
  public var httpStatus: Int?
  /// The reply's body, at most 64 KiB of it.
  public var body: [UInt8]
  /// The transport's failure in words; empty when there was none.
  public var failure: String
  /// Seconds that the provider asked to wait (`Retry-After`).
  public var retryAfterSeconds: Int?
  /// When sending began.
  public var started: Instant
  /// When the answer was complete or given up.
  public var ended: Instant

  /// Makes evidence.
  public init(
    connected: Bool, httpStatus: Int?, body: [UInt8], failure: String,
    retryAfterSeconds: Int? = nil, started: Instant, ended: Instant
  ) {
    self.connected = connected
    self.httpStatus = httpStatus
    self.body = body
    self.failure = failure
    self.retryAfterSeconds = retryAfterSeconds
    self.started = started
    self.ended = ended
  }
}
