import DeskBench
import Journal
import Payments
import ProviderClient
import SupportDesk
import Testing
import TextSafety
import TilldeskCrypto

/// A provider that gives its merchant another name: the same key, the same payments, and holds that must not stay behind (I21).
struct RenamedMerchantTests {
  private let rows: WrittenRows
  private let desk: SupportDesk

  init() throws {
    rows = try WrittenRows("neropay")
    desk = try Self.desk(on: rows)
  }

  private func payment(_ account: String, amount: String = "50.00") -> String {
    #"{"id":7,"trx":"O7","status":"succeeded","amount":"\#(amount)","currency":"GBP","created_at":"2026-09-01T09:42:00Z","remark":"make_payment","account_id":"\#(account)"}"#
  }

  /// A refund whose end is not known, and then the provider calls the merchant otherwise.
  private func renamed() async throws -> Intent {
    let intent = try await lost()
    try #require(intent.state == .unknown)
    rows.clock.advance(seconds: 60)
    rows.call("NP2")
    rows.write([payment("NP2")])
    return intent
  }

  /// A refund of np whose end is not known.
  private func lost() async throws -> Intent {
    try desk.resolveMerchants()
    try await desk.meetMerchants()
    rows.write([payment("NP1")])
    let detail = try await desk.openExactly(account: "np", text: "7")
    let review = try await desk.review(
      Decision(
        kind: .refund, key: detail.row.id, amount: Money(minor: 3000, currency: .gbp),
        seen: detail.fingerprint))
    return try await desk.send(try desk.prepare(review).id).intent
  }

  @Test(arguments: [false, true])
  func `a platform's key for the same merchant is the same account twice`(
    isFirst: Bool
  ) async throws {
    let intent = try await lost()
    rows.clock.advance(seconds: 90_000)
    let own = try Self.source(rows, "np")
    let platform = try Self.source(rows, "np2", connected: "NP1")
    let both = try Self.desk(on: rows, isFirst ? [platform, own] : [own, platform])
    try both.resolveMerchants()
    try await both.meetMerchants()
    #expect(Set(both.accounts.map(\.identity)) == [intent.key.account])
    let second = both.accounts.first { $0.name.text == "np2" }
    #expect(second?.writeObstacle?.text.contains("is the same merchant as np") == true)
    #expect(both.sameMerchants.map(\.account.text) == ["np2"])
    #expect(both.accounts.first { $0.name.text == "np" }?.writeObstacle == nil)
  }

  @Test func `a platform's key in the place of the merchant's own keeps its holds`() async throws {
    let intent = try await lost()
    rows.clock.advance(seconds: 90_000)
    let other = try Self.desk(on: rows, [Self.source(rows, "new", connected: "NP1")])
    try other.resolveMerchants()
    try await other.meetMerchants()
    let account = try #require(other.accounts.first)
    #expect(account.identity == intent.key.account)
    #expect(account.writeObstacle == nil, "the payments read the same")
    let detail = try await other.openExactly(account: "new", text: "7")
    #expect(detail.intents.map(\.id) == [intent.id])
    guard case .openIntent = detail.refundRefusal else {
      Issue.record("\(String(describing: detail.refundRefusal))")
      return
    }
  }

  @Test func `two words that the record has apart are one account too many`() async throws {
    let intent = try await lost()
    let apart = AccountIdentity(
      provider: intent.key.account.provider, origin: intent.key.account.origin,
      merchant: "test connected NP1")
    let platform = try Self.source(rows, "np2", connected: "NP1")
    try rows.journal.name(
      apart, [platform.claim.name(.connected, "NP1"), platform.claim.credentialName],
      cause: "the configuration says so", isMoving: true, at: rows.clock.now)
    let both = try Self.desk(on: rows, [Self.source(rows, "np"), platform])
    try both.resolveMerchants()
    #expect(both.sameMerchants.map(\.account.text) == ["np2"])
    #expect(both.accounts.first { $0.name.text == "np" }?.writeObstacle == nil)
  }

  @Test func `a read that is refused because of it is a matter of attention`() async throws {
    let intent = try await renamed()
    await #expect(throws: DeskError.self) {
      try await desk.openExactly(account: "np", text: "7")
    }
    let item = try #require(try desk.attention().first { $0.matter == .merchant })
    #expect(item.sentence.text.contains("NeroPay calls it NP2"), "\(item.sentence)")
    // Another process knows it without asking.
    let other = try Self.desk(on: rows)
    try other.resolveMerchants()
    #expect(try other.attention().contains { $0.matter == .merchant })
    #expect(try rows.journal.intent(intent.id)?.holdsAmount == true)
  }

  @Test func `a confirmation makes no second merchant of one, and joins the two`() async throws {
    let intent = try await renamed()
    _ = try? await desk.openExactly(account: "np", text: "7")
    let label = try #require(AccountName("np"))
    let error = await #expect(throws: DeskError.self) { try await desk.confirmMerchant(label) }
    #expect(error?.sentence.text.contains("payment 7 reads the same") == true)
    #expect(error?.sentence.text.contains("tilldesk accounts confirm np --was np") == true)
    // What cannot be read differs from nothing.
    rows.hide(true)
    let silent = await #expect(throws: DeskError.self) { try await desk.confirmMerchant(label) }
    #expect(silent?.sentence.text.contains("could not be compared") == true)
    rows.hide(false)
    let joined = try await desk.confirmMerchant(label, was: label)
    #expect(joined.comparison.lines.map(\.agrees) == [true])
    for desk in [desk, try Self.desk(on: rows)] {
      try desk.resolveMerchants()
      let detail = try await desk.openExactly(account: "np", text: "7")
      #expect(detail.row.id == intent.key)
      #expect(detail.ledger?.held.minor == 3000)
      #expect(!(try desk.attention().contains { $0.matter == .merchant }))
    }
  }

  @Test func `another merchant, whose payments read otherwise, is confirmed and asks`() async throws
  {
    let intent = try await renamed()
    rows.write([payment("NP2", amount: "60.00")])
    _ = try? await desk.openExactly(account: "np", text: "7")
    let label = try #require(AccountName("np"))
    await #expect(throws: DeskError.self) { try await desk.confirmMerchant(label, was: label) }
    let confirmed = try await desk.confirmMerchant(label)
    #expect(confirmed.comparison.lines.map(\.agrees) == [false], "and says what it compared")
    #expect(confirmed.leftBehind == 1)
    // Whatever the age: an unknown refund of that id is somewhere.
    rows.clock.advance(seconds: 40 * 86_400)
    let detail = try await desk.openExactly(account: "np", text: "7")
    #expect(detail.row.id != intent.key)
    let review = try await desk.review(
      Decision(
        kind: .refund, key: detail.row.id, amount: Money(minor: 500, currency: .gbp),
        seen: detail.fingerprint))
    guard case .decidedElsewhere? = review.recent else {
      Issue.record("\(String(describing: review.recent))")
      return
    }
  }

  // MARK: - Helpers

  private static func desk(on rows: WrittenRows) throws -> SupportDesk {
    try desk(on: rows, [source(rows, "np")])
  }

  private static func desk(
    on rows: WrittenRows, _ sources: [MerchantSource]
  ) throws -> SupportDesk {
    let clock = rows.clock
    return SupportDesk(
      sources: sources, actor: Actor("amina"), journal: rows.journal,
      index: try TransactionIndex(path: ":memory:"),
      policy: DecisionPolicy(wantsReference: { _ in false }), now: { clock.now },
      pause: { _ in }, random: .seeded(11))
  }

  /// An account with a key of its own, or a platform's that acts for a merchant.
  private static func source(
    _ rows: WrittenRows, _ name: String, connected: String? = nil
  ) throws -> MerchantSource {
    let clock = rows.clock
    let transport = rows.transport
    let label = try #require(AccountName(name))
    var account = ProviderAccount(
      provider: ProviderName(rawValue: "neropay"), baseURL: "http://127.0.0.1:9/v1",
      secret: try Secret(
        text: connected == nil ? "key_test_example_only" : "key_test_platform_only"))
    account.options.neropayAccount = connected
    let made = try ProviderCatalogue.standard.make(
      account: account, transport: transport, clock: { clock.now }, random: .seeded(1))
    let claim = MerchantClaim(
      label: label, provider: account.provider, title: made.title, mode: .test,
      origin: made.identity.origin,
      credential: (made as? any CredentialCheck)?.credentialName ?? made.identity.merchant,
      connected: connected, canBeAsked: true)
    let prepared = account
    return MerchantSource(
      claim: claim,
      account: { identity, obstacle in
        DeskAccount(
          name: label, identity: identity, mode: .test, providerTitle: made.title,
          capabilities: made.capabilities, writeObstacle: obstacle, undoSeconds: 0)
      },
      provider: { identity, word throws(ProviderError) in
        var account = prepared
        account.identity = identity
        account.options.merchantWord = word
        return try ProviderCatalogue.standard.make(
          account: account, transport: transport, clock: { clock.now }, random: .seeded(1))
      })
  }
}
