public import TextSafety

/// What a query looks at in one transaction, wherever the row comes from.
public struct QueryRow: Hashable, Sendable {
  /// The provider's canonical id.
  public var id: TransactionID
  /// The merchant's reference.
  public var reference: ForeignText
  /// The provider's ids of its refunds.
  public var refundIDs: [ForeignText]
  /// The ticket numbers of our decisions on it.
  public var tickets: [String]
  /// The provider's remark or type of entry.
  public var remark: ForeignText?
  /// Free text of the merchant or the payer.
  public var details: ForeignText?
  /// The payer as the provider names them.
  public var customer: ForeignText?
  /// The state in our vocabulary.
  public var status: Status
  /// The amount; `nil` when it cannot be read exactly.
  public var amount: Money?
  /// The currency code as the provider wrote it.
  public var currencyCode: ForeignText
  /// The label of its account.
  public var account: AccountName
  /// Its provider.
  public var provider: ProviderName
  /// When it was created; `nil` when the provider gives no readable time.
  public var created: Instant?
  /// How much of it went back.
  public var refunded: RefundedPart
  /// The states of our decisions on it.
  public var intentStates: Set<IntentState>
  /// The login names of those who decided.
  public var actors: Set<String>

  /// Makes a row.
  public init(
    id: TransactionID, reference: ForeignText, refundIDs: [ForeignText] = [],
    tickets: [String] = [], remark: ForeignText? = nil, details: ForeignText? = nil,
    customer: ForeignText? = nil, status: Status, amount: Money?, currencyCode: ForeignText,
    account: AccountName, provider: ProviderName, created: Instant?, refunded: RefundedPart = .no,
    intentStates: Set<IntentState> = [], actors: Set<String> = []
  ) {
    self.id = id
    self.reference = reference
    self.refundIDs = refundIDs
    self.tickets = tickets
    self.remark = remark
    self.details = details
    self.customer = customer
    self.status = status
    self.amount = amount
    self.currencyCode = currencyCode
    self.account = account
    self.provider = provider
    self.created = created
    self.refunded = refunded
    self.intentStates = intentStates
    self.actors = actors
  }

  /// Makes the row of a transaction and of our decisions on it.
  public init(_ transaction: Transaction, account: AccountName, intents: [Intent]) {
    self.init(
      id: transaction.id, reference: transaction.reference,
      refundIDs: intents.compactMap(\.refundID), tickets: intents.map(\.ticket),
      remark: transaction.remark, details: transaction.details, customer: transaction.customer,
      status: transaction.status, amount: transaction.amount.money,
      currencyCode: transaction.amount.currencyCode, account: account,
      provider: transaction.key.account.provider, created: transaction.created?.instant,
      refunded: RefundedPart(
        status: transaction.status, amount: transaction.amount.money, intents: intents),
      intentStates: Set(intents.map(\.state)), actors: Set(intents.map(\.actor.name.raw)))
  }
}

extension RefundedPart {
  /// How much of a payment went back, from what the provider says and what we know; the larger of
  /// the two.
  public init(status: Status, amount: Money?, intents: [Intent]) {
    let done = intents.filter { $0.kind == .refund && $0.isDone && $0.amount.isPositive }
    let sum = done.reduce(Int128(0)) { $0 + Int128($1.amount.minor) }
    if status == .refunded {
      self = .yes
    } else if let amount, !done.isEmpty, sum >= amount.minor {
      self = .yes
    } else {
      self = status == .partlyRefunded || !done.isEmpty ? .partly : .no
    }
  }
}
