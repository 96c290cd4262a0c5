import Journal
import Payments
import ProviderClient
import TextSafety

// The journal and the provider client do not know each other; these are the only places where their forms meet.

extension StoredWrite {
  /// The durable form of a prepared write.
  init(_ write: PreparedWrite) {
    self.init(
      method: write.method, origin: write.key.account.origin, path: write.path,
      accountHeader: write.accountHeader, body: write.body,
      idempotencyKey: write.idempotencyKey, wireAmount: write.wireAmount,
      credentialFingerprint: write.credentialFingerprint)
  }
}

extension PreparedWrite {
  /// The prepared write as it was stored, byte for byte.
  init(_ stored: StoredWrite, for intent: Intent) {
    self.init(
      kind: intent.kind, key: intent.key, amount: intent.amount, method: stored.method,
      path: stored.path, accountHeader: stored.accountHeader, body: stored.body,
      idempotencyKey: stored.idempotencyKey, wireAmount: stored.wireAmount,
      credentialFingerprint: stored.credentialFingerprint)
  }
}

extension StoredAttempt {
  /// The durable form of one attempt: what a signature is made anew from, never the signature.
  init(_ sealed: borrowing SealedWrite) {
    self.init(nonce: sealed.nonce, timestamp: sealed.timestamp)
  }
}

extension StoredAnswer {
  /// The durable form of what came back.
  init(_ reply: WriteReply) {
    let evidence = reply.evidence
    self.init(
      connected: evidence.connected, httpStatus: evidence.httpStatus,
      body: AnswerRedaction.apply(to: evidence.body),
      failure: evidence.failure, retryAfterSeconds: evidence.retryAfterSeconds,
      started: evidence.started, ended: evidence.ended, verdict: reply.outcome.event.rawValue)
  }
}

extension WriteOutcome {
  /// The fact that an outcome is to its intent.
  var event: IntentEvent {
    switch self {
    case .notSent: .notSent
    case .succeeded: .succeeded
    case .pending: .accepted
    case .rejected: .rejected
    case .failed: .failed
    case .unknown: .outcomeLost
    }
  }
}

extension Settlement {
  /// A settlement of which only the sentence is known.
  init(message: String) {
    self.init(message: message, refundID: nil, reportedRemaining: nil, knownRefunds: [])
  }

  /// What a reply tells beyond the state that it leads to.
  init(_ reply: WriteReply, at time: Instant) {
    switch reply.outcome {
    case .notSent(let why), .unknown(let why): self.init(message: why.text)
    case .rejected(let refusal):
      self.init(message: refusal.sentence.text, knownRefunds: refusal.history)
    case .failed(let refusal):
      self.init(
        message: refusal.sentence.text, refundID: refusal.refundID, reportedRemaining: nil,
        knownRefunds: refusal.history)
    case .succeeded(let receipt), .pending(let receipt):
      self.init(
        message: "The provider says \(receipt.providerStatus.safe).", refundID: receipt.refundID,
        reportedRemaining: receipt.remaining.map { ReportedRemaining(money: $0, asOf: time) },
        knownRefunds: receipt.history)
    }
  }

  /// What a reply tells that settles nothing but its own attempt (I22): a no to a repetition is none to the first.
  init(unsettling reply: WriteReply) {
    let words: SafeText =
      switch reply.outcome {
      case .notSent(let why): "\(why) The first request may have been carried out."
      case .rejected(let refusal), .failed(let refusal):
        "A repetition was refused (\(refusal.message)); that says nothing of the first request, which may have been carried out."
      case .unknown(let why): why
      case .succeeded(let receipt), .pending(let receipt):
        "An answer says \(receipt.providerStatus)."
      }
    self.init(message: words.text)
  }

  /// The sentence as text that may be drawn.
  var safeMessage: SafeText { SafeText(sanitizing: message) }
}
