import Foundation
import ProgramSupport
import Testing

/// A merchant outlives its key and its label: with an outcome that nobody knows, at each provider.
struct MerchantTests {
  enum Change: String, CaseIterable, Sendable {
    case key, label, both
  }

  @Test(arguments: [LostOutcome.Payment.neropay, .nectar], Change.allCases)
  func `what is held stays held, and is settled once`(
    _ payment: LostOutcome.Payment, _ change: Change
  ) throws {
    let lost = try LostOutcome(payment, fault: "close-after")
    let shop = try Shop(lost.sandbox, payment)
    if change != .label { try shop.rotate() }
    if change != .key { try shop.rename() }

    let held = try lost.run("show", shop.name, "--json")
    #expect(held.status == 0, "\(held.errors)")
    #expect((try held.json["held"] as? [String: Any])?["minor"] as? Int64 == shop.minor)
    let second = try lost.run("refund", shop.name, "--amount", "1.00", "--another", "--yes")
    #expect(second.status == 2, "\(second.errors)")
    #expect(try lost.sandbox.effects(of: payment.id).count == 1)

    let report = try shop.report()
    let carriesOn = change == .label || payment.provider != "nectar"
    #expect(report["sends"] as? Bool == carriesOn, "\(report)")
    if !carriesOn {
      #expect(second.errors.contains("accounts confirm \(shop.label)"), "\(second.errors)")
      let confirmed = try lost.run("accounts", "confirm", shop.label)
      #expect(confirmed.status == 0, "\(confirmed.errors)")
      #expect(confirmed.output.contains("Same: payment \(payment.id)"), "\(confirmed.output)")
      #expect(try shop.report()["sends"] as? Bool == true)
    }
    let ruled = try lost.run(
      "reconcile", lost.short, "--ruling", "happened", "--evidence", "seen in the dashboard",
      "--yes", "--json")
    #expect(
      ["ruledDone", "pending", "succeeded"].contains(
        try #require(ruled.rows.first)["state"] as? String), "\(ruled.errors)")
    let again = try lost.run(
      "refund", shop.name, "--amount", "1.00", "--another", "--yes", "--json")
    #expect([0, 3].contains(again.status), "\(again.errors)")
    #expect(try lost.sandbox.effects(of: payment.id).map(\.amountMinor) == [shop.minor, 100])
  }

  @Test(arguments: Change.allCases)
  func `where rows name it, it is settled by reading under the new key`(_ change: Change) throws {
    let lost = try LostOutcome(.aiic, fault: "close-after")
    let shop = try Shop(lost.sandbox, .aiic)
    if change != .label { try shop.rotate() }
    if change != .key { try shop.rename() }
    let again = try lost.run("refund", shop.name, "--amount", "5.00", "--yes")
    #expect(again.status == 2, "\(again.errors)")
    let found = try lost.run("reconcile", lost.short, "--json")
    #expect(found.status == 0, "\(found.errors)")
    let state = try #require(found.rows.first)["state"] as? String
    #expect(["pending", "succeeded"].contains(state), "\(found.output)")
    #expect(try shop.report()["sends"] as? Bool == true)
    #expect(try lost.sandbox.effects(of: shop.payment.id).map(\.amountMinor) == [500])
  }

  @Test func `another spelling of the address is the same merchant`() throws {
    let lost = try LostOutcome(.neropay, fault: "close-after")
    let shop = try Shop(lost.sandbox, .neropay)
    try shop.edit { $0.replacingOccurrences(of: "127.0.0.1", with: "localhost") }
    try shop.rename()
    let second = try lost.run("refund", shop.name, "--amount", "1.00", "--another", "--yes")
    #expect(second.status == 2, "\(second.errors)")
    // Two blocks for it are a mistake that the record alone shows.
    let address = try shop.address
    try shop.edit { text in
      text + """

        [[account]]
        name = "twin"
        provider = "neropay"
        mode = "test"
        base_url = "\(address.replacingOccurrences(of: "localhost", with: "LOCALHOST"))"
        secret = { file = "\(shop.secretPath)" }

        """
    }
    let twins = try lost.run("attention")
    #expect(twins.status == 78)
    #expect(twins.errors.contains("are the same merchant"), "\(twins.errors)")
    #expect(try lost.sandbox.effects(of: "6636598").count == 1)
  }

  @Test func `a second key of the same merchant sends nothing`() throws {
    let lost = try LostOutcome(.neropay, fault: "close-after")
    let shop = try Shop(lost.sandbox, .neropay)
    let second = lost.sandbox.folder.path("second.key")
    try Shop.write("sk_test_tilldesk_demo_2", to: second)
    let address = try shop.address
    try shop.edit { text in
      text + """

        [[account]]
        name = "second"
        provider = "neropay"
        mode = "test"
        base_url = "\(address)"
        secret = { file = "\(second)" }

        """
    }
    let refused = try lost.run("refund", "second/6636598", "--amount", "1", "--another", "--yes")
    #expect(refused.status == 2)
    #expect(refused.errors.contains("same merchant as uk-store"), "\(refused.errors)")
    #expect(try lost.sandbox.effects(of: "6636598").count == 1)
    // Every other account works as before.
    let other = try lost.run("refund", "nz-store/txn_abc123", "--amount", "1", "--yes")
    #expect([0, 3].contains(other.status), "\(other.errors)")
  }

  @Test func `another merchant under the label sends nothing until it is confirmed`() throws {
    let lost = try LostOutcome(.neropay, fault: "close-after")
    let shop = try Shop(lost.sandbox, .neropay)
    try Shop.write("sk_test_tilldesk_other", to: shop.secretPath)
    let listed = try lost.run("accounts")
    #expect(listed.status == 0)
    #expect(listed.output.contains("uk-store is another merchant than before"))
    #expect(listed.output.contains("1 not settled"), "\(listed.output)")
    let attention = try lost.run("attention")
    #expect(attention.output.contains("uk-store is another merchant than before"))
    #expect(attention.output.contains("6636598"))
    #expect(attention.output.hasPrefix("account in doubt"), "\(attention.output)")
    let json = try lost.run("attention", "--json").output
    #expect(json.contains(#""matter":"merchant""#), "\(json)")
    let confirmed = try lost.run("accounts", "confirm", "uk-store")
    #expect(confirmed.status == 0, "\(confirmed.errors)")
    #expect(confirmed.output.contains("1 decision of the merchant before stays held"))
    #expect(try shop.report()["sends"] as? Bool == true)
    // The old merchant's decision is still there, and is found again with its key.
    try Shop.write("sk_test_tilldesk_demo", to: shop.secretPath)
    try shop.rename()
    let held = try lost.run("show", shop.name, "--json")
    #expect((try held.json["held"] as? [String: Any])?["minor"] as? Int64 == 500, "\(held.errors)")
  }

  @Test func `a known account starts without a network, a new one stops no other`() throws {
    let lost = try LostOutcome(.neropay, fault: "close-after")
    let shop = try Shop(lost.sandbox, .neropay)
    let dead = lost.sandbox.folder.path("dead.key")
    try Shop.write("sk_dead", to: dead)
    try shop.edit { text in
      text + """

        [[account]]
        name = "dead"
        provider = "neropay"
        mode = "test"
        base_url = "http://127.0.0.1:1/v2"
        secret = { file = "\(dead)" }

        """
    }
    let refused = try lost.run("refund", "dead/1", "--amount", "1", "--yes")
    #expect(refused.status == 1)
    #expect(refused.errors.contains("which merchant dead is"), "\(refused.errors)")
    #expect(try lost.run("show", "uk-store/6636598").status == 0)
    lost.sandbox.stop()
    let listed = try lost.run("accounts", "--json")
    #expect(listed.status == 0, "\(listed.errors)")
    #expect(try shop.report()["merchant"] as? String == "NP6454f52b_6165")
    #expect(try lost.matter() != nil)
    let unreachable = try lost.run("show", "uk-store/6636598")
    #expect(unreachable.status == 1)
    #expect(unreachable.errors.contains("Not reachable"), "\(unreachable.errors)")
  }

  @Test func `a label and a key that both changed before anybody was asked are joined by hand`()
    throws
  {
    let lost = try LostOutcome(.nectar, fault: "close-after")
    let shop = try Shop(lost.sandbox, .nectar)
    try shop.edit {
      $0.replacingOccurrences(of: "merchant = \"ng-demo\"", with: "merchant = \"ng-new\"")
    }
    try shop.rotate()
    try shop.rename()
    // The payment's id is known under the other name: that asks first.
    let asked = try lost.run("refund", shop.name, "--amount", "1", "--yes")
    #expect(asked.status == 2)
    #expect(asked.errors.contains("in the account ng-store"), "\(asked.errors)")
    #expect(try lost.run("accounts").output.contains("--was ng-store"))
    let joined = try lost.run("accounts", "confirm", shop.label, "--was", "ng-store")
    #expect(joined.status == 0, "\(joined.errors)")
    let held = try lost.run("show", shop.name, "--json")
    #expect((try held.json["held"] as? [String: Any])?["minor"] as? Int64 == 300, "\(held.errors)")
    #expect(try lost.sandbox.effects(of: shop.payment.id).count == 1)
  }

  @Test func `a person's word against the provider's confirms nothing`() throws {
    let lost = try LostOutcome(.neropay, fault: "close-after")
    let shop = try Shop(lost.sandbox, .neropay)
    try Data("sk_test_tilldesk_other".utf8).write(to: URL(filePath: shop.secretPath))
    try shop.rename()
    let refused = try lost.run("accounts", "confirm", shop.label, "--was", "uk-store")
    #expect(refused.status == 2, "\(refused.output)")
    #expect(refused.errors.contains("Not confirmed"), "\(refused.errors)")
    #expect(try lost.run("accounts").output.contains("--was uk-store"))
  }
}

/// One account of a sandbox's configuration, whose key and label change.
private final class Shop {
  let sandbox: Sandbox
  let payment: LostOutcome.Payment
  private(set) var label: String

  init(_ sandbox: Sandbox, _ payment: LostOutcome.Payment) throws {
    self.sandbox = sandbox
    self.payment = payment
    label = String(payment.name.prefix { $0 != "/" })
  }

  /// The payment under the present label.
  var name: String { "\(label)/\(payment.id)" }

  /// What was refunded of it.
  var minor: Int64 { payment.provider == "nectar" ? 300 : 500 }

  var secretPath: String {
    switch payment.provider {
    case "neropay": sandbox.folder.path("uk-store.key")
    case "nectar": sandbox.folder.path("ng-store.key")
    default: sandbox.folder.path("nz-store.ed25519")
    }
  }

  /// The address of NeroPay in the configuration.
  var address: String {
    get throws {
      let text = try sandbox.folder.text("config.toml")
      return String(try #require(text.firstMatch(of: #/base_url = "([^"]*)"/#)).1)
    }
  }

  /// Puts the merchant's second key in place of the first.
  func rotate() throws {
    let key =
      switch payment.provider {
      case "neropay": "sk_test_tilldesk_demo_2"
      case "nectar": "nectar_demo_private_key_2"
      default: "ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8="
      }
    try Self.write(key, to: secretPath)
  }

  /// Gives the account another label.
  func rename() throws {
    let before = label
    label = "renamed"
    try edit { $0.replacingOccurrences(of: "name = \"\(before)\"", with: "name = \"renamed\"") }
  }

  func edit(_ change: (String) throws -> String) throws {
    try Self.write(change(try sandbox.folder.text("config.toml")), to: sandbox.configuration)
  }

  /// What `accounts` says of it.
  func report() throws -> [String: Any] {
    let listed = try Program.run(["accounts", "--json", "--config", sandbox.configuration])
    let accounts = try listed.json["accounts"] as? [[String: Any]] ?? []
    return try #require(accounts.first { $0["account"] as? String == label })
  }

  static func write(_ text: String, to path: String) throws {
    let isWritten = FileManager.default.createFile(
      atPath: path, contents: Data(text.utf8), attributes: [.posixPermissions: 0o600])
    try #require(isWritten)
  }
}
