/// One row of a provider's books: a payment, or an entry that records a refund.
struct SandboxPayment: Sendable, Equatable {
  /// What kind of row this is.
  enum Entry: Sendable, Equatable {
    /// Money that came in and can go back. AIIC Pay calls it `credit`.
    case payment
    /// Money that went out; AIIC Pay only.
    case debit
    /// Money between two accounts; AIIC Pay only.
    case transfer
    /// The record of a refund of another row.
    case refund(of: String, refundID: String)
  }

  let provider: SandboxProvider
  let id: String
  /// The merchant's own reference.
  let reference: String
  let entry: Entry
  let amountMinor: Int64
  let currency: SandboxCurrency
  let created: WireTime
  /// The provider's own status word; Nectar's codes as decimal text.
  var status: String
  /// The status while no refund stands: what it goes back to when a refund fails later.
  var statusUnrefunded: String
  /// Who paid: Nectar's `customerId`, AIIC Pay's `sourceAccountId`.
  let customer: String
  /// Free text: AIIC Pay's `description`.
  var details: String
  /// The refunds of this payment, oldest first.
  var refunds: [SandboxRefund] = []

  init(
    provider: SandboxProvider, id: String, reference: String, entry: Entry = .payment,
    amountMinor: Int64, currency: SandboxCurrency, created: WireTime, status: String,
    customer: String = "", details: String = ""
  ) {
    self.provider = provider
    self.id = id
    self.reference = reference
    self.entry = entry
    self.amountMinor = amountMinor
    self.currency = currency
    self.created = created
    self.status = status
    statusUnrefunded = status
    self.customer = customer
    self.details = details
  }

  /// The sum of all refunds that have not failed.
  var refundedMinor: Int64 {
    refunds.reduce(0) { $1.state == .failed ? $0 : $0 + $1.amountMinor }
  }

  /// What could still go back.
  var remainingMinor: Int64 { amountMinor - refundedMinor }

  /// Adds a refund that was made before the sandbox began.
  mutating func addPastRefund(_ refund: SandboxRefund) {
    if refunds.isEmpty, !provider.refundableStatuses.contains(statusUnrefunded) {
      statusUnrefunded = provider.ordinaryPaidStatus
    }
    refunds.append(refund)
    status = provider.statusAfterRefund(leaving: remainingMinor)
  }

  /// Sets the status that follows from the refunds.
  mutating func settleStatus() {
    status =
      refundedMinor == 0
      ? statusUnrefunded : provider.statusAfterRefund(leaving: remainingMinor)
  }
}

/// A refund as the provider's own books have it.
struct SandboxRefund: Sendable, Equatable {
  enum State: String, Sendable {
    /// Accepted, not final.
    case pending
    case completed
    /// The money did not go back, or came back again.
    case failed
  }

  let id: String
  /// The row of the books that records it; nil for Nectar, which has no such rows.
  let rowID: String?
  let amountMinor: Int64
  let created: WireTime
  var state: State
  /// How many more times it is shown as pending before it completes.
  var pollsLeft = 0
}

extension SandboxProvider {
  /// The usual word for a payment that is paid.
  var ordinaryPaidStatus: String {
    switch self {
    case .neropay: "succeeded"
    case .nectar: "0"
    case .aiic: "completed"
    }
  }
}
