public import Payments

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
  /// What the list of them lacks.
  public var listing: Listing
  /// Provider clock minus our clock in milliseconds, from the `Date` header; `nil` when it gave
  /// none.
  public var clockSkewMilliseconds: Int64?
  /// The answer that it was read from, for a person to look at; `nil` where none was kept.
  public var answer: RawAnswer?

  /// Makes a read.
  public init(
    transaction: Transaction, asOf: Instant, refunds: [ReportedRefund] = [],
    listing: Listing = .complete, clockSkewMilliseconds: Int64? = nil, answer: RawAnswer? = nil
  ) {
    self.transaction = transaction
    self.asOf = asOf
    self.refunds = refunds
    self.listing = listing
    self.clockSkewMilliseconds = clockSkewMilliseconds
    self.answer = answer
  }
}
