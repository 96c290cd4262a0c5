import DeskBench
import Journal
import Payments
import ProviderSandbox
import SupportDesk
import Testing
import TextSafety

/// What turns round more than once, and what may be done meanwhile (I9, I15, I17, I27).
struct TurnedRoundTests {
  @Test func `an open contradiction asks before every further refund, however old it is`()
    async throws
  {
    let bench = try await TestBench()
    bench.sandbox.add(try FaultSpec("neropay.refund:401-after*1"))
    _ = try await bench.refund("uk-store", "6636598", 500)
    bench.clock.advance(seconds: 75)
    _ = await bench.desk.settleDue()
    bench.clock.advance(seconds: 28 * 3600)
    for minor in [Int64(500), 300] {
      let error = await #expect(throws: DeskError.self) {
        try await bench.refund("uk-store", "6636598", minor, another: false)
      }
      guard case .refused(let refusal)? = error, case .disputed = refusal else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(refusal.asksAgain)
      #expect(refusal.sentence.text.contains("refund of 5.00 GBP by amina"))
    }
    #expect(bench.moved(.neropay, "6636598") == [500])
    _ = try await bench.refund("uk-store", "6636598", 300, another: true)
    #expect(bench.moved(.neropay, "6636598") == [500, 300])
    await bench.close()
  }

  @Test func `a refund that failed late and is done after all needs nobody's word`() async throws {
    let bench = try await TestBench()
    let (intent, row) = try await settled(bench, 500)
    #expect(bench.sandbox.setStatus("failed", of: .aiic, id: row))
    _ = try await bench.open("nz-store", "txn_abc123")
    let item = try #require(try bench.desk.attention().first { $0.matter == .failedLate })
    #expect(bench.sandbox.setStatus("completed", of: .aiic, id: row))
    // The read that a word rests on speaks against it.
    let error = await #expect(throws: DeskError.self) {
      try await bench.desk.resolve(
        intent.id, try #require(item.finding), .ours, evidence: "their console")
    }
    #expect(error?.sentence.text.contains("lists it as completed now") == true)
    #expect(try bench.desk.attention().isEmpty)
    #expect(try bench.journal.intent(intent.id)?.correction == nil)
    let after = try await bench.open("nz-store", "txn_abc123")
    #expect(after.ledger?.refunded.minor == 500)
    await bench.close()
  }

  @Test func `what was freed and moves after all is held again, and freed once more`() async throws
  {
    let bench = try await TestBench()
    let (intent, row) = try await settled(bench, 500)
    func turn(_ word: String, _ matter: AttentionItem.Matter) async throws -> Finding {
      #expect(bench.sandbox.setStatus(word, of: .aiic, id: row))
      _ = try await bench.open("nz-store", "txn_abc123")
      let item = try #require(try bench.desk.attention().first)
      #expect(item.matter == matter)
      return try #require(item.finding)
    }
    func say(_ finding: Finding) async throws -> Intent {
      try await bench.desk.resolve(intent.id, finding, .ours, evidence: "their console").intent
    }
    for _ in 0..<2 {
      #expect(try await say(turn("failed", .failedLate)).countsAs == .failed)
      let moved = try await turn("completed", .movedAnyway)
      #expect(try bench.journal.intent(intent.id)?.correction == .disputed)
      #expect(try await say(moved).countsAs == .ruledDone)
    }
    let after = try await bench.open("nz-store", "txn_abc123")
    #expect(after.ledger?.refunded.minor == 500)
    #expect(after.ledger?.held.isZero == true)
    #expect(try bench.journal.verifyChain() > 0)
    await bench.close()
  }

  @Test func `a status that says refunded bars the ruling that nothing happened`() async throws {
    let bench = try await TestBench()
    bench.sandbox.add(try FaultSpec("nectar.refund:close-after*1"))
    let lost = try await bench.refund("ng-store", "Fa5JliRhi6vblnEHY", 500).intent
    try #require(lost.state == .unknown)
    bench.clock.advance(seconds: 3600)
    let error = await #expect(throws: DeskError.self) {
      try await bench.desk.rule(lost.id, .didNotHappen(), evidence: "not in their mail")
    }
    #expect(error?.sentence.text.contains("rule that it happened") == true)
    #expect(try bench.journal.intent(lost.id)?.state.after(.ruledNotDone) != nil)
    let detail = try await bench.open("ng-store", "Fa5JliRhi6vblnEHY")
    #expect(detail.isFrozen, "so that what went back elsewhere can be stated")
    // Somebody else's refund explains the status; then the ruling stands.
    let said = try await bench.desk.release(
      detail.row.id, total: Money(minor: 500, currency: .usd), evidence: "the shop's own")
    #expect(said.sentence.text.contains("Settle the earlier refund"))
    _ = try await bench.desk.rule(lost.id, .didNotHappen(), evidence: "the shop's own")
    #expect(try bench.desk.attention().isEmpty)
    await bench.close()
  }

  @Test func `a release counts every row under our tag, and each of them once`() async throws {
    let bench = try await TestBench()
    let (intent, _) = try await settled(bench, 500)
    #expect(
      bench.sandbox.refundElsewhere(
        .aiic, id: "txn_abc123", amountMinor: 700, details: intent.id.tag.text))
    let detail = try await bench.open("nz-store", "txn_abc123")
    try #require(detail.isFrozen)
    for minor in [Int64(0), 500, 700, 1199] {
      let error = await #expect(throws: DeskError.self) {
        try await bench.desk.release(
          detail.row.id, total: Money(minor: minor, currency: .nzd), evidence: "their console")
      }
      #expect(error?.sentence.text.contains("12.00") == true)
    }
    _ = try await bench.desk.release(
      detail.row.id, total: Money(minor: 1200, currency: .nzd), evidence: "their console")
    for _ in 0..<2 {
      let after = try await bench.open("nz-store", "txn_abc123")
      #expect(!after.isFrozen)
      #expect(after.ledger?.refunded.minor == 1200)
      #expect(after.ledger?.held.isZero == true)
    }
    #expect(try bench.desk.attention().isEmpty)
    await bench.close()
  }

  @Test func `nobody refunded more elsewhere than was paid`() async throws {
    let bench = try await TestBench()
    bench.sandbox.add(try FaultSpec("neropay.refund:401-after*1"))
    let id = try await bench.refund("uk-store", "6636598", 500).intent.id
    let detail = try await bench.open("uk-store", "6636598")
    let paid = try #require(detail.ledger?.paid)
    let finding = try #require(try bench.desk.attention().first?.finding)
    func say(_ minor: Int64) async throws {
      _ = try await bench.desk.resolve(
        id, finding,
        .elsewhere(amount: Money(minor: minor, currency: .gbp), who: "bob", refundID: nil),
        evidence: "bob's mail")
    }
    for minor in [paid.minor + 1, paid.minor, 499] {
      await #expect(throws: DeskError.self, "\(minor)") { try await say(minor) }
    }
    // It is about what the provider lists, and that once.
    try await say(500)
    #expect(try await bench.open("uk-store", "6636598").ledger?.refunded.minor == 500)
    await bench.close()
  }

  @Test func `a refund undone at the provider is told, and bars a cancel`() async throws {
    let bench = try await TestBench()
    _ = try await bench.refund("uk-store", "6636598", 500)
    bench.clock.advance(seconds: 120)
    #expect(bench.sandbox.setStatus("succeeded", of: .neropay, id: "6636598"))
    _ = try await bench.open("uk-store", "6636598")
    #expect(try bench.desk.attention().map(\.matter) == [.wentBack])
    #expect(bench.sandbox.setStatus("pending", of: .neropay, id: "6636598"))
    let pending = try await bench.open("uk-store", "6636598")
    #expect(pending.transaction.status == .pending)
    #expect(pending.cancelRefusal == .cancelInDoubt)
    await bench.close()
  }

  // MARK: - Helpers

  /// A refund of the seeded AIIC payment that its provider lists as completed, with the id of its row.
  private func settled(_ bench: TestBench, _ minor: Int64) async throws -> (Intent, String) {
    var intent = try await bench.refund("nz-store", "txn_abc123", minor).intent
    for _ in 0..<8 where intent.state != .succeeded {
      _ = try await bench.open("nz-store", "txn_abc123")
      intent = try #require(try bench.journal.intent(intent.id))
    }
    try #require(intent.state == .succeeded)
    return (intent, try #require(intent.refundID).raw)
  }
}
