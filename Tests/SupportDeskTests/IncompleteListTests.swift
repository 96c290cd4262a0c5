import DeskBench
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
    _ = try? await rows.desk.rule(intent.id, .didNotHappen(), evidence: "nothing shows")
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

  // MARK: - What may be ours

  @Test func `a row that may be ours is not hidden by another before it`() async throws {
    let (rows, intent) = try await lost()
    rows.write([Self.payment, row(#""ref_0""#, amount: "200"), row()])
    _ = try await rows.desk.settle(intent.id, replaying: false)
    let look = try #require(try rows.journal.looks(of: intent.id).last)
    #expect(look.look.matches.map(\.id) == ["ref_1"])
    #expect(!look.words.text.contains("nothing of it shows"))
    #expect(
      try await ruleNotHappened(rows, intent).holdsAmount, "nobody said of the row what it is")
    _ = try await rows.desk.rule(
      intent.id, .didNotHappen(noneOfThem: true), evidence: "another customer's")
    #expect(try rows.journal.intent(intent.id)?.state == .ruledNotDone)
  }

  @Test func `of a row that nobody was shown nobody says that it is another one`() async throws {
    let (rows, intent) = try await lost()
    rows.write([Self.payment, row()])
    _ = try await rows.desk.settle(intent.id, replaying: false)
    rows.write([Self.payment, row(), row(#""ref_2""#)])
    func rule() async throws {
      _ = try await rows.desk.rule(
        intent.id, .didNotHappen(noneOfThem: true), evidence: "another customer's")
    }
    let error = await #expect(throws: DeskError.self) { try await rule() }
    #expect(error?.sentence.text.contains("(ref_2)") == true)
    try await rule()
    #expect(try rows.journal.intent(intent.id)?.state == .ruledNotDone)
  }

  @Test func `a name within a longer one is not meant`() async throws {
    let (rows, intent) = try await lost()
    let other = Self.payment.replacing("txn_a1", with: "txn_a15").replacing("Inv 1", with: "Inv 15")
    rows.write([Self.payment, other])
    _ = try await rows.open("txn_a15")
    rows.write([
      Self.payment, other, row(reference: "Inv 15", description: "Refund of Inv 15 (txn_a15)"),
    ])
    #expect(try await ruleNotHappened(rows, intent) == .ruledNotDone)
    #expect(try rows.desk.attention().isEmpty)
  }

  @Test func `a payment that is dated anew is asked about from our own decision on`() async throws {
    let (rows, intent) = try await lost()
    let later = Self.payment.replacing("2026-09-01", with: "2026-12-01")
    let before = rows.asked.count
    rows.write([later, row(description: intent.id.tag.text)])
    #expect(try await rows.desk.settle(intent.id, replaying: false).intent.state == .succeeded)
    let day = "\"dateFrom\":\"2026-1"
    #expect(!rows.asked.dropFirst(before).contains { $0.contains(day) }, "\(rows.asked)")
  }

  @Test func `our tag under another payment's reference is a doubt`() async throws {
    let (rows, intent) = try await lost()
    let other = Self.payment.replacing("txn_a1", with: "txn_a2").replacing("Inv 1", with: "Inv 2")
    rows.write([Self.payment, other])
    _ = try await rows.open("txn_a2")
    rows.write([
      Self.payment, other, row(reference: "Inv 2", description: intent.id.tag.text),
    ])
    let report = try await rows.desk.settle(intent.id, replaying: false)
    #expect(!report.intent.state.isTerminal)
    let item = try #require(try rows.desk.attention().first { $0.matter == .frozen })
    #expect(item.sentence.text.contains("another payment's reference"))
  }

  @Test func `what was paid is not what it was: the next refund asks`() async throws {
    let (rows, intent) = try await lost()
    #expect(try await ruleNotHappened(rows, intent) == .ruledNotDone)
    rows.write([Self.payment.replacing("2500", with: "250000")])
    let detail = try await rows.open("txn_a1")
    let review = try await rows.desk.review(
      Decision(
        kind: .refund, key: detail.row.id, amount: Money(minor: 90_000, currency: .nzd),
        seen: detail.fingerprint))
    let recent = try #require(review.recent)
    #expect(recent.sentence.text.contains("it said 25.00 NZD"))
    #expect(throws: DeskError.refused(recent)) { try rows.desk.prepare(review) }
  }

  @Test func `a payment that its provider names no more can be unlocked`() async throws {
    let (rows, intent) = try await lost()
    rows.write([Self.payment, row(amount: "700", description: intent.id.tag.text)])
    _ = try await rows.desk.settle(intent.id, replaying: false)
    try #require(try rows.journal.isFrozen(intent.key))
    rows.write([])
    let report = try await rows.desk.release(
      intent.key, total: Money(minor: 700, currency: .nzd), evidence: "their console")
    #expect(report.open?.id == intent.id)
    #expect(try !rows.journal.isFrozen(intent.key))
  }

  @Test func `one payment under two names asks while the first is not known`() async throws {
    let rows = try WrittenRows("nectar")
    rows.write([nectarPayment("N21")])
    let lost = try await rows.lostRefund(of: "N21", minor: 6000)
    try #require(lost.state == .unknown)
    rows.write([nectarPayment("MR21")])
    let detail = try await rows.open("MR21")
    let review = try await rows.desk.review(
      Decision(
        kind: .refund, key: detail.row.id, amount: Money(minor: 3000, currency: .usd),
        seen: detail.fingerprint))
    #expect(review.recent?.sentence.text.contains("from payment N21 of the same reference") == true)
  }

  @Test func `a history that has the refund is not nothing`() async throws {
    let rows = try WrittenRows("nectar")
    rows.write([nectarPayment("N21")])
    let lost = try await rows.lostRefund(of: "N21", minor: 500)
    rows.write([
      nectarPayment(
        "N21",
        #"{"refundId":"R1","amount":5.00,"timestamp":"2026-12-14T21:43:58","status":"REFUNDED"}"#)
    ])
    _ = try await rows.desk.settle(lost.id, replaying: false)
    let look = try #require(try rows.journal.looks(of: lost.id).last)
    #expect(look.look.matches.map(\.id) == ["R1"])
    #expect(!look.words.text.contains("nothing of it shows"))
    rows.clock.advance(seconds: 31 * 60)
    let refused = await #expect(throws: DeskError.self) {
      try await rows.desk.rule(lost.id, .didNotHappen(), evidence: "nothing shows")
    }
    #expect(refused?.sentence.text.contains("would count as not done") == true)
    #expect(refused?.sentence.text.contains("is recorded as ruled") == false)
  }

  private func nectarPayment(_ id: String, _ history: String = "") -> String {
    #"{"transactionReference":"\#(id)","merchantRef":"MR21","requestedAmount":95.00,"currencyCode":"USD","status":0,"transactionDate":"2026-03-11T14:43:50.172275","refundHistory":[\#(history)]}"#
  }
}
