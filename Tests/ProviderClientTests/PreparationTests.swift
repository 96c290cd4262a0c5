import Payments
import ProviderClient
import Testing
import TextSafety
import TilldeskCrypto

/// What is never prepared, sealed or sent, at any provider.
struct PreparationTests {
  private static let paid = Money(minor: 1599, currency: .gbp)

  static let providers: [@Sendable (any HTTPTransport) throws -> any PaymentProvider] = [
    { try Sample.neroPay($0) }, { try Sample.nectar($0) }, { try Sample.aiic($0) },
  ]

  @Test(arguments: providers.indices)
  func `the amount is more than nothing and at most what was paid`(index: Int) throws {
    let provider = try Self.providers[index](RecordingTransport())
    for minor in [1, 1598, 1599] as [Int64] {
      let amount = Money(minor: minor, currency: .gbp)
      #expect(
        try Sample.refund("1", of: Self.paid, amount: amount, by: provider).amount == amount)
    }
    for minor in [0, -1, 1600, .max, .min] as [Int64] {
      #expect(throws: ProviderError.self) {
        try Sample.refund(
          "1", of: Self.paid, amount: Money(minor: minor, currency: .gbp), by: provider)
      }
    }
    #expect(throws: ProviderError.self) {
      try Sample.refund("1", of: Self.paid, amount: Money(minor: 1, currency: .usd), by: provider)
    }
  }

  @Test(arguments: providers.indices)
  func `another account's payment and an entry are not refunded`(index: Int) throws {
    let provider = try Self.providers[index](RecordingTransport())
    let other = try Sample.nectar(baseURL: "https://sandbox-api.nectargateway.com")
    let foreign = Sample.payment("1", Self.paid, of: other)
    var entry = Sample.payment("1", Self.paid, of: provider)
    entry.kind = .refundEntry
    for transaction in [foreign, entry] {
      #expect(throws: ProviderError.self) {
        try provider.prepareRefund(
          RefundOrder(
            transaction: transaction, amount: Self.paid, reason: "", intent: Sample.intent(),
            idempotencyKey: Sample.key()))
      }
    }
  }

  @Test func `a write is not sealed under another credential or account`() throws {
    let provider = try Sample.neroPay()
    let write = try Sample.refund("1", of: Self.paid, amount: Self.paid, by: provider)
    let connected = try Sample.neroPay { $0.neropayAccount = "NP1_2" }
    let elsewhere = try Sample.neroPay(baseURL: "https://eu.neropay.app/v3")
    let otherKey = try Sample.make(
      "neropay", "https://eu.neropay.app/v2", "sk_test_another_one", .init(), RecordingTransport())
    for other in [connected, elsewhere, otherKey] {
      #expect(throws: ProviderError.self) { _ = try other.seal(write) }
    }
    // The same connected account under a new key is the same merchant, and still not the same
    // credential.
    let before = try Sample.refund("1", of: Self.paid, amount: Self.paid, by: connected)
    let after = try Sample.make(
      "neropay", "https://eu.neropay.app/v2", "sk_test_another_one",
      Sample.options { $0.neropayAccount = "NP1_2" }, RecordingTransport())
    #expect(before.key.account == after.identity)
    #expect(throws: ProviderError.self) { _ = try after.seal(before) }
  }

  @Test(arguments: providers.indices)
  func `other bytes than those prepared do not leave`(index: Int) async throws {
    let transport = RecordingTransport()
    let provider = try Self.providers[index](transport)
    let write = try Sample.refund("1", of: Self.paid, amount: Self.paid, by: provider)
    let other = try Sample.refund(
      "1", of: Self.paid, amount: Money(minor: 1, currency: .gbp), by: provider)
    let reply = await provider.send(try provider.seal(other), for: write, through: .open)
      .reply()
    #expect(reply.outcome.word == "notSent")
    #expect(!reply.evidence.connected)
    #expect(transport.requests.isEmpty)
  }

  @Test func `without an amount unit AIIC Pay says why nothing is refunded`() async throws {
    let transport = RecordingTransport(ExactAmountTests.page("2500", "NZD"))
    let provider = try Sample.aiic(transport) { _ in }
    let obstacle = try #require(provider.writeObstacle)
    #expect(obstacle.text.contains("amount_unit"))
    let row = try #require(try await provider.search(SearchRequest()).rows.first)
    #expect(row.amount.money == nil)
    #expect(row.amount.label == "2500 NZD")
    #expect(throws: ProviderError.notPreparable(obstacle)) {
      try Sample.refund("1", of: Self.paid, amount: Self.paid, by: provider)
    }
    let prepared = try Sample.refund(
      "1", of: Self.paid, amount: Self.paid, by: try Sample.aiic())
    #expect(throws: ProviderError.notPreparable(obstacle)) { _ = try provider.seal(prepared) }
    #expect(try Sample.neroPay().writeObstacle == nil)
    #expect(try Sample.nectar().writeObstacle == nil)
    #expect(try Sample.aiic().writeObstacle == nil)
  }

  @Test(arguments: ["key with space", "line\n", "naïve", "tab\tkey"])
  func `a secret that cannot stand in a header is refused without being shown`(text: String) throws
  {
    for (name, url) in [
      ("neropay", "https://eu.neropay.app/v2"), ("nectar", "https://api.akupay.africa"),
    ] {
      do {
        _ = try Sample.make(name, url, text, .init(), RecordingTransport())
        Issue.record("accepted")
      } catch let error as ProviderError {
        #expect(!error.sentence.text.contains(text))
      }
    }
  }

  @Test func `names that are no header values are refused`() {
    #expect(throws: ProviderError.self) {
      try Sample.neroPay { $0.neropayAccount = "NP1\r\nX: y" }
    }
    #expect(throws: ProviderError.self) { try Sample.aiic { $0.apiKey = "" } }
  }
}
