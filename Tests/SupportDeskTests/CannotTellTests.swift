import DeskBench
import Journal
import Payments
import SupportDesk
import Testing
import TextSafety

/// Where a provider cannot tell, a person with other evidence can still rule, and is told the true reason (I17).
struct CannotTellTests {
  private static let refused = (
    401, #"{"success":false,"error":{"code":"authentication_failed","message":"bad key"}}"#
  )

  private func payment(_ status: String) -> String {
    #"{"id":7,"trx":"O7","status":"\#(status)","amount":"50.00","currency":"GBP","created_at":"2026-09-01T09:42:00Z","remark":"make_payment","account_id":"NP1"}"#
  }

  private static let credit =
    #"{"id":"t1","type":"credit","status":"completed","amount":5000,"currency":"NZD","sourceAccountId":"c1","reference":"I","createdAt":"2026-09-01T09:42:00Z"}"#

  private static let row =
    #"{"id":"ref_9","type":"refund","status":"completed","amount":500,"currency":"NZD","description":"","createdAt":"2026-09-21T14:14:00Z"}"#

  private func rule(
    _ rows: WrittenRows, _ intent: Intent, noneOfThem: Bool = false, despiteGap: Bool = true
  ) async throws -> IntentState {
    try await rows.desk.rule(
      intent.id, .didNotHappen(noneOfThem: noneOfThem, despiteGap: despiteGap),
      evidence: "their support, by mail"
    ).intent.state
  }

  @Test func `a payment that left a list which is not whole`() async throws {
    let rows = try WrittenRows("aiic")
    rows.write([Self.credit])
    let lost = try await rows.lostRefund(of: "t1", minor: 500)
    try #require(lost.state == .unknown)
    rows.clock.advance(seconds: 3600)
    rows.write([], pagination: #""hasNext":true"#)
    let first = await #expect(throws: DeskError.self) { try await rule(rows, lost) }
    #expect(
      first?.sentence.text.contains("Nobody was shown that before") == true, "\(first as Any)")
    let second = await #expect(throws: DeskError.self) {
      try await rule(rows, lost, despiteGap: false)
    }
    #expect(second?.sentence.text.contains("not among the rows") == true, "\(second as Any)")
    #expect(second?.sentence.text.contains("--despite-gap") == true)
    let item = try #require(try rows.desk.attention().first)
    #expect(item.gap?.text.contains("not among the rows") == true)
    #expect(try await rule(rows, lost) == .ruledNotDone)
    #expect(try rows.desk.openLocal(lost.key)?.ledger?.remaining.isCertain == false)
    #expect(try rows.journal.verifyChain() > 0)
  }

  @Test func `a key that is refused`() async throws {
    let rows = try WrittenRows("neropay")
    rows.write([payment("succeeded")])
    let lost = try await rows.lostRefund(of: "7", minor: 500)
    rows.clock.advance(seconds: 3600)
    rows.answerReads(Self.refused)
    await #expect(throws: DeskError.self) { try await rule(rows, lost) }
    let error = await #expect(throws: DeskError.self) {
      try await rule(rows, lost, despiteGap: false)
    }
    #expect(error?.sentence.text.contains("refuses the key") == true, "\(error as Any)")
    #expect(try await rule(rows, lost) == .ruledNotDone)
    #expect(try rows.journal.verifyChain() > 0)
  }

  @Test func `an outage is no such reason, and says what to do`() async throws {
    let rows = try WrittenRows("neropay")
    rows.write([payment("succeeded")])
    let lost = try await rows.lostRefund(of: "7", minor: 500)
    rows.clock.advance(seconds: 3600)
    rows.hide(true)
    for _ in 0..<2 {
      let error = await #expect(throws: DeskError.self) { try await rule(rows, lost) }
      #expect(error?.sentence.text.contains("again") == true, "\(error as Any)")
    }
    #expect(try rows.journal.intent(lost.id)?.state == .unknown)
  }

  // MARK: - What was shown before counts

  @Test func `a row that was shown before is still to be said to be another`() async throws {
    let rows = try WrittenRows("aiic")
    rows.write([Self.credit])
    let lost = try await rows.lostRefund(of: "t1", minor: 500)
    rows.clock.advance(seconds: 3600)
    rows.write([Self.credit, Self.row])
    _ = try await rows.desk.settle(lost.id, replaying: false)
    try #require(try rows.journal.looks(of: lost.id).last?.look.matches.count == 1)
    rows.answerReads((403, #"{"success":false,"error":"not allowed","errorCode":"FORBIDDEN"}"#))
    await #expect(throws: DeskError.self) { try await rule(rows, lost) }
    let error = await #expect(throws: DeskError.self) { try await rule(rows, lost) }
    #expect(error?.sentence.text.contains("ref_9") == true, "\(error as Any)")
    #expect(try rows.desk.attention().first?.suggestion?.text.contains("may be this one") == true)
    #expect(try await rule(rows, lost, noneOfThem: true) == .ruledNotDone)
  }

  @Test func `what looked as if it happened is not ruled away by a refused key`() async throws {
    let rows = try WrittenRows("neropay")
    rows.write([payment("succeeded")])
    let lost = try await rows.lostRefund(of: "7", minor: 500)
    rows.clock.advance(seconds: 3600)
    rows.write([payment("partial_refunded")])
    _ = try await rows.desk.settle(lost.id, replaying: false)
    rows.answerReads(Self.refused)
    for _ in 0..<2 {
      await #expect(throws: DeskError.self) { try await rule(rows, lost, noneOfThem: true) }
    }
    let error = await #expect(throws: DeskError.self) { try await rule(rows, lost) }
    #expect(error?.sentence.text.contains("last read") == true, "\(error as Any)")
    #expect(try rows.journal.intent(lost.id)?.state.isTerminal == false)
  }

  @Test func `an account that left the configuration has a way back`() async throws {
    let rows = try WrittenRows("neropay")
    let other = try WrittenRows("nectar")
    let key = PaymentKey(account: other.identity, id: TransactionID("N1"))
    let error = await #expect(throws: DeskError.self) { try await rows.desk.openLive(key) }
    for words in ["block", "even where", "--despite-gap"] {
      #expect(error?.sentence.text.contains(words) == true, "\(error as Any)")
    }
  }
}
