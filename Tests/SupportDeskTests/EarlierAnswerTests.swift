import DeskBench
import Journal
import Payments
import SupportDesk
import Testing
import TextSafety

/// What Nectar said in an answer is evidence of when it was said, and the history in it of every decision (I9, I27).
struct EarlierAnswerTests {
  private func payment(_ code: Int) -> String {
    #"{"transactionReference":"A1","merchantRef":"O1","statusCode":\#(code),"currencyCode":"USD","requestedAmount":50.00,"transactionAmount":50.00,"transactionDate":"2026-09-01T09:42:00Z"}"#
  }

  /// An entry of the history that comes with answers.
  private struct Entry {
    var id: String
    var amount: String
    var status = "REFUNDED"
    var time: Instant
    var words = ""

    var text: String {
      #"{"refundId":"\#(id)","amount":\#(amount),"status":"\#(status)","timestamp":"\#(ProviderTime(of: time).original.raw)","refundReason":"\#(words)"}"#
    }
  }

  /// The answer to a refund, with the history as the provider has it then.
  private func answer(
    _ rows: WrittenRows, refunded: String, remaining: String, _ history: [Entry], code: Int = 11
  ) {
    let isDone = code != 4
    rows.answer(
      (
        200,
        #"{"status":200,"message":"ok","errors":[],"data":{"transactionReference":"A1","statusCode":\#(code),"currencyCode":"USD","acquirerCode":"\#(isDone ? "00" : "51")","transactionAmount":50.00,"refundedAmount":\#(refunded),"remainingAmount":\#(remaining),"partialRefund":true,"refundHistory":[\#(history.map(\.text).joined(separator: ","))]}}"#
      ))
  }

  /// A refund of 20.00 that was done and then bounced, as the status says and a person confirms.
  private func bounced(_ rows: WrittenRows) async throws -> Intent {
    rows.write([payment(0)])
    answer(
      rows, refunded: "20.00", remaining: "30.00",
      [Entry(id: "r1", amount: "20.00", time: rows.clock.now)])
    let intent = try await rows.lostRefund(of: "A1", minor: 2000)
    try #require(intent.state == .succeeded)
    rows.write([payment(11)])
    _ = try await rows.open("A1")
    rows.clock.advance(seconds: 3600)
    rows.write([payment(0)])
    _ = try await rows.open("A1")
    let item = try #require(try rows.desk.attention().first)
    try #require(item.matter == .wentBack)
    _ = try await rows.desk.resolve(
      intent.id, try #require(item.finding), .ours, evidence: "Nectar's support: bounced")
    return intent
  }

  @Test func `an answer from before a refund bounced says nothing of today`() async throws {
    let rows = try WrittenRows("nectar")
    let intent = try await bounced(rows)
    for _ in 0..<2 {
      rows.clock.advance(seconds: 86_400)
      let detail = try await rows.open("A1")
      #expect(try rows.desk.attention().isEmpty)
      #expect(detail.ledger?.refunded.isZero == true)
      #expect(detail.ledger?.held.isZero == true)
      #expect(detail.ledger?.remaining == .atMost(Money(minor: 5000, currency: .usd)))
    }
    #expect(try rows.journal.intent(intent.id)?.countsAs == .failed)
    #expect(try rows.journal.verifyChain() > 0)
  }

  @Test func `a refund that bounced and that a later answer lists as done is told`() async throws {
    let rows = try WrittenRows("nectar")
    let intent = try await bounced(rows)
    rows.clock.advance(seconds: 90_000)
    let first = Entry(id: "r1", amount: "20.00", time: rows.clock.now.adding(seconds: -93_600))
    answer(
      rows, refunded: "5.00", remaining: "25.00",
      [first, Entry(id: "r2", amount: "5.00", time: rows.clock.now)])
    let second = try await rows.lostRefund(of: "A1", minor: 500, another: true)
    try #require(second.state == .succeeded)
    rows.write([payment(11)])
    let detail = try await rows.open("A1")
    #expect(try rows.desk.attention().map(\.matter) == [.movedAnyway])
    #expect(try rows.desk.attention().first?.intent?.id == intent.id)
    #expect(detail.ledger?.held.minor == 2000)
    #expect(detail.ledger?.remaining.bound.minor ?? .max <= 2500)
  }

  // MARK: - The history in later answers

  /// A refund of 20.00 that was done, with the entry that its answer had of it.
  private func done(_ rows: WrittenRows) async throws -> (intent: Intent, entry: Entry) {
    rows.write([payment(0)])
    let entry = Entry(id: "r1", amount: "20.00", time: rows.clock.now)
    answer(rows, refunded: "20.00", remaining: "30.00", [entry])
    let intent = try await rows.lostRefund(of: "A1", minor: 2000)
    try #require(intent.state == .succeeded)
    rows.write([payment(11)])
    rows.clock.advance(seconds: 90_000)
    return (intent, entry)
  }

  @Test(arguments: [11, 4])
  func `a later answer that lists an earlier refund as declined is told`(
    _ code: Int
  ) async throws {
    let rows = try WrittenRows("nectar")
    var (intent, entry) = try await done(rows)
    let between = Entry(id: "r2", amount: "5.00", time: rows.clock.now)
    answer(rows, refunded: "5.00", remaining: "25.00", [entry, between])
    try #require(
      try await rows.lostRefund(of: "A1", minor: 500, another: true).state == .succeeded)
    rows.clock.advance(seconds: 90_000)
    entry.status = "DECLINED"
    let isDone = code == 11
    let last = Entry(id: "r3", amount: "10.00", time: rows.clock.now)
    answer(
      rows, refunded: "10.00", remaining: isDone ? "35.00" : "45.00",
      [entry, between] + (isDone ? [last] : []), code: code)
    let third = try await rows.lostRefund(of: "A1", minor: 1000, another: true)
    try #require(third.state == (isDone ? .succeeded : .rejected))
    // It is told at once, and once; what was held for it stays held.
    for _ in 0..<3 {
      let items = try rows.desk.attention()
      #expect(items.map(\.matter) == [.failedLate])
      #expect(items.first?.intent?.id == intent.id)
      #expect(try rows.journal.intent(intent.id)?.correction == .disputed)
      _ = try await rows.open("A1")
    }
    let item = try #require(try rows.desk.attention().first)
    _ = try await rows.desk.resolve(
      intent.id, try #require(item.finding), .ours, evidence: "Nectar's support: declined")
    let detail = try await rows.open("A1")
    #expect(try rows.desk.attention().isEmpty)
    #expect(detail.ledger?.refunded.minor == (isDone ? 1500 : 500))
    #expect(detail.ledger?.remaining.bound.minor == (isDone ? 3500 : 4500))
    #expect(try rows.journal.verifyChain() > 0)
  }

  @Test func `a later answer that lists an earlier refund with another amount locks`() async throws
  {
    let rows = try WrittenRows("nectar")
    var (_, entry) = try await done(rows)
    entry.amount = "25.00"
    answer(
      rows, refunded: "5.00", remaining: "20.00",
      [entry, Entry(id: "r2", amount: "5.00", time: rows.clock.now)])
    let second = try await rows.lostRefund(of: "A1", minor: 500, another: true)
    try #require(second.state == .succeeded)
    #expect(try rows.desk.attention().map(\.matter) == [.frozen])
  }

  @Test func `a refund that was refused and stands in a later history is told`() async throws {
    let rows = try WrittenRows("nectar")
    rows.write([payment(0)])
    rows.answer((403, #"{"status":403,"message":"IP not allowed","data":null,"errors":[]}"#))
    let refused = try await rows.lostRefund(of: "A1", minor: 2000)
    try #require(refused.state == .rejected)
    rows.clock.advance(seconds: 90_000)
    answer(
      rows, refunded: "5.00", remaining: "25.00",
      [
        Entry(
          id: "r1", amount: "20.00", time: rows.clock.now.adding(seconds: -90_000),
          words: refused.id.tag.text),
        Entry(id: "r2", amount: "5.00", time: rows.clock.now),
      ])
    _ = try await rows.lostRefund(of: "A1", minor: 500, another: true)
    #expect(try rows.desk.attention().map(\.matter) == [.movedAnyway])
    #expect(try rows.journal.intent(refused.id)?.correction == .disputed)
  }
}
