public import TextSafety

/// One row of a provider's books, as last read: a payment, or an entry about one.
public struct Transaction: Hashable, Sendable, Codable {
  /// What kind of row this is; money actions are offered on payments only.
  public enum Kind: String, Hashable, Sendable, Codable {
    /// A payment by a customer.
    case payment
    /// An entry that is itself a refund (NeroPay `remark: refund_transaction`; AIIC Pay `type:
    /// refund`).
    case refundEntry
    /// Any other entry (AIIC Pay `debit`, `transfer`; a NeroPay remark of another kind).
    case otherEntry
  }

  /// A further fact for the detail pane, with the provider's own name for it.
  public struct Fact: Hashable, Sendable, Codable {
    /// The label, ours.
    public let label: String
    /// The value, the provider's.
    public let value: ForeignText

    /// Makes a fact.
    public init(label: String, value: ForeignText) {
      self.label = label
      self.value = value
    }
  }

  /// The payment's one name.
  public var key: PaymentKey
  /// The merchant's reference as customers quote it; empty when the provider gives none.
  public var reference: ForeignText
  /// What kind of row this is.
  public var kind: Kind
  /// The state in our vocabulary.
  public var status: Status
  /// The state in the provider's own word or number.
  public var providerStatus: ForeignText
  /// The amount of the row.
  public var amount: QuotedAmount
  /// When the provider says it was created; `nil` when it gives no readable time.
  public var created: ProviderTime?
  /// The payer as the provider names them (an id, an e-mail address).
  public var customer: ForeignText?
  /// Free text of the merchant or the payer.
  public var details: ForeignText?
  /// The provider's remark or type of entry.
  public var remark: ForeignText?
  /// Further facts, in the order in which they are shown.
  public var facts: [Fact]

  /// Makes a transaction.
  public init(
    key: PaymentKey, reference: ForeignText, kind: Kind, status: Status,
    providerStatus: ForeignText, amount: QuotedAmount, created: ProviderTime?,
    customer: ForeignText? = nil, details: ForeignText? = nil, remark: ForeignText? = nil,
    facts: [Fact] = []
  ) {
    self.key = key
    self.reference = reference
    self.kind = kind
    self.status = status
    self.providerStatus = providerStatus
    self.amount = amount
    self.created = created
    self.customer = customer
    self.details = details
    self.remark = remark
    self.facts = facts
  }

  /// The provider's canonical id.
  public var id: TransactionID { key.id }
}

/// A refund as a provider reports it, in a refund reply or as a row of its own.
public struct ReportedRefund: Hashable, Sendable, Codable {
  /// How certain it is that the refund belongs to the payment at hand.
  public enum Link: String, Hashable, Sendable, Codable {
    /// The provider names the payment, or the row carries an id or tag of ours.
    case exact
    /// The row's words name the payment, without proof (AIIC Pay rows name no original): shown as
    /// possible, never as certain.
    case possible
    /// An entry of the provider's ledger under the payment's reference (NeroPay `refund_transaction`): what goes beyond
    /// our own refunds is taken off what remains, which is then no more than *at most*.
    case sameReference
    /// A refund of the account that names no payment and could be of this one: it is not shown, but
    /// what remains is then no more than *at most*.
    case unattributed
  }

  /// The provider's id of the refund.
  public var id: ForeignText?
  /// The amount returned.
  public var amount: Money
  /// When the provider says it happened.
  public var time: ProviderTime?
  /// The provider's word for its state.
  public var providerStatus: ForeignText
  /// Where that word stands in the life of a refund.
  public var progress: RefundProgress
  /// How certain the link to the payment is.
  public var link: Link
  /// The free text that came with it; may hold our tag.
  public var details: ForeignText?
  /// The merchant's reference on the row; `nil` where there is none.
  public var reference: ForeignText?
  /// The person by whose word it stands in the ledger; `nil` where the provider told of it.
  public var statedBy: Actor?
  /// Whether a person stated it as all that others refunded until then, so that rows of before are in it; `nil` for a
  /// refund by itself.
  public var isTotal: Bool?
  /// Whether a complete list does not show it any more; `nil` where none lacked it.
  public var isGone: Bool?

  /// Makes a reported refund.
  public init(
    id: ForeignText?, amount: Money, time: ProviderTime?, providerStatus: ForeignText,
    progress: RefundProgress, link: Link, details: ForeignText? = nil,
    reference: ForeignText? = nil, statedBy: Actor? = nil, isTotal: Bool? = nil,
    isGone: Bool? = nil
  ) {
    self.id = id
    self.amount = amount
    self.time = time
    self.providerStatus = providerStatus
    self.progress = progress
    self.link = link
    self.details = details
    self.reference = reference
    self.statedBy = statedBy
    self.isTotal = isTotal
    self.isGone = isGone
  }
}

extension ReportedRefund {
  /// Whether another row is the same one: by id; without ids, by amount and time.
  public func isSame(as other: ReportedRefund) -> Bool {
    if let id, let theirs = other.id { return id == theirs }
    return id == nil && other.id == nil && amount == other.amount && time == other.time
  }
}

/// Where a provider's word for a refund stands.
public enum RefundProgress: String, Hashable, Sendable, Codable {
  /// Done.
  case succeeded
  /// Accepted, not final.
  case pending
  /// Ended without money moving.
  case failed
  /// A word that is not known: it counts as accepted and not final, and somebody has to look.
  case unrecognised
}
