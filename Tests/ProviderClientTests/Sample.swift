import Payments
import ProviderClient
import Testing
import TextSafety
import TilldeskCrypto

/// The accounts, payments and orders that the tests share.
enum Sample {
  /// 2026-04-22T02:17:11Z, the timestamp of the signature vectors.
  static let now = Instant(milliseconds: 1_776_824_231_123)
  static let secretText = "sk_test_example_only"
  /// Seed bytes 00…1f.
  static let seed = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="
  static let publicKey = "A6EHv/POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg="

  static func intent(_ text: String = "0123456789abcdef0123456789abcdef") throws -> IntentID {
    try #require(IntentID(text))
  }

  /// The options of an account, changed as a test wants them.
  static func options(
    _ change: (inout ProviderAccount.Options) -> Void = { _ in }
  ) -> ProviderAccount.Options {
    var options = ProviderAccount.Options()
    change(&options)
    return options
  }

  static func neroPay(
    _ transport: any HTTPTransport = RecordingTransport(),
    baseURL: String = "https://eu.neropay.app/v2",
    _ change: (inout ProviderAccount.Options) -> Void = { _ in }
  ) throws -> any PaymentProvider {
    try make("neropay", baseURL, secretText, options(change), transport)
  }

  static func nectar(
    _ transport: any HTTPTransport = RecordingTransport(),
    baseURL: String = "https://api.akupay.africa",
    _ change: (inout ProviderAccount.Options) -> Void = { _ in }
  ) throws -> any PaymentProvider {
    try make("nectar", baseURL, secretText, options(change), transport)
  }

  static func aiic(
    _ transport: any HTTPTransport = RecordingTransport(),
    baseURL: String = "https://pay-api-staging.aiic.nz/v1",
    _ change: (inout ProviderAccount.Options) -> Void = { $0.amountUnit = .minor }
  ) throws -> any PaymentProvider {
    try make("aiic", baseURL, seed, options(change), transport)
  }

  static func make(
    _ name: String, _ baseURL: String, _ secret: String, _ options: ProviderAccount.Options,
    _ transport: any HTTPTransport
  ) throws -> any PaymentProvider {
    try ProviderCatalogue.standard.make(
      account: ProviderAccount(
        provider: ProviderName(rawValue: name), baseURL: baseURL,
        secret: try Secret(text: secret), options: options),
      transport: transport, clock: { now }, random: .seeded(7))
  }

  /// A payment of an account as it would have been read.
  static func payment(
    _ id: String, _ amount: Money, of provider: any PaymentProvider, status: Status = .paid,
    word: ForeignText = "succeeded"
  ) -> Transaction {
    Transaction(
      key: PaymentKey(account: provider.identity, id: TransactionID(id)), reference: "NP-ORDER1001",
      kind: .payment, status: status, providerStatus: word, amount: QuotedAmount(amount),
      created: ProviderTime("2026-04-22T02:37:11Z"))
  }

  /// The key of that intent.
  static func key() throws -> IdempotencyKey { IdempotencyKey(of: try intent()) }

  /// Prepares a refund.
  static func refund(
    _ id: String, of paid: Money, amount: Money, reason: String = "",
    by provider: any PaymentProvider
  ) throws -> PreparedWrite {
    try provider.prepareRefund(
      RefundOrder(
        transaction: payment(id, paid, of: provider), amount: amount, reason: reason,
        intent: intent(), idempotencyKey: key()))
  }

  /// Seals and sends a prepared write.
  static func send(
    _ write: PreparedWrite, by provider: any PaymentProvider
  ) async throws
    -> WriteReply
  {
    await provider.send(try provider.seal(write), for: write, through: .open).reply()
  }
}

extension WriteOutcome {
  /// The name of the case alone, for tables.
  var word: String {
    switch self {
    case .notSent: "notSent"
    case .succeeded: "succeeded"
    case .pending: "pending"
    case .rejected: "rejected"
    case .failed: "failed"
    case .unknown: "unknown"
    }
  }

  /// What the provider accepted, when it did.
  var receipt: WriteReceipt? {
    switch self {
    case .succeeded(let receipt), .pending(let receipt): receipt
    case .notSent, .rejected, .failed, .unknown: nil
    }
  }

  /// The provider's no, when it is one.
  var refusal: ProviderRefusal? {
    switch self {
    case .rejected(let refusal), .failed(let refusal): refusal
    case .notSent, .succeeded, .pending, .unknown: nil
    }
  }
}
