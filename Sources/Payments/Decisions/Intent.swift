public import TextSafety

/// One confirmed human decision about one payment, as the journal holds it.
public struct Intent: Hashable, Sendable, Codable, Identifiable {
  /// The intent's id.
  public let id: IntentID
  /// What was decided.
  public let kind: IntentKind
  /// The payment.
  public let key: PaymentKey
  /// The label of the account when the decision was made, for display.
  public let account: AccountName
  /// LIVE or test when the decision was made.
  public let mode: Mode
  /// The amount to return; for a cancel the amount of the payment.
  public let amount: Money
  /// The reason that goes to the provider.
  public let reason: String
  /// The agent's note, which stays here.
  public let note: String
  /// The ticket number, which stays here.
  public let ticket: String
  /// Who decided.
  public let actor: Actor
  /// The payment as the agent saw it when deciding (I11).
  public let seen: PaymentFingerprint
  /// Names the decision on the command line (I16).
  public let decisionToken: String?
  /// The intent that this one tries again, after a certain no.
  public let retryOf: IntentID?
  /// Where its life stands.
  public var state: IntentState
  /// When it was prepared.
  public let created: Instant
  /// When its state last changed.
  public var updated: Instant
  /// The provider's id of the refund, once known.
  public var refundID: ForeignText?
  /// One sentence about the last thing that happened.
  public var message: String
  /// The remaining amount that the provider named in its answer, with the time of reading.
  public var reportedRemaining: ReportedRemaining?
  /// What turned out otherwise than its recorded end; `nil` where nothing did.
  public var correction: Correction?
  /// When that was said or found; `nil` where nothing was.
  public var correctedAt: Instant?
  /// All that went back of the payment, as a person stated it when that answered for this decision too; `nil` where
  /// nobody did.
  public var statedTotal: Money?

  /// Makes an intent.
  public init(
    id: IntentID, kind: IntentKind, key: PaymentKey, account: AccountName, mode: Mode,
    amount: Money, reason: String, note: String, ticket: String, actor: Actor,
    seen: PaymentFingerprint, decisionToken: String?, retryOf: IntentID?, state: IntentState,
    created: Instant, updated: Instant, refundID: ForeignText? = nil, message: String = "",
    reportedRemaining: ReportedRemaining? = nil, correction: Correction? = nil,
    correctedAt: Instant? = nil, statedTotal: Money? = nil
  ) {
    precondition(kind == .cancel || amount.isPositive, "A refund returns more than nothing.")
    self.id = id
    self.kind = kind
    self.key = key
    self.account = account
    self.mode = mode
    self.amount = amount
    self.reason = reason
    self.note = note
    self.ticket = ticket
    self.actor = actor
    self.seen = seen
    self.decisionToken = decisionToken
    self.retryOf = retryOf
    self.state = state
    self.created = created
    self.updated = updated
    self.refundID = refundID
    self.message = message
    self.reportedRemaining = reportedRemaining
    self.correction = correction
    self.correctedAt = correctedAt
    self.statedTotal = statedTotal
  }

  /// Whether it bars every other decision on its payment (I3).
  public var isOpen: Bool { state.isOpen(kind) }
}

/// What an agent saw of a payment when deciding; compared with a fresh read before sending (I11).
public struct PaymentFingerprint: Hashable, Sendable, Codable {
  /// The provider's word for the status.
  public let providerStatus: ForeignText
  /// The status in our vocabulary.
  public let status: Status
  /// The amount.
  public let amount: QuotedAmount
  /// The refunds that were known, sorted: the provider's by id (or, without one, by amount), ours by intent.
  ///
  /// A refund that goes from pending to succeeded takes nothing more from the payment, so that is no difference;
  /// one that fails gives something back, and is.
  public let refunds: [String]

  /// Takes the fingerprint of a payment, of the refunds the provider tells of, and of our own decisions.
  public init(_ transaction: Transaction, refunds: [ReportedRefund], intents: [Intent] = []) {
    let surplus = RefundLedger.external(refunds, beside: intents)
      .filter { $0.link == .sameReference }
    let reported = (refunds.filter { $0.link == .exact } + surplus)
      .map { Self.name(of: $0) + ($0.progress == .failed ? "failed" : "") }
    let ours = intents.filter { $0.kind == .refund && $0.holdsAmount }
      .map { "\(Self.name(of: $0.id))\($0.amount.decimalText)" }
    self.init(
      providerStatus: transaction.providerStatus, status: transaction.status,
      amount: transaction.amount, refunds: (reported + ours).sorted())
  }

  private init(
    providerStatus: ForeignText, status: Status, amount: QuotedAmount, refunds: [String]
  ) {
    self.providerStatus = providerStatus
    self.status = status
    self.amount = amount
    self.refunds = refunds
  }

  /// The fingerprint as it was before one of our decisions held its amount.
  public func excluding(_ intent: IntentID) -> PaymentFingerprint {
    PaymentFingerprint(
      providerStatus: providerStatus, status: status, amount: amount,
      refunds: refunds.filter { !$0.hasPrefix(Self.name(of: intent)) })
  }

  /// Whether the agent had this refund in view when deciding, so that it cannot be what was
  /// decided.
  ///
  /// A refund without an id is never recognised.
  public func knew(_ refund: ReportedRefund) -> Bool {
    guard let id = refund.id, !id.isEmpty else { return false }
    // Byte for byte, and whatever amount it is listed with now.
    let name = Array("\(id.raw) ".utf8)
    return refunds.contains { $0.utf8.starts(with: name) }
  }

  private static func name(of intent: IntentID) -> String { "intent \(intent.text) " }

  private static func name(of refund: ReportedRefund) -> String {
    "\(refund.id?.raw ?? "") \(refund.amount.decimalText) "
  }
}

/// A remaining amount that a provider named, and when.
public struct ReportedRemaining: Hashable, Sendable, Codable {
  /// What the provider would still refund.
  public let money: Money
  /// When it said so, by our clock.
  public let asOf: Instant

  /// Makes a report.
  public init(money: Money, asOf: Instant) {
    self.money = money
    self.asOf = asOf
  }
}
