import DeskBench
import Journal
import Payments
import ProviderSandbox
import SupportDesk
import Testing
import TextSafety

/// What a program holds and does not go on with is somebody's matter (I27), and what waited too long is not sent (I24).
struct StuckTests {
  private func attention(_ bench: TestBench) throws -> [AttentionItem] {
    try bench.desk.attention()
  }

  @Test
  func `a decision that is prepared and not sent in its time is in attention, and not before`()
    async throws
  {
    let bench = try await TestBench()
    let intent = try await bench.prepared(minor: 500)
    bench.clock.advance(seconds: 10 * 60)
    #expect(try attention(bench).isEmpty)
    bench.clock.advance(seconds: 1)
    let item = try #require(try attention(bench).first)
    #expect(item.matter == .stuck)
    #expect(item.id == .intent(intent.id))
    #expect(bench.desk.attentionCount == 1)
    let refusal = try #require(item.refusals[.check])
    #expect(refusal.text.contains("process 1"), "\(refusal)")
    await bench.close()
  }

  @Test func `a decision that is on its way longer than a request lasts is in attention`()
    async throws
  {
    let bench = try await TestBench()
    let intent = try await bench.prepared(minor: 500)
    _ = try bench.journal.beginAttempt(
      intent.id, sealed: StoredAttempt(nonce: nil, timestamp: bench.clock.now),
      at: bench.clock.now)
    bench.clock.advance(seconds: 60)
    #expect(try attention(bench).isEmpty)
    bench.clock.advance(seconds: 1)
    let item = try #require(try attention(bench).first)
    #expect(item.matter == .stuck)
    #expect(item.intent?.state == .sending)
    for action in [AttentionItem.Action.check, .replay, .ruleHappened, .ruleNotHappened] {
      #expect(item.refusals[action] != nil)
    }
    await bench.close()
  }

  @Test func `what was confirmed more than ten minutes ago is not sent, by the boot clock either`()
    async throws
  {
    let bench = try await TestBench()
    let intent = try await bench.prepared(minor: 500)
    bench.clock.advance(seconds: 10 * 60)
    await #expect(throws: DeskError.self) { try await bench.desk.send(intent.id) }
    #expect(try bench.journal.intent(intent.id)?.state == .discarded)
    #expect(bench.moved(.neropay, "6636598").isEmpty)
    await bench.close()
  }

  @Test func `the same token has the same key at the provider, whichever record it is in`()
    async throws
  {
    var keys: [String?] = []
    for _ in 1...2 {
      // Another journal each time, as after one was lost.
      let bench = try await TestBench()
      let detail = try await bench.open("uk-store", "6636598")
      let decision = Decision(
        kind: .refund, key: detail.row.id, amount: Money(minor: 500, currency: .gbp),
        reason: "lost", seen: detail.fingerprint, token: "ticket-4711")
      let intent = try bench.desk.prepare(try await bench.desk.review(decision))
      let key = try bench.journal.write(of: intent.id)?.idempotencyKey
      #expect(key != intent.id.text)
      keys.append(key)
      await bench.close()
    }
    #expect(keys[0] == keys[1])
  }
}
