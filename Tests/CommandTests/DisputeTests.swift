import Foundation
import ProgramSupport
import Testing

/// A dispute on the command line: written down, shown, refused for, gone on with and lifted.
struct DisputeTests {
  private let payment = "uk-store/6636598"

  @Test func `a held payment is refunded only by who says that they know`() throws {
    let sandbox = try Sandbox()
    let held = try run(
      sandbox, "dispute", payment, "--reference", "CB-2201", "--date", "2026-01-21", "--note",
      "letter of the bank")
    #expect(held.status == 0, "\(held.errors)")
    let sentence =
      "Held for dispute CB-2201 of 2026-01-21. The bank may already have taken this money; a refund would pay twice. Note: letter of the bank"
    #expect(held.output == "Payment \(payment) (NP-ORDER1001). \(sentence)\n")
    let shown = try run(sandbox, "show", payment)
    #expect(shown.output.contains(sentence), "\(shown.output)")
    #expect(shown.output.contains("disputed"))
    let json = try run(sandbox, "show", payment, "--json").json
    let dispute = try #require(json["dispute"] as? [String: Any])
    #expect(dispute["reference"] as? String == "CB-2201")
    #expect(dispute["date"] as? String == "2026-01-21")
    #expect(dispute["message"] as? String == sentence)
    #expect(json["status"] as? String == "disputed")
    #expect(try run(sandbox, "search", "NP-ORDER1001").output.contains("disputed"))

    for more in [[], ["--another"]] {
      let refused = try refund(sandbox, more)
      #expect(refused.status == 2)
      #expect(refused.errors.contains("The bank may already have taken this money"))
      #expect(
        refused.errors.contains("Add --despite-dispute to refund all the same."),
        "\(refused.errors)")
    }
    #expect(try sandbox.effects(of: "6636598").isEmpty)
    let sent = try refund(sandbox, ["--despite-dispute"])
    #expect(sent.status == 0, "\(sent.errors)")
    #expect(sent.errors.contains("Going on with --despite-dispute"))
    #expect(try sandbox.effects(of: "6636598").count == 1)
  }

  @Test func `a cancel asks too, and lifted it asks no more`() throws {
    let sandbox = try Sandbox()
    let pending = "uk-store/6636599"
    #expect(try run(sandbox, "dispute", pending, "--reference", "CB-1").status == 0)
    let refused = try run(sandbox, "cancel", pending, "--yes")
    #expect(refused.status == 2)
    #expect(refused.errors.contains("Add --despite-dispute to cancel"), "\(refused.errors)")
    let twice = try run(sandbox, "dispute", pending, "--reference", "CB-2")
    #expect(twice.status == 2)
    #expect(twice.errors.contains("It is held already, by"), "\(twice.errors)")
    #expect(twice.errors.contains("for dispute CB-1 of"), "\(twice.errors)")
    let lifted = try run(sandbox, "dispute", pending, "--lift", "--note", "mistaken", "--json")
    #expect(lifted.status == 0, "\(lifted.errors)")
    #expect(try lifted.json["dispute"] is NSNull)
    #expect(try run(sandbox, "dispute", pending, "--lift", "--note", "again").status == 2)
    let events = try run(sandbox, "audit", "export").output
    #expect(events.contains("\"disputeHeld\"") && events.contains("\"disputeLifted\""))
    #expect(try run(sandbox, "audit", "verify").status == 0)
    let cancelled = try run(sandbox, "cancel", pending, "--yes")
    #expect(cancelled.status == 0, "\(cancelled.errors)")
  }

  @Test(arguments: [
    ["--reference", "CB\u{1B}[2J"], ["--reference", "CB", "--date", "tomorrow"],
    ["--reference", "CB", "--date", "2999-01-01"],
    ["--reference", String(repeating: "x", count: 99)],
    ["--reference", "CB", "--note", "4111 1111 1111 1111"], ["--lift"], [],
    ["--lift", "--reference", "CB", "--note", "x"],
  ])
  func `what cannot be written down says so, and nothing is`(_ words: [String]) throws {
    let sandbox = try Sandbox()
    let outcome = try Program.run(
      ["dispute", payment] + words + ["--config", sandbox.configuration],
      environment: ["XDG_STATE_HOME": sandbox.folder.path("state")])
    #expect([2, 64].contains(outcome.status), "\(outcome.errors)")
    #expect(!outcome.errors.contains("\u{1B}"))
    #expect(outcome.output.isEmpty)
    #expect(try run(sandbox, "show", payment, "--json").json["dispute"] is NSNull)
  }

  private func run(_ sandbox: Sandbox, _ arguments: String...) throws -> Program.Outcome {
    try Program.run(
      arguments + ["--config", sandbox.configuration],
      environment: ["XDG_STATE_HOME": sandbox.folder.path("state")])
  }

  private func refund(_ sandbox: Sandbox, _ more: [String]) throws -> Program.Outcome {
    try Program.run(
      ["refund", payment, "--amount", "5.00", "--yes", "--config", sandbox.configuration] + more,
      environment: ["XDG_STATE_HOME": sandbox.folder.path("state")])
  }
}
