public import Payments
public import TextSafety

/// One account at one payment provider.
///
/// Reads throw when they fail. Writes never throw: their outcome is a value that says how certain
/// it is, because "it failed" and "nobody knows" must not be confused. A write is made in three
/// steps, so that what is sent can be made durable first: *prepare* builds the body bytes once,
/// *seal* adds what must be fresh for one attempt (timestamp, signature, nonce), *send* puts
/// exactly those bytes on the wire, once.
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

  /// What has a text as its id, else as another name; asked live, never of a copy.
  func payments(named locator: TransactionLocator) async throws(ProviderError) -> NamedPayments

  /// Builds the request of a refund, without sending; the same order gives the same bytes.
  func prepareRefund(_ order: RefundOrder) throws(ProviderError) -> PreparedWrite

  /// Builds the request of a cancel, without sending.
  func prepareCancel(_ order: CancelOrder) throws(ProviderError) -> PreparedWrite

  /// Adds what one attempt needs fresh.
  ///
  /// The prepared bytes go in verbatim (I2).
  func seal(_ write: PreparedWrite) throws(ProviderError) -> SealedWrite

  /// Sends a sealed write once and judges the answer.
  ///
  /// Never repeats, never follows a redirect (I8); the gate is asked when the connection stands and
  /// before the first byte (I24).
  func send(
    _ sealed: consuming SealedWrite, for write: PreparedWrite, through gate: WriteGate
  ) async -> SendResult

  /// Refunds that the provider lists, unlinked or linked, with what its list lacks; empty where it lists none.
  func refunds(of transaction: Transaction) async throws(ProviderError) -> RefundList
}
