import ProviderClient

/// Lists, refunds and cancels with one import; the simulated NeroPay is at the address that is given.
@main struct LibraryUser {
  static func main() async throws {
    guard CommandLine.arguments.count == 3 else {
      throw Complaint("usage: LibraryUser BASE-URL SECRET-KEY")
    }
    let account = ProviderAccount(
      provider: ProviderName(rawValue: "neropay"), baseURL: CommandLine.arguments[1],
      secret: try Secret(text: CommandLine.arguments[2]))
    let provider = try ProviderCatalogue.standard.make(
      account: account, transport: LiveTransport(clock: SystemClock.now), clock: SystemClock.now)
    try await list(provider)
    try await refund(provider)
    try await cancel(provider)
  }

  private static func list(_ provider: any PaymentProvider) async throws {
    var count = 0
    for try await transaction in provider.transactions(SearchRequest(limit: 20)) {
      guard !transaction.id.raw.isEmpty else { throw Complaint("A row has no id.") }
      count += 1
    }
    guard count > 20 else { throw Complaint("Only \(count) rows were listed.") }
    print("listed \(count) transactions")
  }

  private static func refund(_ provider: any PaymentProvider) async throws {
    let payment = try await provider.retrieve(TransactionLocator("6636598")).transaction
    let intent = IntentID.random()
    let write = try provider.prepareRefund(
      RefundOrder(
        transaction: payment, amount: Money(minor: 100, currency: .gbp), reason: "parcel lost",
        intent: intent, idempotencyKey: IdempotencyKey(of: intent)))
    try await send(write, by: provider)
    print("refunded \(write.amount.text) of \(payment.reference)")
  }

  private static func cancel(_ provider: any PaymentProvider) async throws {
    let payment = try await provider.retrieve(TransactionLocator("6636599")).transaction
    let intent = IntentID.random()
    let write = try provider.prepareCancel(
      CancelOrder(
        transaction: payment, intent: intent, idempotencyKey: IdempotencyKey(of: intent)))
    try await send(write, by: provider)
    print("cancelled \(payment.reference)")
  }

  /// A real program keeps the write before it seals it, and each sealed write before it is sent.
  private static func send(_ write: PreparedWrite, by provider: any PaymentProvider) async throws {
    let sealed = try provider.seal(write)
    let reply = await provider.send(sealed, for: write, through: .open).reply()
    guard case .succeeded = reply.outcome else { throw Complaint("\(reply.outcome)") }
  }
}

/// What went otherwise than it should.
struct Complaint: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
