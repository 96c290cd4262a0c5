import Foundation
import ProgramSupport
import Testing

/// I19 on the real command line: only an exact id sends.
struct NamingTests {
  @Test(arguments: [
    ("refund", "uk-store/NP-ORDER1001", "uk-store/6636598"),
    ("refund", "ng-store/TX187-BC6C-D61DC0D083FF", "ng-store/Fa5JliRhi6vblnEHY"),
    ("refund", "ng-store/fa5jlirhi6vblnehy", "ng-store/Fa5JliRhi6vblnEHY"),
    ("refund", "nz-store/TXN_ABC123", "nz-store/txn_abc123"),
    ("cancel", "uk-store/np-order1002", "uk-store/6636599"),
  ])
  func `an alias sends nothing and lists what may be meant with its command`(
    _ command: String, _ typed: String, _ meant: String
  ) throws {
    let sandbox = try Sandbox()
    // The index has to know it: a provider that goes by exact ids says nothing of others.
    _ = try run(["search", String(meant.dropFirst(9))], sandbox)
    let amount = command == "refund" ? ["--amount", "5.00"] : []
    let outcome = try run([command, typed] + amount + ["--note", "it's late", "--yes"], sandbox)
    #expect(outcome.status == 2, "\(outcome.errors)")
    #expect(outcome.errors.contains("tilldesk \(command) \(meant) "), "\(outcome.errors)")
    #expect(outcome.errors.contains(#"'--note=it'\''s late'"#), "\(outcome.errors)")
    #expect(outcome.errors.contains("Nothing was sent."), "\(outcome.errors)")
    #expect(try sandbox.effects().isEmpty)
  }

  @Test func `a repeated decision answers from the record, also when nothing else answers`() throws
  {
    let sandbox = try Sandbox()
    let words = ["--amount", "5.00", "--decision", "t-1", "--yes", "--json"]
    let first = try run(["refund", "uk-store/6636598"] + words, sandbox)
    #expect(first.status == 0, "\(first.errors)")
    #expect(try first.json["id"] as? String == "6636598")
    #expect(try first.json["reference"] as? String == "NP-ORDER1001")
    let other = try run(["refund", "uk-store/6636599"] + words, sandbox)
    #expect(other.status == 2, "\(other.errors)")
    sandbox.stop()
    for name in ["6636598", "NP-ORDER1001"] {
      let again = try run(["refund", "uk-store/\(name)"] + words, sandbox)
      #expect(again.status == 0, "\(again.errors)")
      #expect(try again.json["intent"] as? String == first.json["intent"] as? String)
    }
    let text = try run(["refund", "uk-store/6636598"] + words.dropLast(), sandbox)
    #expect(text.output.contains("uk-store/6636598 (NP-ORDER1001)"), "\(text.output)")
  }

  @Test func `an amount with its currency is of that currency or of none`() throws {
    let sandbox = try Sandbox()
    let wrong = try run(
      ["refund", "uk-store/6636598", "--amount", "5.00 EUR", "--yes"], sandbox)
    #expect(wrong.status == 2, "\(wrong.errors)")
    #expect(try sandbox.effects().isEmpty)
    let right = try run(
      ["refund", "uk-store/6636598", "--amount", "GBP 5.00", "--yes"], sandbox)
    #expect(right.status == 0, "\(right.errors)")
    #expect(try sandbox.effects().map(\.amountMinor) == [500])
  }

  @Test func `words may begin with a dash`() throws {
    let sandbox = try Sandbox()
    let all = try run(["search", "--json"], sandbox)
    let others = try run(["search", "-account:uk-store", "--json"], sandbox)
    #expect(others.status == 0, "\(others.errors)")
    #expect(others.output.contains("ng-store"))
    #expect(!others.output.contains(#""account":"uk-store""#))
    #expect(all.output.contains(#""account":"uk-store""#))
    let refunded = try run(
      [
        "refund", "uk-store/6636598", "--amount", "5", "--reason", "-x", "--note", "--yes",
        "--ticket", "-7", "--decision", "--t", "--yes",
      ], sandbox)
    #expect(refunded.status == 0, "\(refunded.errors)")
    // What a value swallowed confirms nothing.
    let unconfirmed = try run(
      ["refund", "uk-store/6636598", "--amount", "1", "--another", "--note", "--yes"], sandbox)
    #expect(unconfirmed.status == 64, "\(unconfirmed.errors)")
    #expect(try sandbox.effects().count == 1)
  }

  @Test func `an unknown option of a search is still a mistake`() throws {
    let sandbox = try Sandbox()
    for word in ["--jsn", "--limits=5"] {
      #expect(try run(["search", word], sandbox).status == 64)
    }
  }

  private func run(_ arguments: [String], _ sandbox: Sandbox) throws -> Program.Outcome {
    try Program.run(arguments + ["--config", sandbox.configuration])
  }
}
