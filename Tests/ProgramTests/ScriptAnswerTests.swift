import ProgramSupport
import Testing

/// What scripts read: an object for every failure, one word for what a row is, and whether a list is whole.
struct ScriptAnswerTests {
  @Test func `every failure has an object`() throws {
    let sandbox = try Sandbox()
    let payment = "uk-store/6636598"
    let cases: [(arguments: [String], error: String, exit: Int32)] = [
      (["refund", payment, "--amount", "99", "--yes", "--json"], "refused", 2),
      (["refund", payment, "--amount", "5", "--json"], "usage", 64),
      (["refund", payment, "--amount", "1,2,3", "--yes", "--json"], "usage", 64),
      (["cancel", "ng-store/Fa5JliRhi6vblnEHY", "--yes", "--json"], "refused", 2),
      (["show", "uk-store/not-there-9", "--json"], "failed", 1),
      (["show", "nobody/1", "--json"], "usage", 64),
      (["search", "stauts:pending", "--json"], "usage", 64),
      (["search", "--limit", "0", "--json"], "usage", 64),
      (["reconcile", "0123456789", "--json"], "failed", 1),
      (["attention", "--json", "--nonsense"], "usage", 64),
    ]
    for (arguments, error, exit) in cases {
      let outcome = try Program.run(arguments + ["--config", sandbox.configuration])
      #expect(outcome.status == exit, "\(arguments): \(outcome.errors)")
      #expect(try outcome.json["error"] as? String == error, "\(arguments): \(outcome.output)")
      #expect(try outcome.json["exit"] as? Int == Int(exit))
      #expect(try (outcome.json["message"] as? String)?.isEmpty == false)
      #expect(!outcome.errors.isEmpty)
    }
    #expect(try sandbox.effects().isEmpty)
  }

  @Test func `a mistaken configuration has an object with all its mistakes`() throws {
    let sandbox = try Sandbox(settings: "thme = 1\nlgo = 2")
    let outcome = try Program.run(["search", "np", "--json", "--config", sandbox.configuration])
    #expect(outcome.status == 78)
    #expect(try outcome.json["error"] as? String == "configuration")
    let message = try outcome.json["message"] as? String ?? ""
    #expect(message.contains("thme") && message.contains("lgo"), "\(message)")
  }

  @Test func `a decision's own object names its error too`() throws {
    let sandbox = try Sandbox(faults: ["neropay.refund:close-after*1"])
    let lost = try Program.run([
      "refund", "uk-store/6636598", "--amount", "1", "--yes", "--json", "--config",
      sandbox.configuration,
    ])
    #expect(lost.status == 5)
    #expect(try lost.json["state"] as? String == "unknown")
    #expect(try lost.json["error"] as? String == "unknown")
    #expect(try lost.json["exit"] as? Int == 5)
  }

  @Test func `a refund entry is called one in text, CSV and JSON`() throws {
    let sandbox = try Sandbox()
    _ = try Program.run([
      "refund", "uk-store/6636598", "--amount", "1", "--yes", "--config", sandbox.configuration,
    ])
    let search = ["search", "NP-ORDER1001", "account:uk-store", "--config", sandbox.configuration]
    let text = try Program.run(search)
    let entry = text.output.split(separator: "\n").filter { $0.contains("1.00 GBP") }
    #expect(entry.count == 1 && entry.allSatisfy { $0.hasSuffix("refund entry") }, "\(text.output)")
    let csv = try Program.run(search + ["--csv"])
    #expect(
      csv.output.hasPrefix(
        "created,reference,account,transaction,kind,amount,currency,amount_minor,remaining,"))
    #expect(csv.output.contains(",refund,1.00,GBP,100,,,,refund entry,"), "\(csv.output)")
    #expect(csv.output.contains(",6636598,payment,15.99,GBP,1599,"), "\(csv.output)")
    let rows = try Program.run(search + ["--json"]).rows
    let kinds = rows.map { [$0["kind"] as? String, $0["status"] as? String] }
    #expect(kinds.contains(["refund", "refundEntry"]), "\(kinds)")
    #expect(kinds.contains(["payment", "partlyRefunded"]), "\(kinds)")
  }

  @Test func `a list that lacks an account exits with 1 and prints what there is`() throws {
    let sandbox = try Sandbox(faults: ["nectar.list:503"])
    let outcome = try Program.run([
      "search", "amount:>=1", "--json", "--config", sandbox.configuration,
    ])
    #expect(outcome.status == 1, "\(outcome.errors)")
    #expect(outcome.errors.contains("no answer of ng-store"), "\(outcome.errors)")
    #expect(try outcome.rows.count > 1)
    #expect(try outcome.rows.allSatisfy { $0["complete"] as? Bool == false })
  }

  @Test func `a list that is cut at the limit says so`() throws {
    let sandbox = try Sandbox()
    let search = ["search", "account:uk-store", "--config", sandbox.configuration]
    let cut = try Program.run(search + ["--limit", "2", "--json"])
    #expect(cut.status == 0)
    #expect(cut.errors.contains("2 of "), "\(cut.errors)")
    #expect(try cut.rows.map { $0["complete"] as? Bool } == [false, false])
    let one = try Program.run([
      "search", "6636598", "account:uk-store", "--json", "--config", sandbox.configuration,
    ])
    #expect(try one.rows.first?["complete"] as? Bool == true, "\(one.errors) \(one.output)")
  }
}
