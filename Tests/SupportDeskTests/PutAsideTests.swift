import DeskBench
import Journal
import Payments
import SupportDesk
import Testing
import TextSafety

/// What a person put aside or stated holds for what they looked at, and for nothing that comes later (I27).
struct PutAsideTests {
  private func payment(_ status: String, account: String = "NP1") -> String {
    #"{"id":7,"trx":"O7","status":"\#(status)","amount":"50.00","currency":"GBP","created_at":"2026-09-01T09:42:00Z","remark":"make_payment","account_id":"\#(account)"}"#
  }

  private func entry(_ id: Int, _ amount: String, at time: Instant) -> String {
    let civil = ProviderTime(of: time).original.raw
    return
      #"{"id":\#(id),"trx":"O7","status":"succeeded","amount":"\#(amount)","currency":"GBP","created_at":"\#(civil)","remark":"refund_transaction"}"#
  }

  private static let no = (
    422, #"{"success":false,"error":{"code":"validation_failed","message":"busy"}}"#
  )

  /// A refund that was refused, with the payment said to be partly refunded after all.
  private func rejected(_ minor: Int64) async throws -> (rows: WrittenRows, intent: Intent) {
    let rows = try WrittenRows("neropay")
    rows.write([payment("succeeded")])
    rows.answer(Self.no)
    let intent = try await rows.lostRefund(of: "7", minor: minor)
    try #require(intent.state == .rejected)
    rows.write([payment("partial_refunded")])
    _ = try await rows.open("7")
    return (rows, intent)
  }

  private func putAside(_ rows: WrittenRows) async throws -> AttentionItem {
    let item = try #require(try rows.desk.attention().first { $0.finding != nil })
    _ = try await rows.desk.resolve(
      try #require(item.intent?.id), try #require(item.finding), .notThisOne,
      evidence: "a slow replica")
    #expect(try rows.desk.attention().isEmpty)
    return item
  }

  @Test func `what was put aside, went and came back is told again`() async throws {
    let (rows, intent) = try await rejected(2000)
    for _ in 0..<2 {
      let item = try await putAside(rows)
      #expect(item.intent?.id == intent.id)
      _ = try await rows.open("7")
      #expect(try rows.desk.attention().isEmpty, "while it shows, nobody is told twice")
      rows.write([payment("succeeded")])
      _ = try await rows.open("7")
      #expect(try rows.desk.attention().isEmpty)
      rows.write([payment("partial_refunded")])
      _ = try await rows.open("7")
    }
    #expect(try rows.desk.attention().map(\.matter) == [.movedAnyway])
    #expect(try rows.journal.verifyChain() > 0)
  }

  @Test func `a status that was put aside for one decision is told of a later one`() async throws {
    let (rows, _) = try await rejected(2000)
    _ = try await putAside(rows)
    rows.write([payment("succeeded")])
    _ = try await rows.open("7")
    rows.clock.advance(seconds: 60)
    let second = try await rows.lostRefund(of: "7", minor: 3000, another: true)
    try #require(second.state == .rejected)
    rows.write([payment("partial_refunded")])
    let detail = try await rows.open("7")
    #expect(try rows.desk.attention().contains { $0.intent?.id == second.id })
    #expect(detail.ledger?.held.minor == 3000)
  }

  @Test func `a row that was put aside and failed is told when it moves again`() async throws {
    let rows = try WrittenRows("aiic")
    let credit =
      #"{"id":"t1","type":"credit","status":"completed","amount":5000,"currency":"NZD","reference":"I","createdAt":"2026-09-01T09:42:00Z"}"#
    func refund(_ status: String, _ tag: String) -> String {
      #"{"id":"r1","type":"refund","status":"\#(status)","amount":2000,"currency":"NZD","description":"\#(tag)","createdAt":"2026-09-29T00:00:00Z"}"#
    }
    rows.write([credit])
    let lost = try await rows.lostRefund(of: "t1", minor: 2000)
    let tag = lost.id.tag.text
    rows.write([credit, refund("completed", tag)])
    _ = try await rows.desk.settle(lost.id, replaying: false)
    rows.write([credit, refund("failed", tag)])
    _ = try await rows.open("t1")
    #expect(try await putAside(rows).matter == .failedLate)
    rows.write([credit, refund("completed", tag)])
    _ = try await rows.open("t1")
    rows.write([credit, refund("failed", tag)])
    _ = try await rows.open("t1")
    #expect(try rows.desk.attention().map(\.matter) == [.failedLate])
    #expect(try rows.journal.intent(lost.id)?.correction == .disputed)
  }

  // MARK: - What people state

  @Test func `a refund after a statement of the same amount is not in it`() async throws {
    let (rows, intent) = try await rejected(500)
    let finding = try #require(try rows.desk.attention().first?.finding)
    _ = try await rows.desk.resolve(
      intent.id, finding,
      .elsewhere(amount: Money(minor: 2000, currency: .gbp), who: "bola", refundID: nil),
      evidence: "portal")
    rows.clock.advance(seconds: 86_400)
    rows.write([
      payment("partial_refunded"), entry(950, "20.00", at: rows.clock.now.adding(seconds: -60)),
    ])
    #expect(try await rows.open("7").ledger?.remaining.bound.minor == 1000)
  }

  @Test func `a total that was stated stays when the rows go that it leaned on`() async throws {
    let (rows, intent) = try await rejected(2000)
    try rows.journal.correction(
      "Compare.", on: intent.key, intent: intent.id, actor: Journal.desk, at: rows.clock.now)
    rows.write([payment("partial_refunded"), entry(901, "45.00", at: rows.clock.now)])
    _ = try await rows.open("7")
    _ = try await rows.desk.release(
      intent.key, total: Money(minor: 4500, currency: .gbp), evidence: "portal")
    for list in [[entry(901, "45.00", at: rows.clock.now)], [], []] {
      rows.write([payment("partial_refunded")] + list)
      let ledger = try #require(try await rows.open("7").ledger)
      #expect(ledger.refunded.minor == 4500)
      #expect(ledger.remaining.bound.minor == 500)
    }
    #expect(try await rows.open("7").ledger?.remaining.isCertain == false)
    rows.clock.advance(seconds: 90_000)
    await #expect(throws: DeskError.self) {
      try await rows.lostRefund(of: "7", minor: 5000, another: true)
    }
    #expect(try rows.journal.verifyChain() > 0)
  }

  @Test func `an entry that its provider does not list any more leaves at most`() async throws {
    let rows = try WrittenRows("neropay")
    let paid = payment("succeeded")
    rows.write([paid, entry(901, "45.00", at: rows.clock.now)])
    #expect(try await rows.open("7").ledger?.remaining.bound.minor == 500)
    rows.write([paid])
    for _ in 0..<2 {
      #expect(
        try await rows.open("7").ledger?.remaining == .atMost(Money(minor: 5000, currency: .gbp)))
    }
  }

  // MARK: - What nobody can find out

  @Test func `a gap that was shown is overruled with evidence, and leaves at most`() async throws {
    let rows = try WrittenRows("neropay")
    rows.write([payment("succeeded")])
    let lost = try await rows.lostRefund(of: "7", minor: 2000)
    try #require(lost.state == .unknown)
    rows.clock.advance(seconds: 3600)
    for (list, words) in [
      ([String](), "does not know the payment"),
      ([payment("succeeded"), entry(901, "-5.00", at: rows.clock.now)], "cannot be read (901)"),
    ] {
      rows.write(list)
      func rule(despiteGap: Bool) async throws {
        _ = try await rows.desk.rule(
          lost.id, .didNotHappen(despiteGap: despiteGap), evidence: "their support, by mail")
      }
      // Nobody was shown it yet.
      await #expect(throws: DeskError.self) { try await rule(despiteGap: true) }
      let refused = await #expect(throws: DeskError.self) { try await rule(despiteGap: false) }
      #expect(refused?.sentence.text.contains("--despite-gap") == true)
      let item = try #require(try rows.desk.attention().first { $0.intent?.id == lost.id })
      #expect(item.gap?.text.contains(words) == true)
      #expect(item.suggestion == item.gap)
      guard words.contains("901") else { continue }
      try await rule(despiteGap: true)
    }
    #expect(try rows.journal.intent(lost.id)?.state == .ruledNotDone)
    #expect(try await rows.open("7").ledger?.remaining.isCertain == false)
    #expect(try rows.journal.verifyChain() > 0)
  }

  @Test func `a payment that is gone can be ruled on, and what remains is at most`() async throws {
    let rows = try WrittenRows("neropay")
    rows.write([payment("succeeded")])
    let lost = try await rows.lostRefund(of: "7", minor: 2000)
    rows.clock.advance(seconds: 3600)
    rows.write([])
    _ = try await rows.desk.settle(lost.id, replaying: false)
    let ruled = try await rows.desk.rule(
      lost.id, .didNotHappen(despiteGap: true), evidence: "their support, by mail")
    #expect(ruled.intent.state == .ruledNotDone)
    #expect(try rows.desk.openLocal(lost.key)?.ledger?.remaining.isCertain == false)
    #expect(try rows.desk.attention().isEmpty)
  }
}
