import DeskBench
import Journal
import Payments
import ProviderClient
import ProviderSandbox
import SupportDesk
import Testing
import TextSafety
import TilldeskCrypto

/// Journals in which a changed key once made a second merchant of the same one.
struct MerchantBeltTests {
  @Test func `a decision on the same payment under another merchant's name asks and names it`()
    async throws
  {
    let bench = try await TestBench()
    bench.sandbox.add(try FaultSpec("neropay.refund:close-after*1"))
    let lost = try await bench.refund("uk-store", "6636598", 100)
    #expect(lost.intent.state == .unknown)

    let split = try desk(bench)
    let detail = try await split.openExactly(account: "split", text: "6636598")
    let key = detail.row.id
    #expect(key != lost.intent.key)
    var decision = Decision(
      kind: .refund, key: key, amount: Money(minor: 300, currency: .gbp), seen: detail.fingerprint)
    let review = try await split.review(decision)
    let recent = try #require(review.recent)
    #expect(recent.sentence.text.hasPrefix("amina decided a refund of 1.00 GBP on a payment"))
    #expect(recent.sentence.text.contains("in the account uk-store"))
    #expect(throws: DeskError.refused(recent)) { try split.prepare(review) }
    decision.another = true
    _ = try split.prepare(try await split.review(decision))
    #expect(bench.moved(.neropay, "6636598").count == 1)
    await bench.close()
  }

  @Test func `what was refunded under another name asks, whatever its age`() async throws {
    let bench = try await TestBench()
    let done = try await bench.refund("uk-store", "6636598", 100)
    #expect(done.intent.holdsAmount)
    bench.clock.advance(seconds: 40 * 86_400)
    let split = try desk(bench)
    let detail = try await split.openExactly(account: "split", text: "6636598")
    let review = try await split.review(
      Decision(
        kind: .refund, key: detail.row.id, amount: Money(minor: 300, currency: .gbp),
        seen: detail.fingerprint))
    let recent = try #require(review.recent)
    for words in ["uk-store", "1.00 GBP", "2026-"] {
      #expect(recent.sentence.text.contains(words), "\(recent.sentence)")
    }
    #expect(throws: DeskError.refused(recent)) { try split.prepare(review) }
    await bench.close()
  }

  /// A desk on the same record whose account stands under another identity.
  private func desk(_ bench: TestBench) throws -> SupportDesk {
    let clock = bench.clock
    var account = ProviderAccount(
      provider: ProviderName(rawValue: "neropay"), baseURL: bench.sandbox.baseURL(of: .neropay),
      secret: try Secret(text: NeroPaySimulator.demoKeys.second))
    let origin = try BaseURL(account.baseURL).origin
    account.identity = AccountIdentity(
      provider: account.provider, origin: origin, merchant: "key:later")
    let provider = try ProviderCatalogue.standard.make(
      account: account, transport: LiveTransport(configuration: .init(), clock: { clock.now }),
      clock: { clock.now }, random: .system)
    return SupportDesk(
      connections: [try SupportDesk.Connection("split", provider)], actor: Actor("omar"),
      journal: bench.journal,
      index: try TransactionIndex(path: ":memory:"),
      policy: DecisionPolicy(wantsReference: { _ in false }), now: { clock.now },
      pause: { _ in }, random: .seeded(9))
  }
}
