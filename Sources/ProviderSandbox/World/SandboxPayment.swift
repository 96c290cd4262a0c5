/// One row of a provider's books: a payment, or an entry that records a refund.
package struct SandboxPayment: Sendable, Equatable {
  /// What kind of row this is.
  package enum Entry: Sendable, Equatable {
    /// Money that came in and can go back. AIIC Pay calls it `credit`.
    case payment
    /// Money that went out; AIIC Pay only.
    case debit
    /// Money between two accounts; AIIC Pay only.
    case transfer
    /// The record of a refund of another row.
    case refund(of: String, refundID: String)
  }

  /// Whose row it is.
  package let provider: SandboxProvider
  /// The provider's own id.
  package let id: String
  /// The merchant's own reference.
  package let reference: String
  /// What kind of row it is.
  package let entry: Entry
  /// The amount in minor units.
  package let amountMinor: Int64
  /// The currency.
  package let currency: SandboxCurrency
  /// When it was made.
  package let created: WireTime
  /// The provider's own status word; Nectar's codes as decimal text.
  package internal(set) var status: String
  /// The status while no refund stands: what it goes back to when a refund fails later.
  var statusUnrefunded: String
  /// Who paid: Nectar's `customerId`, AIIC Pay's `sourceAccountId`.
  package let customer: String
  /// Free text: AIIC Pay's `description`.
  package internal(set) var details: String
  /// The refunds of this payment, oldest first.
  package internal(set) var refunds: [SandboxRefund] = []

  /// Makes a row.
  package init(
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
  package var refundedMinor: Int64 {
    refunds.reduce(0) { $1.state == .failed ? $0 : $0 + $1.amountMinor }
  }

  /// What could still go back.
  package var remainingMinor: Int64 { amountMinor - refundedMinor }

  /// Adds a refund that was made before the sandbox began.
  mutating func addPastRefund(_ refund: SandboxRefund, _ words: StatusWords) {
    if refunds.isEmpty, !words.refundable.contains(statusUnrefunded) {
      statusUnrefunded = words.paid
    }
    refunds.append(refund)
    status = words.afterRefund(leaving: remainingMinor)
  }

  /// Sets the status that follows from the refunds.
  mutating func settleStatus(_ words: StatusWords) {
    status =
      refundedMinor == 0 ? statusUnrefunded : words.afterRefund(leaving: remainingMinor)
  }
}

/// A refund as the provider's own books have it.
package struct SandboxRefund: Sendable, Equatable {
  /// What became of it.
  package enum State: String, Sendable {
    /// Accepted, not final.
    case pending
    /// The money is back.
    case completed
    /// The money did not go back, or came back again.
    case failed
  }

  /// The provider's id of the refund.
  package let id: String
  /// The row of the books that records it; nil for Nectar, which has no such rows.
  package let rowID: String?
  /// The amount in minor units.
  package let amountMinor: Int64
  /// When it was made.
  package let created: WireTime
  /// What became of it.
  package internal(set) var state: State
  /// How many more times it is shown as pending before it completes.
  var pollsLeft = 0
}
