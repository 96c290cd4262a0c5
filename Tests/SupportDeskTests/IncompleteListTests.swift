import Journal
import Payments
import SupportDesk
import Testing
import TextSafety

/// What a provider's list lacks, or nobody can read, is never taken for what did not happen.
struct IncompleteListTests {
  private static let payment = #"""
    {"id":"txn_a1","type":"credit","status":"completed","amount":2500,"currency":"NZD","reference":"Inv 1","description":"d","createdAt":"2026-09-01T09:42:00Z"}
    """#

  private func row(
    _ id: String = #""ref_1""#, type: String = "refund", amount: String = "500",
    currency: String = "NZD", reference: String = "", description: String = ""
  ) -> String {
    #"{"id":\#(id),"type":"\#(type)","status":"completed","amount":\#(amount),"currency":"\#(currency)","reference":"\#(reference)","description":"\#(description)","createdAt":"2026-09-29T00:00:00Z"}"#
  }

  /// A refund of 5.00 that is not known, after what a ruling has to wait for.
  private func lost() async throws -> (rows: WrittenRows, intent: Intent) {
    let rows = try WrittenRows("aiic")
    rows.write([Self.payment])
    let intent = try await rows.lostRefund(of: "txn_a1", minor: 500)
    #expect(intent.state == .unknown)
    rows.clock.advance(seconds: 31 * 60)
    return (rows, intent)
  }

  private func ruleNotHappened(_ rows: WrittenRows, _ intent: Intent) async throws -> IntentState {
    _ = try? await rows.desk.rule(intent.id, .didNotHappen, evidence: "nothing shows")
    return try #require(try rows.journal.intent(intent.id)).state
  }

  @Test func `a complete list that shows nothing can be ruled on`() async throws {
    let (rows, intent) = try await lost()
    #expect(try await ruleNotHappened(rows, intent) == .ruledNotDone)
    #expect(try await rows.open("txn_a1").ledger?.remaining.isCertain == true)
  }

  @Test(
    arguments: [
      ("refund", "500.0", "NZD", #""ref_1""#), ("refund", "500", "USD", #""ref_1""#),
      ("credit", "500", "NZD", #""ref_1""#), ("refund", "-500", "NZD", #""ref_1""#),
      ("refund", "500.5", "NZD", #""ref_1""#), ("refund", "500", "NZD", #""""#),
      ("refund", "500", "NZD", "null"),
    ])
  func `our own row that cannot be read needs a person, and is not nothing`(
    _ type: String, _ amount: String, _ currency: String, _ id: String
  ) async throws {
    let (rows, intent) = try await lost()
    let tag = intent.id.tag.text
    rows.write([
      Self.payment, row(id, type: type, amount: amount, currency: currency, description: tag),
    ])
    let report = try await rows.desk.settle(intent.id, replaying: false)
    #expect(!report.intent.state.isTerminal)
    let look = try #require(try rows.journal.looks(of: intent.id).last)
    #expect(look.look.couldRead)
    #expect(look.look.hint == .silent)
    #expect(look.words.text.contains("cannot be read"))
    #expect(!look.words.text.contains("nothing of it shows"))
    let attention = try rows.desk.attention()
    #expect(attention.map(\.matter).contains(.frozen))
    #expect(attention.contains { $0.sentence.text.contains("cannot be read") })
    #expect(try await ruleNotHappened(rows, intent).holdsAmount)
    #expect(throws: JournalError.self) {
      try rows.journal.rule(
        .ruledNotDone, on: intent.id, evidence: "nothing shows", refundID: nil,
        actor: Actor("amina"), at: rows.clock.now)
    }
    let detail = try await rows.open("txn_a1")
    #expect(detail.refundRefusal != nil)
    #expect(try rows.journal.verifyChain() > 0)
  }

  @Test(arguments: [#""hasNext":true"#, #""hasNext":false,"totalPages":3"#])
  func `nothing is concluded from a list that is not whole`(_ pagination: String) async throws {
    let (rows, intent) = try await lost()
    rows.write([Self.payment, row(amount: "1")], pagination: pagination)
    _ = try await rows.desk.settle(intent.id, replaying: false)
    let look = try #require(try rows.journal.looks(of: intent.id).last)
    #expect(look.words.text.contains("not whole"))
    #expect(!look.words.text.contains("nothing of it shows"))
    let item = try #require(try rows.desk.attention().first { $0.intent?.id == intent.id })
    #expect(item.suggestion?.text.contains("not whole") == true)
    #expect(try await ruleNotHappened(rows, intent).holdsAmount)
    #expect(try await rows.open("txn_a1").ledger?.remaining.isCertain == false)

    rows.write([Self.payment])
    #expect(try await ruleNotHappened(rows, intent) == .ruledNotDone)
  }

  @Test(arguments: ["1500.0", "99900"])
  func `a refund made elsewhere that cannot be read leaves at most`(
    _ amount: String
  ) async throws {
    let rows = try WrittenRows("aiic")
    rows.write([Self.payment])
    let before = try await rows.open("txn_a1")
    #expect(before.ledger?.remaining == .computed(Money(minor: 2500, currency: .nzd)))
    rows.write([Self.payment, row(amount: amount, reference: "Inv 1")])
    let detail = try await rows.open("txn_a1")
    #expect(detail.ledger?.remaining.isCertain == false)
    #expect(try rows.desk.openLocal(detail.row.id)?.ledger?.remaining.isCertain == false)
    rows.write([Self.payment])
    #expect(try await rows.open("txn_a1").ledger?.remaining.isCertain == true)
  }

  @Test func `one id with two contents is not taken for either`() async throws {
    let (rows, intent) = try await lost()
    let tag = intent.id.tag.text
    rows.write([
      Self.payment, row(amount: "99900", description: tag), row(amount: "500", description: tag),
    ])
    let report = try await rows.desk.settle(intent.id, replaying: false)
    #expect(!report.intent.state.isTerminal)
    #expect(try rows.desk.attention().map(\.matter).contains(.frozen))
    #expect(try await ruleNotHappened(rows, intent).holdsAmount)
  }

  @Test func `a row of another decision or of another payment is not in the way`() async throws {
    let (rows, intent) = try await lost()
    let other = #"""
      {"id":"txn_a2","type":"credit","status":"completed","amount":5000,"currency":"NZD","reference":"Bill 2","description":"d","createdAt":"2026-09-01T09:43:00Z"}
      """#
    rows.write([Self.payment, other])
    _ = try await rows.open("txn_a2")
    rows.write([Self.payment, other, row(amount: "1.5", reference: "Bill 2")])
    #expect(try await ruleNotHappened(rows, intent) == .ruledNotDone)
  }
}
