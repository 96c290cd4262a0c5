import Foundation
import ProgramSupport
import Testing

/// The real program, its real commands and real HTTP to the simulated providers.
struct CommandLineTests {
  /// A seeded payment of each provider.
  struct Case: Sendable, CustomTestStringConvertible {
    let account: String
    let id: String
    let parts: [String]
    let excess: String
    let paidMinor: Int64
    let movedMinor: [Int64]

    var testDescription: String { account }
  }

  static let cases = [
    Case(
      account: "uk-store", id: "6636598", parts: ["1", "2.00"], excess: "13.00", paidMinor: 1599,
      movedMinor: [100, 200, 1299]),
    Case(
      account: "ng-store", id: "Fa5JliRhi6vblnEHY", parts: ["37.00", "3"], excess: "10.01",
      paidMinor: 5000, movedMinor: [3700, 300, 1000]),
    Case(
      account: "nz-store", id: "txn_abc123", parts: ["5.00", "7.50"], excess: "12.51",
      paidMinor: 2500, movedMinor: [500, 750, 1250]),
  ]

  @Test(arguments: cases) func `a payment is refunded in parts and to its end`(
    _ example: Case
  )
    throws
  {
    let sandbox = try Sandbox()
    let payment = "\(example.account)/\(example.id)"
    // Once listed, the account's other payments explain its other refunds: what remains is then known.
    _ = try Program.run(
      ["search", "account:\(example.account)", "--config", sandbox.configuration])
    for amount in example.parts {
      let refunded = try refund(payment, amount, sandbox)
      #expect([0, 3].contains(refunded.status), "\(refunded.errors)")
      #expect(["succeeded", "pending"].contains(try refunded.json["state"] as? String))
    }
    let tooMuch = try refund(payment, example.excess, sandbox)
    #expect(tooMuch.status == 2)
    #expect(tooMuch.errors.contains("remain"), "\(tooMuch.errors)")
    #expect(try tooMuch.json["error"] as? String == "refused")

    let rest = try refund(payment, "full", sandbox)
    #expect([0, 3].contains(rest.status), "\(rest.errors)")
    #expect(try sandbox.effects(of: example.id).map(\.amountMinor) == example.movedMinor)

    let shown = try settled(payment, sandbox)
    #expect((shown["refunded"] as? [String: Any])?["minor"] as? Int64 == example.paidMinor)
    #expect((shown["held"] as? [String: Any])?["minor"] as? Int64 == 0)
    #expect((shown["refunds"] as? [Any])?.count == 3)
    let remaining = shown["remaining"] as? [String: Any]
    #expect((remaining?["money"] as? [String: Any])?["minor"] as? Int64 == 0)

    let more = try refund(payment, "0.01", sandbox)
    #expect(more.status == 2)
    #expect(try sandbox.effects(of: example.id).count == 3)
  }

  @Test func `a pending payment is cancelled, once`() throws {
    let sandbox = try Sandbox()
    let cancelled = try run(["cancel", "uk-store/6636599", "--yes", "--json"], sandbox)
    #expect(cancelled.status == 0, "\(cancelled.errors)")
    #expect(try cancelled.json["state"] as? String == "succeeded")
    let again = try run(["cancel", "uk-store/6636599", "--yes"], sandbox)
    #expect(again.status == 2)
    #expect(try sandbox.effects(of: "6636599").map(\.kind) == ["cancel"])
  }

  @Test(arguments: ["ng-store/Fa5JliRhi6vblnEHY", "nz-store/txn_abc123"])
  func `where a provider cannot cancel, the command says why`(_ payment: String) throws {
    let sandbox = try Sandbox()
    let refused = try run(["cancel", payment, "--yes"], sandbox)
    #expect(refused.status == 2)
    #expect(refused.errors.contains("cancel"), "\(refused.errors)")
    #expect(try sandbox.effects().isEmpty)
  }

  @Test func `the same decision token sends once`() throws {
    let sandbox = try Sandbox()
    let arguments = [
      "refund", "uk-store/6636598", "--amount", "5.00", "--decision", "ticket-5512", "--yes",
      "--json",
    ]
    let first = try run(arguments, sandbox)
    let second = try run(arguments, sandbox)
    #expect(first.status == 0, "\(first.errors)")
    #expect(second.status == 0, "\(second.errors)")
    #expect(try first.json["intent"] as? String == second.json["intent"] as? String)
    #expect(try sandbox.effects(of: "6636598").count == 1)
    let other = try run(
      ["refund", "uk-store/6636598", "--amount", "5.01", "--decision", "ticket-5512", "--yes"],
      sandbox)
    #expect(other.status == 2)
  }

  @Test func `the same amount again asks first, and goes on with another`() throws {
    let sandbox = try Sandbox()
    #expect(try run(["refund", "uk-store/6636598", "--amount", "5", "--yes"], sandbox).status == 0)
    let asked = try run(["refund", "uk-store/6636598", "--amount", "5", "--yes"], sandbox)
    #expect(asked.status == 2)
    #expect(asked.errors.contains("--another"), "\(asked.errors)")
    #expect(try sandbox.effects(of: "6636598").count == 1)
    let meant = try run(
      ["refund", "uk-store/6636598", "--amount", "5", "--another", "--yes"], sandbox)
    #expect(meant.status == 0, "\(meant.errors)")
  }

  @Test func `a lost answer exits with 5 and bars the next refund, also after a restart`() throws {
    let sandbox = try Sandbox(faults: ["neropay.refund:close-after*1"])
    let lost = try run(["refund", "uk-store/6636598", "--amount", "5", "--yes", "--json"], sandbox)
    #expect(lost.status == 5)
    #expect(try lost.json["state"] as? String == "unknown")
    let next = try run(
      ["refund", "uk-store/6636598", "--amount", "1", "--another", "--yes"], sandbox)
    #expect(next.status == 2)
    let shown = try run(["show", "uk-store/6636598", "--json"], sandbox).json
    #expect((shown["held"] as? [String: Any])?["minor"] as? Int64 == 500)
    #expect(try sandbox.effects(of: "6636598").count == 1)
  }

  @Test func `search prints rows, JSON and CSV to standard output only`() throws {
    let sandbox = try Sandbox()
    let table = try run(["search", "np-order100"], sandbox)
    #expect(table.status == 0)
    #expect(table.output.contains("NP-ORDER1001"))
    let json = try run(["search", "ref:NP-ORDER1001", "--json"], sandbox)
    let rows = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [[String: Any]]
    #expect(rows?.count == 1)
    #expect(rows?.first?["id"] as? String == "6636598")
    let csv = try run(["search", "ref:NP-ORDER1001", "--csv"], sandbox)
    #expect(csv.output.hasPrefix("created,reference,account"))
  }

  @Test(arguments: [
    ["refund", "uk-store/6636598", "--amount", "5"],
    ["refund", "uk-store/6636598", "--amount", "12,30", "--yes"],
    ["refund", "uk-store/6636598", "--amount", "0", "--yes"],
    ["refund", "6636598", "--amount", "5", "--yes"],
    ["search", "stauts:pending"],
    ["search", "--limit", "0"],
    ["nonsense"],
  ]) func `a wrong command line is 64 and sends nothing`(_ arguments: [String]) throws {
    let sandbox = try Sandbox()
    let outcome = try Program.run(
      arguments + (arguments == ["nonsense"] ? [] : ["--config", sandbox.configuration]))
    #expect(outcome.status == 64, "\(outcome.errors)")
    #expect(!outcome.errors.isEmpty)
    #expect(outcome.output.isEmpty)
    #expect(try sandbox.effects().isEmpty)
  }

  @Test func `what is not there exits with 1 and names what is near`() throws {
    let sandbox = try Sandbox()
    _ = try run(["search", "np-order"], sandbox)
    let missing = try run(["show", "uk-store/NP-ORDER1OO1X"], sandbox)
    #expect(missing.status == 1)
    #expect(missing.errors.contains("NP-ORDER1OO1X"))
    sandbox.stop()
    let unreachable = try run(["show", "uk-store/6636598"], sandbox)
    #expect(unreachable.status == 1)
  }

  @Test func `keys and themes are listed`() throws {
    let keys = try Program.run(["keys"])
    #expect(keys.status == 0)
    #expect(keys.output.contains("refund"))
    let themes = try Program.run(["themes"])
    for name in ["midnight", "daylight", "high-contrast", "monochrome"] {
      #expect(themes.output.contains(name))
    }
  }

  // MARK: - Helpers

  private func run(_ arguments: [String], _ sandbox: Sandbox) throws -> Program.Outcome {
    try Program.run(arguments + ["--config", sandbox.configuration])
  }

  private func refund(
    _ payment: String, _ amount: String, _ sandbox: Sandbox
  ) throws
    -> Program.Outcome
  {
    try run(["refund", payment, "--amount", amount, "--another", "--yes", "--json"], sandbox)
  }

  /// The payment once pending refunds have become final, at most ten reads later.
  private func settled(_ payment: String, _ sandbox: Sandbox) throws -> [String: Any] {
    var shown: [String: Any] = [:]
    for _ in 0..<10 {
      shown = try run(["show", payment, "--json"], sandbox).json
      if (shown["held"] as? [String: Any])?["minor"] as? Int64 == 0 { break }
    }
    return shown
  }
}
