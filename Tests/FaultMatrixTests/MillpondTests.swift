import Host
import MillpondProvider
import Payments
import ProviderClient
import ProviderSandbox
import Settings
import SupportDesk
import Testing
import TextSafety
import TilldeskCrypto

/// The fourth provider beyond its cells: its key in the configuration, and what it sends.
struct MillpondTests {
  private static let account = """
    [[account]]
    name = "mp-store"
    provider = "millpond"
    mode = "test"
    base_url = "https://test.millpond.example/pay/3"
    secret = { env = "KEY" }

    """

  private func load(_ lines: String) -> ConfigurationLoader.Outcome {
    let text = Array((Self.account + lines).utf8)
    let world = SettingsWorld(
      environment: { ["HOME": "/home/amina", "KEY": "mill_demo_key_1"][$0] },
      readFile: { $0 == "/c" ? .bytes(text) : .absent },
      fileStatus: { $0 == "/c" ? .init(permissions: 0o644, owner: 0) : nil },
      listFolder: { _ in [] }, fileSystemType: { _ in "ext4" }, userID: 1000,
      resolvedPath: { $0 })
    return ConfigurationLoader.load(
      explicitPath: "/c", providers: Subject.catalogue.facts, world: world)
  }

  private func mistakes(_ lines: String) -> [String] {
    guard case .mistaken(let mistakes) = load(lines) else { return [] }
    return mistakes.map(\.description)
  }

  @Test func `its key is read from the configuration, and every mistake has its line`() throws {
    guard case .loaded(let configuration) = load(#"branch = "b-204""#) else {
      Issue.record("\(mistakes(#"branch = "b-204""#))")
      return
    }
    let account = try #require(configuration.accounts.first)
    #expect(account.options.text("branch") == "b-204")
    #expect(
      mistakes("") == [
        #"/c:1: branch is missing in [[account]] mp-store. Add branch = "b-204"."#
      ])
    #expect(
      mistakes(#"branch = "204""#) == [
        #"/c:7: branch is not a branch of Millpond. Write branch = "b-204"."#
      ])
    #expect(
      mistakes("branch = \"b-204\"\nbrnach = 1") == [
        #"/c:8: Unknown key "brnach" in [[account]] mp-store. Did you mean branch?"#
      ])
    #expect(mistakes("branch = \"b-204\"\nmode = \"live\"").count == 1)
  }

  @Test func `its live host is live whatever the configuration calls it`() {
    let live = Self.account.replacing("https://test.", with: "https://api.")
    #expect(live.contains("api.millpond.example"))
    #expect(
      Subject.catalogue.isLive(BaseURL(documented: "https://api.millpond.example/pay/3")))
    #expect(!ProviderCatalogue.standard.isLive(Millpond.facts.liveBaseURL))
  }

  @Test func `the demo of a sandbox is a configuration that its desk takes`() async throws {
    let sandbox = try await Sandbox.start(
      configuration: SandboxConfiguration(providers: Subject.simulated, clock: { 0 }))
    let text = sandbox.demoConfigurationTOML(stateDirectory: "/tmp/x")
    await sandbox.stop()
    #expect(text.contains("provider = \"millpond\"\nmode = \"test\"\n"))
    #expect(text.hasSuffix("secret = { file = \"/tmp/x/mp-store.key\" }\nbranch = \"b-204\"\n"))
  }

  @Test func `the same order gives the same form, with the request id of the decision`() throws {
    var account = ProviderAccount(
      provider: Millpond.facts.name, baseURL: "https://api.millpond.example/pay/3",
      secret: try Secret(text: "mill_demo_key_1"))
    account.options.own["branch"] = .text("b-204")
    let provider = try Subject.catalogue.make(
      account: account, transport: LiveTransport(clock: { Instant(seconds: 0) }),
      clock: { Instant(seconds: 0) })
    let paid = Money(minor: 1599, currency: .gbp)
    let intent = try #require(IntentID("0123456789abcdef0123456789abcdef"))
    let write = try provider.prepareRefund(
      RefundOrder(
        transaction: Transaction(
          key: PaymentKey(account: provider.identity, id: TransactionID("P-1001")),
          reference: "MP-77", kind: .payment, status: .paid, providerStatus: "taken",
          amount: QuotedAmount(paid), created: nil),
        amount: Money(minor: 500, currency: .gbp), reason: "parcel & lost", intent: intent,
        idempotencyKey: IdempotencyKey(of: intent)))
    #expect(write.path == "/pay/3/return")
    #expect(
      String(decoding: write.body, as: UTF8.self)
        == "branch=b-204&number=P-1001&value=5.00%20GBP&why=parcel%20%26%20lost"
        + "&request=0123456789abcdef0123456789abcdef")
    #expect(throws: ProviderError.self) {
      account.options.own["branch"] = nil
      _ = try Subject.catalogue.make(
        account: account, transport: LiveTransport(clock: { Instant(seconds: 0) }),
        clock: { Instant(seconds: 0) })
    }
  }
}
