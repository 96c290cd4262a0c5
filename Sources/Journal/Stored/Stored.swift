package import Payments
package import TextSafety

/// The request of an intent, fixed for ever when the intent was prepared (I2).
package struct StoredWrite: Hashable, Sendable, Codable {
  /// `POST` or `PUT`.
  package var method: String
  /// Scheme, host and port: `https://eu.neropay.app`.
  package var origin: String
  /// The path below the origin, percent-escaped.
  package var path: String
  /// The account header's value; `nil` where none is sent.
  package var accountHeader: String?
  /// The exact body bytes (AIIC Pay: the canonical `data` bytes); empty once erased.
  package var body: [UInt8]
  /// The idempotency key; `nil` where the provider has none.
  package var idempotencyKey: String?
  /// The amount exactly as it stands on the wire; empty for a cancel.
  package var wireAmount: String
  /// A fingerprint of the credential, by which a changed one is noticed.
  package var credentialFingerprint: String

  /// Makes a stored write.
  package init(
    method: String, origin: String, path: String, accountHeader: String?, body: [UInt8],
    idempotencyKey: String?, wireAmount: String, credentialFingerprint: String
  ) {
    self.method = method
    self.origin = origin
    self.path = path
    self.accountHeader = accountHeader
    self.body = body
    self.idempotencyKey = idempotencyKey
    self.wireAmount = wireAmount
    self.credentialFingerprint = credentialFingerprint
  }
}

/// What one attempt added to the request, without its signature: who has the key makes that anew from these and the
/// request's body, and nobody else shall (I26).
package struct StoredAttempt: Hashable, Sendable, Codable {
  /// The attempt's nonce; `nil` where the provider wants none.
  package var nonce: String?
  /// The timestamp that was signed.
  package var timestamp: Instant

  /// Makes a stored attempt.
  package init(nonce: String?, timestamp: Instant) {
    self.nonce = nonce
    self.timestamp = timestamp
  }
}

/// What came back for one attempt, and how it was judged.
package struct StoredAnswer: Hashable, Sendable, Codable {
  /// Whether a connection stood, so that bytes may have left.
  package var connected: Bool
  /// The HTTP status; `nil` when no reply began.
  package var httpStatus: Int?
  /// The raw body; empty when there was none, or once erased.
  package var body: [UInt8]
  /// The transport's failure in words; empty when there was none.
  package var failure: String
  /// Seconds that the provider asked to wait; `nil` when it did not.
  package var retryAfterSeconds: Int?
  /// When sending began.
  package var started: Instant
  /// When the answer was complete or given up.
  package var ended: Instant
  /// The judgement in one word: `succeeded`, `unknown`.
  package var verdict: String

  /// Makes a stored answer.
  package init(
    connected: Bool, httpStatus: Int?, body: [UInt8], failure: String, retryAfterSeconds: Int?,
    started: Instant, ended: Instant, verdict: String
  ) {
    self.connected = connected
    self.httpStatus = httpStatus
    self.body = body
    self.failure = failure
    self.retryAfterSeconds = retryAfterSeconds
    self.started = started
    self.ended = ended
    self.verdict = verdict
  }
}

/// What is known of an intent after an event, beside its state.
package struct Settlement: Hashable, Sendable {
  /// One sentence about what happened; empty keeps the one before.
  package var message: String
  /// The provider's id of the refund; `nil` keeps what is known.
  package var refundID: ForeignText?
  /// What the provider says is left; `nil` keeps what is known.
  package var reportedRemaining: ReportedRemaining?
  /// Refunds that the answer tells of; they are added to those known.
  package var knownRefunds: [ReportedRefund]

  /// Makes a settlement.
  package init(
    message: String, refundID: ForeignText? = nil, reportedRemaining: ReportedRemaining? = nil,
    knownRefunds: [ReportedRefund] = []
  ) {
    self.message = message
    self.refundID = refundID
    self.reportedRemaining = reportedRemaining
    self.knownRefunds = knownRefunds
  }
}
