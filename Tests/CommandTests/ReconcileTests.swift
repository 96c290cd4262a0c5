import Foundation
import Payments
import ProgramSupport
import Testing
import TextSafety

/// `attention` and `reconcile` with the real program and real HTTP to the simulated providers.
struct ReconcileTests {
  // MARK: - NeroPay: asked again under the same key

  @Test(arguments: ["close-after", "close-before"])
  func `one reconcile ends a lost NeroPay refund, and money moved once`(_ fault: String) throws {
    let lost = try LostOutcome(.neropay, fault: fault)
    let matter = try #require(try lost.matter())
    #expect(matter["matter"] as? String == "unknown")
    #expect(matter["intent"] as? String == lost.intent.text)
    #expect(matter["attempts"] as? Int == 1)
    #expect((matter["next"] as? [String: Any])?["step"] as? String == "replay")
    #expect((matter["refusals"] as? [String: Any])?["ruleNotHappened"] != nil)
    #expect((matter["evidence"] as? [Any])?.isEmpty == false)

    let settled = try lost.run("reconcile")
    #expect(settled.status == 0, "\(settled.errors)")
    #expect(settled.output.contains("uk-store/6636598  Refunded 5.00 GBP"), "\(settled.output)")
    #expect(settled.errors.contains("Waiting"))
    #expect(try lost.movements == 1)
    #expect(try lost.run("attention").output == "Nothing needs attention.\n")
    #expect(try lost.run("reconcile").output == "Nothing is unresolved.\n")
  }

  @Test func `a person has it sent again as soon as that is safe`() throws {
    let lost = try LostOutcome(.neropay, fault: "close-before")
    let settled = try lost.run("reconcile", lost.intent.text, "--replay", "--json")
    #expect(settled.status == 0, "\(settled.errors)")
    let row = try #require(try settled.rows.first)
    #expect(row["was"] as? String == "unknown")
    #expect(row["state"] as? String == "succeeded")
    #expect(try lost.movements == 1)
    let again = try lost.run("reconcile", lost.intent.text, "--replay")
    #expect(again.status == 2)
    #expect(try lost.movements == 1)
  }

  @Test func `while the provider is away the outcome stays unknown and held`() throws {
    let lost = try LostOutcome(.neropay, fault: "close-after")
    lost.sandbox.stop()
    let asked = try lost.run("reconcile", lost.short)
    #expect(asked.status == 5, "\(asked.errors)")
    #expect(asked.output.contains("Do not repeat it"))
    let matter = try #require(try lost.matter())
    #expect(matter["attempts"] as? Int == 1)
    #expect(matter["suggestion"] is NSNull)
  }

  // MARK: - AIIC Pay: among the rows of the provider

  @Test(arguments: [[], ["aiic.refund:other-ids"]])
  func `a lost AIIC refund settles by its tag, without being sent again`(_ faults: [String]) throws
  {
    let lost = try LostOutcome(.aiic, fault: "close-after", also: faults)
    let asked = try lost.run("reconcile", lost.intent.tag.text.lowercased(), "--json")
    #expect(asked.status == 0, "\(asked.errors)")
    let state = try asked.rows.first?["state"] as? String
    #expect(state == "pending" || state == "succeeded", "\(asked.output)")
    try lost.settles("out of attention") { $0 == nil }
    let refused = try lost.run("reconcile", lost.intent.text, "--replay")
    #expect(refused.status == 2)
    #expect(try lost.movements == 1)
  }

  // MARK: - Nectar: a person

  @Test(arguments: [
    ("close-after", "It looks as if it happened", 1),
    ("close-before", "Nothing of it shows", 0),
  ]) func `a lost Nectar refund goes to a person with a suggestion`(
    _ fault: String, _ suggestion: String, _ movements: Int
  ) throws {
    let lost = try LostOutcome(.nectar, fault: fault)
    // Each look is one; after four of them Tilldesk has nothing left to try.
    for _ in 0..<4 { #expect(try lost.run("reconcile").status == 5) }
    let matter = try #require(try lost.matter())
    #expect(matter["matter"] as? String == "needsPerson")
    #expect((matter["suggestion"] as? String)?.contains(suggestion) == true)
    #expect(matter["looks"] as? Int == 4)
    #expect((matter["next"] as? [String: Any])?["step"] as? String != "replay")
    let text = try lost.run("attention").output
    #expect(text.contains("--ruling happened"), "\(text)")
    #expect(text.contains("Not now: tilldesk reconcile \(lost.short) --replay"))
    #expect(try lost.movements == movements)
  }

  @Test func `a ruling needs evidence, time and a yes, and then it counts`() throws {
    let lost = try LostOutcome(.nectar, fault: "close-after")
    let id = String(lost.short.prefix(6))
    func rule(_ arguments: String...) throws -> Program.Outcome {
      try Program.run(
        ["reconcile", id, "--ruling"] + arguments + ["--config", lost.sandbox.configuration])
    }
    let early = try rule("not-happened", "--evidence", "nothing in the portal", "--yes")
    #expect(early.status == 2)
    #expect(early.errors.contains("Too early"), "\(early.errors)")
    let bare = try rule("happened", "--yes")
    #expect(bare.status == 2)
    #expect(bare.errors.contains("evidence"), "\(bare.errors)")
    let unconfirmed = try rule("happened", "--evidence", "in the portal")
    #expect(unconfirmed.status == 64)
    #expect(unconfirmed.errors.split(separator: "\n").count == 1, "\(unconfirmed.errors)")
    #expect(try lost.matter()?["matter"] as? String == "unknown")

    let ruled = try rule(
      "happened", "--evidence", "in the portal", "--refund-id", "r-77", "--yes")
    #expect(ruled.status == 0, "\(ruled.errors)")
    #expect(ruled.output.contains("Ruled done"), "\(ruled.output)")
    let shown = try lost.run("show", lost.payment.name, "--json").json
    #expect((shown["refunded"] as? [String: Any])?["minor"] as? Int == 300)
    #expect((shown["held"] as? [String: Any])?["minor"] as? Int == 0)
    #expect(try rule("happened", "--evidence", "again", "--yes").status == 2)
    #expect(try lost.movements == 1)
  }

  // MARK: - What turned out otherwise

  @Test func `a late failure is held until a person says what it was`() throws {
    let sandbox = try Sandbox(faults: ["aiic.refund:late-failure=5"])
    let name = "nz-store/txn_abc123"
    func run(_ arguments: String...) throws -> Program.Outcome {
      try Program.run(arguments + ["--config", sandbox.configuration])
    }
    let refunded = try run("refund", name, "--amount", "5", "--yes")
    #expect([0, 3].contains(refunded.status), "\(refunded.errors)")
    for _ in 0..<10 {
      _ = try run("show", name, "--json")
      if try run("attention", "--json").rows.first?["matter"] as? String == "failedLate" { break }
    }
    let matter = try #require(try run("attention", "--json").rows.first)
    #expect(matter["matter"] as? String == "failedLate")
    let intent = try #require(matter["intent"] as? String)
    let shown = try run("show", name, "--json").json
    #expect(shown["frozen"] as? Bool == false)
    #expect((shown["held"] as? [String: Any])?["minor"] as? Int == 500)
    let text = try run("attention").output
    #expect(text.contains("failed late: customer not told"), "\(text)")
    #expect(text.contains("tilldesk attention \(intent.prefix(8))"), "\(text)")

    #expect(try run("attention", intent, "--ours", "--evidence", "x").status == 64)
    #expect(try run("attention", intent, "--ours", "--yes").status == 64)
    #expect(try run("attention", "--ours", "--evidence", "x", "--yes").status == 64)
    let elsewhere = try run(
      "attention", intent, "--elsewhere", "--amount", "5", "--who", "bola", "--evidence", "x",
      "--yes")
    #expect(elsewhere.status == 2, "nothing moved: \(elsewhere.errors)")
    let freed = try run("attention", intent, "--ours", "--evidence", "the bank says so", "--yes")
    #expect(freed.status == 0, "\(freed.errors)")
    #expect(try run("attention").output == "Nothing needs attention.\n")
    #expect(
      try run("attention", intent, "--ours", "--evidence", "again", "--yes").status == 2)
    let next = try run("refund", name, "--amount", "1", "--yes")
    #expect(next.status == 2)
    #expect(next.errors.contains("--another"), "\(next.errors)")
  }

  @Test func `only a frozen payment is released, and with its total`() throws {
    let sandbox = try Sandbox()
    func run(_ arguments: String...) throws -> Program.Outcome {
      try Program.run(arguments + ["--config", sandbox.configuration])
    }
    let name = "nz-store/txn_abc123"
    #expect(
      try run("reconcile", "--release", name, "--evidence", "x", "--yes").status == 64,
      "the total is missing")
    let released = try run(
      "reconcile", "--release", name, "--total", "0", "--evidence", "x", "--yes")
    #expect(released.status == 2)
    #expect(released.errors.contains("not frozen"), "\(released.errors)")
  }

  // MARK: - The command line

  @Test(arguments: [
    ["reconcile", "12345"], ["reconcile", "TD-12345"], ["reconcile", "--replay"],
    ["reconcile", "--ruling", "happened", "--evidence", "x", "--yes"],
    ["reconcile", "123456", "--ruling", "perhaps", "--yes"],
    ["reconcile", "123456", "--ruling", "not-happened", "--refund-id", "r", "--yes"],
    ["reconcile", "123456", "--evidence", "x"],
    ["reconcile", "123456", "--release", "uk-store/1", "--evidence", "x", "--yes"],
  ]) func `a wrong command line is 64`(_ arguments: [String]) throws {
    let sandbox = try Sandbox()
    let outcome = try Program.run(arguments + ["--config", sandbox.configuration])
    #expect(outcome.status == 64, "\(outcome.errors)")
    #expect(outcome.output.isEmpty)
  }

  @Test func `what is nowhere in the record is 1, and nothing to do is 0`() throws {
    let sandbox = try Sandbox()
    let missing = try Program.run(["reconcile", "abcdef01", "--config", sandbox.configuration])
    #expect(missing.status == 1)
    #expect(missing.errors.contains("abcdef01"))
    let nothing = try Program.run(["reconcile", "--json", "--config", sandbox.configuration])
    #expect(nothing.status == 0)
    #expect(nothing.output == "[]\n")
    let calm = try Program.run(["attention", "--json", "--config", sandbox.configuration])
    #expect(calm.output == "[]\n")
  }
}
