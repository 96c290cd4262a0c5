public import Payments
public import TextSafety

/// One account at one payment provider.
///
/// Reads throw when they fail. Writes never throw: their outcome is a value that says how certain it is, because
/// "it failed" and "nobody knows" must not be confused. A write is made in three steps, so that what is sent can be
/// made durable first: *prepare* builds the body bytes once, *seal* adds what must be fresh for one attempt
/// (timestamp, signature, nonce), *send* puts exactly those bytes on the wire, once.
public protocol PaymentProvider: Sendable {
  /// Which merchant at which provider this is.
  var identity: AccountIdentity { get }
  /// The provider's name as people write it: `NeroPay`.
  var title: SafeText { get }
  /// What the provider can do.
  var capabilities: Capabilities { get }
  /// What in the configuration keeps refunds from being sent; `nil` when nothing does.
  var writeObstacle: SafeText? { get }

  /// One page of transactions; filters that the provider cannot apply are left to the caller.
  func search(_ request: SearchRequest) async throws(ProviderError) -> TransactionPage

  /// Reads one payment live, by canonical id or by an alias of it.
  func retrieve(_ locator: TransactionLocator) async throws(ProviderError) -> LiveRead

  /// Builds the request of a refund, without sending; the same order gives the same bytes.
  func prepareRefund(_ order: RefundOrder) throws(ProviderError) -> PreparedWrite

  /// Builds the request of a cancel, without sending.
  func prepareCancel(_ order: CancelOrder) throws(ProviderError) -> PreparedWrite

  /// Adds what one attempt needs fresh. The prepared bytes go in verbatim (I2).
  func seal(_ write: PreparedWrite) throws(ProviderError) -> SealedWrite

  /// Sends a sealed write once and judges the answer. Never repeats, never follows a redirect (I8).
  func send(_ sealed: SealedWrite, for write: PreparedWrite) async -> WriteReply

  /// Refunds that the provider lists, unlinked or linked; empty where it lists none.
  func refunds(of transaction: Transaction) async throws(ProviderError) -> [ReportedRefund]
}

/// What to look for, as far as a provider may be able to tell.
public struct SearchRequest: Hashable, Sendable {
  /// A bare word that may be a reference or an id; empty for none.
  public var text: String
  /// Wanted statuses; empty for all.
  public var statuses: Set<Status>
  /// Wanted currency; `nil` for all.
  public var currency: String?
  /// The first instant wanted.
  public var from: Instant?
  /// The last instant wanted.
  public var to: Instant?
  /// Rows a page, 1 to 100.
  public var limit: Int
  /// Where the page begins; `nil` for the first.
  public var cursor: PageCursor?

  /// Makes a request.
  public init(
    text: String = "", statuses: Set<Status> = [], currency: String? = nil, from: Instant? = nil,
    to: Instant? = nil, limit: Int = 100, cursor: PageCursor? = nil
  ) {
    precondition((1...100).contains(limit), "A page has 1 to 100 rows.")
    self.text = text
    self.statuses = statuses
    self.currency = currency
    self.from = from
    self.to = to
    self.limit = limit
    self.cursor = cursor
  }
}

/// Where the next page of a search begins; made by an adapter and given back to it.
public struct PageCursor: Hashable, Sendable {
  /// The page number, from 1.
  public let page: Int
  /// The ids of the rows already seen (bounded), by which an ignored `page` parameter is noticed.
  public let seen: Set<String>

  /// Makes a cursor.
  public init(page: Int, seen: Set<String>) {
    self.page = page
    self.seen = seen
  }
}

/// One page of a search.
public struct TransactionPage: Hashable, Sendable {
  /// The rows that were not on an earlier page.
  public var rows: [Transaction]
  /// Where the next page begins; `nil` at the end.
  public var next: PageCursor?
  /// Why the list may lack rows; `nil` when the provider says it is complete so far.
  public var incomplete: SafeText?

  /// Makes a page.
  public init(rows: [Transaction], next: PageCursor?, incomplete: SafeText? = nil) {
    self.rows = rows
    self.next = next
    self.incomplete = incomplete
  }
}

/// Names a payment to be read live.
public struct TransactionLocator: Hashable, Sendable {
  /// The canonical id, or an alias such as the merchant's reference.
  public var text: String
  /// About when it was created, where known: providers without a lookup search around it.
  public var createdAround: Instant?

  /// Makes a locator.
  public init(_ text: String, createdAround: Instant? = nil) {
    self.text = text
    self.createdAround = createdAround
  }
}

/// A payment as just read from its provider.
public struct LiveRead: Hashable, Sendable {
  /// The payment under its canonical id.
  public var transaction: Transaction
  /// When it was read, by our clock.
  public var asOf: Instant
  /// Refunds that the read brought with it or that were listed beside it.
  public var refunds: [ReportedRefund]
  /// Provider clock minus our clock in milliseconds, from the `Date` header; `nil` when it gave none.
  public var clockSkewMilliseconds: Int64?

  /// Makes a read.
  public init(
    transaction: Transaction, asOf: Instant, refunds: [ReportedRefund] = [],
    clockSkewMilliseconds: Int64? = nil
  ) {
    self.transaction = transaction
    self.asOf = asOf
    self.refunds = refunds
    self.clockSkewMilliseconds = clockSkewMilliseconds
  }
}

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

  /// Makes an order.
  public init(transaction: Transaction, amount: Money, reason: String, intent: IntentID) {
    self.transaction = transaction
    self.amount = amount
    self.reason = reason
    self.intent = intent
  }
}

/// A cancel to be prepared.
public struct CancelOrder: Hashable, Sendable {
  /// The payment as just read.
  public var transaction: Transaction
  /// The intent.
  public var intent: IntentID

  /// Makes an order.
  public init(transaction: Transaction, intent: IntentID) {
    self.transaction = transaction
    self.intent = intent
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
  /// The exact body bytes; for AIIC Pay the canonical `data` bytes, which each attempt wraps in its envelope.
  public let body: [UInt8]
  /// The idempotency key, where the provider has them.
  public let idempotencyKey: String?
  /// The amount exactly as it stands on the wire: `5.00`, `500`; empty for a cancel.
  public let wireAmount: String
  /// A fingerprint of the credential, by which a changed one is noticed.
  public let credentialFingerprint: String

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

/// One attempt's request, complete but for the credential headers, which are added while sending.
public struct SealedWrite: Hashable, Sendable {
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

/// What one attempt came to, with the evidence for it.
public struct WriteReply: Hashable, Sendable {
  /// The judgement.
  public var outcome: WriteOutcome
  /// What it rests on.
  public var evidence: Evidence
  /// Whether the answer contradicts what was sent, so that nothing may be replayed or settled without a person: more
  /// moved than was asked for, sums that do not add up, `idempotency_conflict`.
  public var needsHuman: Bool
  /// The provider's id of the refund, read from an answer that settles nothing; a poll can go by it.
  public var refundID: ForeignText?

  /// Makes a reply.
  public init(
    outcome: WriteOutcome, evidence: Evidence, needsHuman: Bool = false,
    refundID: ForeignText? = nil
  ) {
    self.outcome = outcome
    self.evidence = evidence
    self.needsHuman = needsHuman
    self.refundID = refundID
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

/// Why a read failed, or a write could not be prepared. No money moves when one of these is thrown.
public enum ProviderError: Error, Hashable, Sendable {
  /// No connection could be made; the text says why.
  case unreachable(SafeText)
  /// No answer in time.
  case timedOut(seconds: Int)
  /// The credential was refused; the advice names the switch or file to look at.
  case unauthorised(message: ForeignText, advice: SafeText)
  /// The provider forbids it; the advice is the provider's own peculiarity.
  case forbidden(message: ForeignText, advice: SafeText)
  /// No such transaction.
  case notFound(ForeignText)
  /// Too many requests; try again after so many seconds, where told.
  case rateLimited(retryAfterSeconds: Int?)
  /// Refused for another stated reason.
  case refused(code: ForeignText?, message: ForeignText)
  /// The reply cannot be read as this provider's.
  case badReply(SafeText)
  /// The provider has no such operation.
  case unsupported(SafeText)
  /// The order cannot be written for this provider; the sentence says why.
  case notPreparable(SafeText)
  /// The caller no longer wants the answer.
  case cancelled

  /// One sentence that says what happened and what to do.
  public var sentence: SafeText {
    switch self {
    case .unreachable(let reason): "Not reachable: \(reason)."
    case .timedOut(let seconds): "No answer within \(seconds) s."
    case .unauthorised(let message, let advice): "Credential refused (\(message)). \(advice)"
    case .forbidden(let message, let advice): "Not allowed (\(message)). \(advice)"
    case .notFound(let text): "No transaction \(text) in this account."
    case .rateLimited(.some(let seconds)): "Busy: try again in \(seconds) s."
    case .rateLimited(.none): "Busy: try again in a moment."
    case .refused(let code, let message):
      "Refused: \(message)\(code.map { " (\($0))" as SafeText } ?? "")."
    case .badReply(let reason): "The reply could not be read: \(reason)."
    case .unsupported(let sentence), .notPreparable(let sentence): sentence
    case .cancelled: "Cancelled."
    }
  }
}
