import Journal
import Payments
import SupportDesk
import Testing
import TextSafety

/// A tag of ours in a field that customers type, and rows under our own name that do not fit (I23, I27).
struct TypedTagTests {
  private static let payment = #"""
    {"id":"txn_a1","type":"credit","status":"completed","amount":5000,"currency":"NZD","reference":"Inv 1","createdAt":"2026-09-01T09:42:00Z"}
    """#

  private func row(
    _ id: String = "ref_1", minor: Int64 = 2000, currency: String = "NZD",
    status: String = "completed", reference: String = "", description: String = ""
  ) -> String {
    #"{"id":"\#(id)","type":"refund","status":"\#(status)","amount":\#(minor),"currency":"\#(currency)","reference":"\#(reference)","description":"\#(description)","createdAt":"2026-09-29T00:00:00Z"}"#
  }

  /// A refund of 20.00 that went through as `ref_1`.
  private func settled() async throws -> (rows: WrittenRows, intent: Intent) {
    let rows = try WrittenRows("aiic")
    rows.write([Self.payment])
    let lost = try await rows.lostRefund(of: "txn_a1", minor: 2000)
    rows.write([Self.payment, row(description: lost.id.tag.text)])
    let intent = try await rows.desk.settle(lost.id, replaying: false).intent
    try #require(intent.state == .succeeded)
    return (rows, intent)
  }

  @Test(arguments: ["completed", "failed", "processing"])
  func `a reference that a customer typed settles nothing`(_ status: String) async throws {
    let rows = try WrittenRows("aiic")
    rows.write([Self.payment])
    let lost = try await rows.lostRefund(of: "txn_a1", minor: 2000)
    rows.write([Self.payment, row(status: status, reference: lost.id.tag.text)])
    let intent = try await rows.desk.settle(lost.id, replaying: false).intent
    #expect(intent.state == .unknown)
    #expect(try rows.desk.attention().map(\.matter) == [.unknown], "and locks nothing")
    let dossier = try #require(try rows.desk.dossier(.intent(lost.id)))
    #expect(dossier.matches.count == (status == "failed" ? 0 : 1), "it may be it")
    let ledger = try #require(try await rows.open("txn_a1").ledger)
    #expect(ledger.held.minor == 2000)
    #expect(ledger.refunded.isZero)
  }

  @Test func `it raises nothing against a refund that is done`() async throws {
    let (rows, intent) = try await settled()
    let tag = intent.id.tag.text
    rows.write([
      Self.payment, row(description: tag), row("ref_2", minor: 4500, reference: tag),
    ])
    let detail = try await rows.open("txn_a1")
    #expect(try rows.desk.attention().isEmpty)
    #expect(detail.ledger?.refunded.minor == 2000)
    #expect(detail.ledger?.remaining == .atMost(Money(minor: 3000, currency: .nzd)))
  }

  @Test(arguments: [(Int64(3000), "NZD"), (200_000, "NZD"), (2000, "USD")])
  func `a row under our own refund id that does not fit locks the payment`(
    _ minor: Int64, _ currency: String
  ) async throws {
    let (rows, intent) = try await settled()
    rows.write([Self.payment, row(minor: minor, currency: currency)])
    let detail = try await rows.open("txn_a1")
    #expect(detail.isFrozen)
    #expect(detail.ledger != nil)
    let item = try #require(try rows.desk.attention().first { $0.matter == .frozen })
    #expect(item.intent?.id == intent.id)
    #expect(item.sentence.text.contains("(ref_1): compare them"), "\(item.sentence)")
    #expect(try rows.journal.verifyChain() > 0)
  }

  @Test func `the same row of another currency is no matter of other payments`() async throws {
    let (rows, _) = try await settled()
    rows.write([Self.payment, row(), row("ref_5", minor: 700, currency: "USD")])
    let detail = try await rows.open("txn_a1")
    #expect(!detail.isFrozen)
    #expect(detail.ledger?.remaining.isCertain == true)
  }

  @Test(arguments: [IntentState.discarded, .notSent])
  func `a refund that was never sent, and is listed under its tag, is held and told`(
    _ state: IntentState
  ) async throws {
    let rows = try WrittenRows("aiic")
    rows.write([Self.payment])
    let prepared = try await rows.prepared(of: "txn_a1", minor: 2000)
    if state == .discarded {
      _ = try rows.desk.discard(prepared.id)
    } else {
      rows.withhold()
      _ = try await rows.desk.send(prepared.id)
    }
    try #require(try rows.journal.intent(prepared.id)?.state == state)
    rows.write([Self.payment, row(description: prepared.id.tag.text)])
    let detail = try await rows.open("txn_a1")
    #expect(detail.ledger?.held.minor == 2000)
    #expect(detail.ledger?.remaining.bound.minor == 3000)
    let item = try #require(try rows.desk.attention().first)
    #expect(item.matter == .movedAnyway)
    #expect(item.matter.title(of: item.intent) == "not sent, but the money moved")
    let error = await #expect(throws: DeskError.self) {
      try await rows.prepared(of: "txn_a1", minor: 2000)
    }
    guard case .refused(.disputed)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    let said = try await rows.desk.resolve(
      prepared.id, try #require(item.finding), .ours, evidence: "their console"
    ).intent
    #expect(said.state == state)
    for _ in 0..<2 {
      let after = try await rows.open("txn_a1")
      #expect(after.ledger?.refunded.minor == 2000)
      #expect(after.ledger?.held.isZero == true)
    }
    #expect(try rows.desk.attention().isEmpty)
    #expect(try rows.journal.verifyChain() > 0)
  }

  @Test func `a total beyond what was paid is a slip of the hand`() async throws {
    let (rows, intent) = try await settled()
    rows.write([Self.payment, row(minor: 3000)])
    try #require(try await rows.open("txn_a1").isFrozen)
    func release(_ minor: Int64) async throws {
      _ = try await rows.desk.release(
        intent.key, total: Money(minor: minor, currency: .nzd), evidence: "their console")
    }
    let error = await #expect(throws: DeskError.self) { try await release(500_000) }
    #expect(error?.sentence.text.contains("more than the 50.00 NZD that were paid") == true)
    #expect(try rows.journal.isFrozen(intent.key))
    try await release(5000)
    #expect(try await rows.open("txn_a1").ledger?.remaining.bound.isZero == true)
  }
}
