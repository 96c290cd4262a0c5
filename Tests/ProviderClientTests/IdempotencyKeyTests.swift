import Payments
import ProviderClient
import Testing

/// Which decisions share a key at the provider, and which must not (I6, I25).
struct IdempotencyKeyTests {
  private static let account = AccountIdentity(
    provider: ProviderName(rawValue: "neropay"), origin: "https://eu.neropay.app",
    merchant: "NP1_1")
  private static let gbp = Money(minor: 500, currency: .gbp)

  private func key(
    token: String = "ticket-1", kind: IntentKind = .refund, id: String = "6636598",
    account: AccountIdentity = account, amount: Money = gbp, reason: String = "lost",
    certainNoes: Int = 0
  ) -> IdempotencyKey {
    IdempotencyKey(
      token: token, kind: kind, payment: PaymentKey(account: account, id: TransactionID(id)),
      amount: amount, reason: reason, certainNoes: certainNoes)
  }

  @Test func `the same decision has the same key, whatever is lost in between`() {
    #expect(key() == key())
    #expect(key().text.count == 32)
    // The label of the account, its key and the address it is reached at are no part of the decision.
    let moved = AccountIdentity(
      provider: ProviderName(rawValue: "neropay"), origin: "https://127.0.0.1", merchant: "other")
    #expect(key(account: moved) == key())
  }

  @Test func `whatever makes it another decision makes it another key`() {
    let keys = [
      key(), key(token: "ticket-2"), key(kind: .cancel), key(id: "6636599"),
      key(amount: Money(minor: 501, currency: .gbp)),
      key(amount: Money(minor: 500, currency: .nzd)),
      key(reason: "lost "), key(certainNoes: 1),
      // Where one part ends and the next begins counts.
      key(token: "1", reason: "lost8:ticket-"), key(token: "", reason: "lostticket-1"),
    ]
    #expect(Set(keys).count == keys.count)
  }

  @Test func `without a token the intent names it`() throws {
    let intent = try Sample.intent()
    #expect(IdempotencyKey(of: intent).text == intent.text)
  }
}
