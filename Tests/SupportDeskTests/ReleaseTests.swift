import DeskBench
import Journal
import Payments
import SupportDesk
import Testing
import TextSafety

/// What a person states when releasing a payment: it answers what they were shown, and nothing else (I9, I16, I27).
struct ReleaseTests {
  private func credit(_ status: String = "completed") -> String {
    #"{"id":"t1","type":"credit","status":"\#(status)","amount":5000,"currency":"NZD","sourceAccountId":"c1","reference":"I","createdAt":"2026-09-01T09:42:00Z"}"#
  }

  private func refund(
    _ id: String, _ minor: Int64, _ words: String, _ status: String = "completed"
  ) -> String {
    #"{"id":"\#(id)","type":"refund","status":"\#(status)","amount":\#(minor),"currency":"NZD","description":"\#(words)","createdAt":"2026-09-21T14:14:00Z"}"#
  }

  private static let no = (
    403, #"{"success":false,"error":"not allowed","errorCode":"FORBIDDEN"}"#
  )

  private func nzd(_ minor: Int64) -> Money { Money(minor: minor, currency: .nzd) }

  /// A refund of AIIC Pay that its own row settled.
  private func settled(
    _ rows: WrittenRows, _ id: String, minor: Int64, beside others: [String] = [],
    token: String? = nil
  ) async throws -> Intent {
    rows.write([credit()] + others)
    let detail = try await rows.open("t1")
    let review = try await rows.desk.review(
      Decision(
        kind: .refund, key: detail.row.id, amount: nzd(minor), seen: detail.fingerprint,
        token: token, another: true))
    let sent = try await rows.desk.send(try rows.desk.prepare(review).id).intent
    rows.write([credit()] + others + [refund(id, minor, sent.id.tag.text)])
    _ = try await rows.desk.settle(sent.id, replaying: false)
    let intent = try #require(try rows.journal.intent(sent.id))
    try #require(intent.state == .succeeded)
    return intent
  }

  @Test func `a refund in a stated total is not told as failed`() async throws {
    let rows = try WrittenRows("aiic")
    let intent = try await settled(rows, "ref_1", minor: 500, token: "T1")
    let tag = intent.id.tag.text
    rows.write([credit(), refund("ref_1", 500, tag), refund("ref_2", 500, tag)])
    try #require(try await rows.open("t1").isFrozen)
    _ = try await rows.desk.release(intent.key, total: nzd(1000), evidence: "their portal")
    let result = try #require(
      try rows.desk.earlierResult(
        token: "T1", kind: .refund, key: intent.key, amount: nzd(500)))
    #expect(result.isRepeat)
    #expect(result.intent.countsAs == .ruledDone)
    #expect(result.sentence.text.contains("in the 10.00 NZD"))
    #expect(result.sentence.text.contains("Do not repeat it"))
    #expect(!result.forCustomer.text.contains("did not go through"))
    let ledger = try #require(try await rows.open("t1").ledger)
    #expect(ledger.refunded == nzd(1000))
    #expect(ledger.remaining.bound == nzd(4000))
    #expect(try rows.desk.attention().isEmpty)
  }

  @Test func `a refund that a stated total has no room for counts as failed`() async throws {
    let rows = try WrittenRows("aiic")
    let intent = try await settled(rows, "ref_1", minor: 500)
    try rows.journal.correction(
      "Compare.", on: intent.key, intent: intent.id, actor: Journal.desk, at: rows.clock.now)
    rows.write([credit(), refund("ref_1", 500, intent.id.tag.text, "failed")])
    _ = try await rows.open("t1")
    _ = try await rows.desk.release(intent.key, total: nzd(0), evidence: "their portal")
    #expect(try rows.journal.intent(intent.id)?.countsAs == .failed)
  }

  @Test func `a refused refund in a stated total is not known by itself`() async throws {
    let rows = try WrittenRows("aiic")
    rows.write([credit()])
    rows.answer(Self.no)
    let intent = try await rows.lostRefund(of: "t1", minor: 500)
    try #require(intent.state == .rejected)
    try rows.journal.correction(
      "Compare.", on: intent.key, intent: intent.id, actor: Journal.desk, at: rows.clock.now)
    _ = try await rows.desk.release(intent.key, total: nzd(1000), evidence: "their portal")
    let counted = try #require(try rows.journal.intent(intent.id))
    #expect(counted.countsAs == .needsHuman)
    #expect(!counted.holdsAmount)
    #expect(counted.sentence(remaining: nil).text.contains("not known"))
    #expect(try await rows.open("t1").ledger?.remaining.bound == nzd(4000))
    #expect(try rows.desk.attention().isEmpty)
  }

  // MARK: - What nobody was shown

  @Test func `a release answers nothing that only its own read found`() async throws {
    let rows = try WrittenRows("aiic")
    let seven = try await settled(rows, "ref_7", minor: 700)
    let first = refund("ref_7", 700, seven.id.tag.text)
    rows.clock.advance(seconds: 3600)
    let five = try await settled(rows, "ref_1", minor: 500, beside: [first])
    let tag = five.id.tag.text
    let pair = [refund("ref_1", 500, tag), refund("ref_2", 500, tag)]
    rows.write([credit(), first] + pair)
    try #require(try await rows.open("t1").isFrozen)
    // It bounces, and nobody reads the payment before the release does.
    rows.write([credit(), refund("ref_7", 700, seven.id.tag.text, "failed")] + pair)
    func release() async throws {
      _ = try await rows.desk.release(
        five.key, total: nzd(1700), evidence: "their portal, this morning")
    }
    let error = await #expect(throws: DeskError.self) { try await release() }
    #expect(error?.sentence.text.contains("it failed") == true)
    #expect(try rows.desk.attention().map(\.matter) == [.frozen, .failedLate])
    // Now it was told.
    try await release()
    #expect(try await rows.open("t1").ledger?.refunded == nzd(1700))
    #expect(try rows.desk.attention().isEmpty)
    #expect(try rows.journal.verifyChain() > 0)
  }

  @Test func `an entry that only the release found is shown first`() async throws {
    let rows = try WrittenRows("neropay")
    let payment =
      #"{"id":7,"trx":"O7","status":"partial_refunded","amount":"50.00","currency":"GBP","created_at":"2026-09-01T09:42:00Z","remark":"make_payment","account_id":"NP1"}"#
    let entry =
      #"{"id":901,"trx":"O7","status":"succeeded","amount":"20.00","currency":"GBP","created_at":"2026-09-20T09:42:00Z","remark":"refund_transaction"}"#
    rows.write([payment])
    let lost = try await rows.lostRefund(of: "7", minor: 500, another: true)
    try rows.journal.correction(
      "Compare.", on: lost.key, intent: lost.id, actor: Journal.desk, at: rows.clock.now)
    rows.write([payment, entry])
    func release() async throws {
      _ = try await rows.desk.release(
        lost.key, total: Money(minor: 3000, currency: .gbp), evidence: "portal")
    }
    let error = await #expect(throws: DeskError.self) { try await release() }
    #expect(error?.sentence.text.contains("901") == true)
    try await release()
    #expect(try await rows.open("7").ledger?.refunded.minor == 3000)
  }

  // MARK: - A total that was wrong

  @Test func `a stated total is corrected downward with evidence`() async throws {
    let rows = try WrittenRows("aiic")
    let intent = try await settled(rows, "ref_1", minor: 500)
    try rows.journal.correction(
      "Compare.", on: intent.key, intent: intent.id, actor: Journal.desk, at: rows.clock.now)
    _ = try await rows.desk.release(intent.key, total: nzd(4500), evidence: "portal, misread")
    #expect(try await rows.open("t1").ledger?.remaining.bound == nzd(500))
    rows.clock.advance(seconds: 3600)
    for evidence in ["", " "] {
      await #expect(throws: DeskError.self) {
        try await rows.desk.release(
          intent.key, total: nzd(500), isCorrection: true, evidence: evidence)
      }
    }
    // Rows that certainly moved are never below it.
    await #expect(throws: DeskError.self) {
      try await rows.desk.release(
        intent.key, total: nzd(499), isCorrection: true, evidence: "portal, again")
    }
    // A slip of the hand lowers nothing.
    await #expect(throws: DeskError.self) {
      try await rows.desk.release(intent.key, total: nzd(500), evidence: "portal, again")
    }
    let report = try await rows.desk.release(
      intent.key, total: nzd(500), isCorrection: true, evidence: "portal, again: 5.00 only")
    #expect(report.sentence.text.contains("45.00 NZD"))
    for _ in 0..<2 {
      let ledger = try #require(try await rows.open("t1").ledger)
      #expect(ledger.refunded == nzd(500))
      #expect(ledger.remaining.bound == nzd(4500))
    }
    let words = try rows.desk.timeline(intent.key).filter { $0.kind == .released }.map(\.words.text)
    #expect(words.count == 2)
    #expect(words.first?.contains("misread") == true)
    #expect(try rows.journal.intent(intent.id)?.countsAs == .ruledDone)
    #expect(try rows.journal.verifyChain() > 0)
  }

  @Test func `a total that nobody stated corrects nothing`() async throws {
    let rows = try WrittenRows("aiic")
    let intent = try await settled(rows, "ref_1", minor: 500)
    await #expect(throws: DeskError.self) {
      try await rows.desk.release(
        intent.key, total: nzd(1000), isCorrection: true, evidence: "portal")
    }
  }

  // MARK: - A row under a decision's own name

  /// A refund that failed, and that its own row now says went through.
  private func movedAnyway() async throws -> (rows: WrittenRows, item: AttentionItem) {
    let rows = try WrittenRows("aiic")
    rows.write([credit()])
    let lost = try await rows.lostRefund(of: "t1", minor: 2000)
    let tag = lost.id.tag.text
    rows.write([credit(), refund("ref_1", 2000, tag, "failed")])
    _ = try await rows.desk.settle(lost.id, replaying: false)
    try #require(try rows.journal.intent(lost.id)?.state == .failed)
    rows.write([credit(), refund("ref_1", 2000, tag)])
    _ = try await rows.open("t1")
    let item = try #require(try rows.desk.attention().first)
    try #require(item.matter == .movedAnyway)
    return (rows, item)
  }

  @Test(arguments: [(Int64(500), nil), (2000, "ref_x"), (2000, "ref_1"), (2000, nil)])
  func `made elsewhere is the row that the provider lists, once`(
    _ minor: Int64, _ id: String?
  ) async throws {
    let (rows, item) = try await movedAnyway()
    let intent = try #require(item.intent)
    func answer() async throws {
      _ = try await rows.desk.resolve(
        intent.id, try #require(item.finding),
        .elsewhere(amount: nzd(minor), who: "bola", refundID: id.map { ForeignText($0) }),
        evidence: "their dashboard")
    }
    if minor == 500 || id == "ref_x" {
      let error = await #expect(throws: DeskError.self) { try await answer() }
      #expect(error?.sentence.text.contains("20.00 NZD (ref_1)") == true, "\(error as Any)")
      return
    }
    try await answer()
    for _ in 0..<2 {
      let ledger = try #require(try await rows.open("t1").ledger)
      #expect(ledger.refunded == nzd(2000))
      #expect(ledger.remaining.bound == nzd(3000))
    }
  }

  @Test func `an answer that is always refused is not offered`() async throws {
    let (rows, item) = try await movedAnyway()
    #expect(item.refusals[.notThisOne] != nil)
    #expect(item.refusals[.ours] == nil)
    let intent = try #require(item.intent)
    await #expect(throws: DeskError.self) {
      try await rows.desk.resolve(
        intent.id, try #require(item.finding), .notThisOne, evidence: "their dashboard")
    }
  }

  // MARK: - A row without a name

  @Test func `a refused refund that a row without a name may be is told`() async throws {
    let rows = try WrittenRows("aiic")
    rows.write([credit()])
    rows.answer(Self.no)
    let refused = try await rows.lostRefund(of: "t1", minor: 2000)
    try #require(refused.state == .rejected)
    rows.write([credit(), refund("ref_9", 2000, "")])
    let detail = try await rows.open("t1")
    let item = try #require(try rows.desk.attention().first)
    #expect(item.matter == .movedAnyway)
    #expect(item.sentence.text.contains("may be"))
    #expect(detail.ledger?.held == nzd(2000))
    #expect(detail.ledger?.remaining.isCertain == false)
    _ = try await rows.desk.resolve(
      refused.id, try #require(item.finding), .notThisOne, evidence: "of another customer")
    _ = try await rows.open("t1")
    #expect(try rows.desk.attention().isEmpty, "what a person put aside is not told twice")
    #expect(try await rows.open("t1").ledger?.held.isZero == true)
  }

  @Test(arguments: ["1999", "before"])
  func `a row that it cannot be is not told`(_ what: String) async throws {
    let rows = try WrittenRows("aiic")
    rows.write([credit()])
    rows.answer(Self.no)
    if what == "before" { rows.clock.advance(seconds: 5 * 86_400) }
    let refused = try await rows.lostRefund(of: "t1", minor: 2000)
    try #require(refused.state == .rejected)
    rows.write([credit(), refund("ref_9", what == "1999" ? 1999 : 2000, "")])
    _ = try await rows.open("t1")
    #expect(try rows.desk.attention().isEmpty)
  }
}
