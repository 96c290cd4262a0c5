/// One time that money really moved, or that a payment really was cancelled.
///
/// The truth that a client's own records are held against.
package struct SandboxEffect: Sendable, Equatable {
  /// What was done.
  package enum Kind: String, Sendable {
    /// Money went back.
    case refund
    /// A pending payment was stopped.
    case cancel
  }

  /// What became of it.
  package enum State: String, Sendable {
    /// Accepted, and not final: AIIC Pay's refunds before they complete.
    case pending
    /// The money moved, or the payment is cancelled.
    case done
    /// It failed afterwards: the money came back, or never went.
    case reversed
  }

  /// Counts from 1 in the order of execution.
  package let sequence: Int
  /// Where it happened.
  package let provider: SandboxProvider
  /// The provider's own id of the payment.
  package let paymentID: String
  /// Whether money went back or a payment was stopped.
  package let kind: Kind
  /// Minor units; a cancel tells the payment's amount.
  package let amountMinor: Int64
  /// The ISO code.
  package let currency: String
  /// NeroPay's idempotency key or AIIC Pay's nonce; empty for Nectar, which has neither.
  package let key: String
  /// The provider's id of the refund.
  package let refundID: String?
  /// When it was executed, in milliseconds since 1970.
  package let timeMilliseconds: Int64
  /// What has become of it until now.
  package var state: State
}
