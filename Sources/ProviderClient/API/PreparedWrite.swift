public import Payments
public import TextSafety

/// A refund to be prepared.
public struct RefundOrder: Hashable, Sendable {
  /// The payment as just read.
  public var transaction: Transaction
  /// The amount to return; always sent explicitly (I13).
  public var amount: Money
  /// The reason that goes to the provider; empty for none.
  public var reason: String
  /// The intent, whose tag goes out where free text is allowed.
  public var intent: IntentID
  /// Under which the provider remembers it, where it has such keys.
  public var idempotencyKey: IdempotencyKey

  /// Makes an order.
  public init(
    transaction: Transaction, amount: Money, reason: String, intent: IntentID,
    idempotencyKey: IdempotencyKey
  ) {
    self.transaction = transaction
    self.amount = amount
    self.reason = reason
    self.intent = intent
    self.idempotencyKey = idempotencyKey
  }
}

/// A cancel to be prepared.
public struct CancelOrder: Hashable, Sendable {
  /// The payment as just read.
  public var transaction: Transaction
  /// The intent.
  public var intent: IntentID
  /// Under which the provider remembers it, where it has such keys.
  public var idempotencyKey: IdempotencyKey

  /// Makes an order.
  public init(transaction: Transaction, intent: IntentID, idempotencyKey: IdempotencyKey) {
    self.transaction = transaction
    self.intent = intent
    self.idempotencyKey = idempotencyKey
  }
}

/// A write whose bytes are fixed for ever, ready to be made durable.
public struct PreparedWrite: Hashable, Sendable, Codable {
  /// Refund or cancel.
  public let kind: IntentKind
  /// The payment.
  public let key: PaymentKey
  /// The amount; for a cancel the amount of the payment.
  public let amount: Money
  /// `POST` or `PUT`.
  public let method: String
  /// The path below the origin, percent-escaped: `/v2/transactions/6636598/refund`.
  public let path: String
  /// The account header's value, where one is sent (NeroPay `NeroPay-Account`).
  public let accountHeader: String?
  /// The exact body bytes; for AIIC Pay the canonical `data` bytes, which each attempt wraps in its
  /// envelope.
  public let body: [UInt8]
  /// The idempotency key, where the provider has them.
  public let idempotencyKey: String?
  /// The amount exactly as it stands on the wire: `5.00`, `500`; empty for a cancel.
  public let wireAmount: String
  /// A fingerprint of the credential, by which a changed one is noticed.
  public let credentialFingerprint: String
  /// What was known of the payment's refunds before this goes out, by which an answer is judged; never sent.
  public var before = RefundsBefore()

  /// Makes a prepared write.
  public init(
    kind: IntentKind, key: PaymentKey, amount: Money, method: String, path: String,
    accountHeader: String?, body: [UInt8], idempotencyKey: String?, wireAmount: String,
    credentialFingerprint: String
  ) {
    self.kind = kind
    self.key = key
    self.amount = amount
    self.method = method
    self.path = path
    self.accountHeader = accountHeader
    self.body = body
    self.idempotencyKey = idempotencyKey
    self.wireAmount = wireAmount
    self.credentialFingerprint = credentialFingerprint
  }
}

/// The refunds of a payment that were known before a write went out: what an answer tells of them is nothing new (I23).
public struct RefundsBefore: Hashable, Sendable, Codable {
  /// The provider's ids of all that are on record.
  public var ids: Set<ForeignText>
  /// The payment as the agent saw it; `nil` where nothing is known of it.
  public var seen: PaymentFingerprint?

  /// Makes what is known.
  public init(ids: Set<ForeignText> = [], seen: PaymentFingerprint? = nil) {
    self.ids = ids
    self.seen = seen
  }

  /// Whether a refund was there before.
  public func knew(_ refund: ReportedRefund) -> Bool {
    refund.id.map { ids.contains($0) } ?? false || seen?.knew(refund) ?? false
  }

  /// Whether the provider called the payment refunded, wholly or partly, so that it may hold refunds nobody here knows.
  public var wasRefunded: Bool {
    seen?.status == .partlyRefunded || seen?.status == .refunded
  }
}

/// One attempt's request, complete but for the credential headers, which are added while sending.
///
/// There is one of it, and sending takes it: the same one cannot be sent twice, because that does
/// not compile. Where certainly nothing left, ``SendResult/unsent(_:_:)`` gives it back.
public struct SealedWrite: ~Copyable, Sendable {
  /// The body bytes on the wire: the prepared bytes, or the envelope around them.
  public let body: [UInt8]
  /// The timestamp that was signed, by our clock.
  public let timestamp: Instant
  /// The attempt's nonce, where the provider wants one.
  public let nonce: String?

  /// Makes a sealed write.
  public init(body: [UInt8], timestamp: Instant, nonce: String?) {
    self.body = body
    self.timestamp = timestamp
    self.nonce = nonce
  }
}

/// What became of a sealed write.
public enum SendResult: ~Copyable, Sendable {
  /// It is spent: it left, or may have, or may never leave.
  case spent(WriteReply)
  /// No connection came about, so that nothing left; the same one may be tried again.
  case unsent(WriteReply, SealedWrite)

  /// What came of it, when nobody tries again.
  public consuming func reply() -> WriteReply {
    switch consume self {
    case .spent(let reply): reply
    case .unsent(let reply, _): reply
    }
  }
}
