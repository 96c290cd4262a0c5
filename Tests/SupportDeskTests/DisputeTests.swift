import DeskBench
import Journal
import Payments
import ProviderSandbox
import SupportDesk
import Testing
import TextSafety

/// A payment that is held for a dispute: asked about first, by whoever decides, up to the first byte.
struct DisputeTests {
  private static let draft = DisputeDraft(
    reference: "CB-2201", date: "2026-01-21", note: "chargeback letter")
  private static let warning: SafeText =
    "Held by amina for dispute CB-2201 of 2026-01-21. The bank may already have taken this money; a refund would pay twice. Note: chargeback letter"

  @Test func `it stands with the payment and in the list, and asks before a refund`() async throws {
    let bench = try await TestBench()
    let key = try await bench.open("uk-store", "6636598").row.id
    let note = try bench.desk.write(.hold(Self.draft), on: key)
    let detail = try await bench.desk.openLive(key)
    #expect(detail.notes == [note])
    #expect(detail.dispute?.reference == "CB-2201")
    #expect(detail.transaction.status == .disputed)
    #expect(detail.refundRefusal == nil)
    let rows = try bench.desk.findLocal(Query(), limit: 40).rows
    #expect(rows.first { $0.id == key }?.transaction.status == .disputed)

    let decision = Self.refund(detail)
    let review = try await bench.desk.review(decision)
    #expect(review.questions == [Self.warning])
    let refusal = DeskError.refused(.changed(Self.warning))
    #expect(throws: refusal) { try bench.desk.prepare(review) }
    #expect(bench.sandbox.effects.isEmpty)
    var told = review
    told.decision.despiteDispute = true
    let result = try await bench.desk.send(bench.desk.prepare(told).id)
    #expect(result.intent.state == .succeeded)
    #expect(bench.moved(.neropay, "6636598") == [100])
    await bench.close()
  }

  @Test func `who means another refund was told of no dispute`() async throws {
    let bench = try await TestBench()
    let detail = try await bench.open("uk-store", "6636598")
    _ = try bench.desk.write(.hold(Self.draft), on: detail.row.id)
    var decision = Self.refund(detail)
    decision.another = true
    let review = try await bench.desk.review(decision)
    #expect(throws: DeskError.refused(.changed(Self.warning))) { try bench.desk.prepare(review) }
    // Who read the question and typed the word was.
    var answered = review
    answered.decision.another = true
    _ = try bench.desk.prepare(answered)
    await bench.close()
  }

  @Test func `a dispute that another agent writes down meanwhile is seen before a byte leaves`()
    async throws
  {
    let bench = try await TestBench()
    let ben = Actor("ben")
    let detail = try await bench.open("uk-store", "6636598")
    let key = detail.row.id
    @Sendable func hold() throws -> DisputeHold {
      try bench.journal.hold(key, for: Self.draft, actor: ben, at: bench.clock.now)
    }
    // While the form is open.
    let review = try await bench.desk.review(Self.refund(detail))
    let first = try hold()
    let refusal = DeskError.refused(.changed(first.warning(before: .refund)))
    #expect(throws: refusal) { try bench.desk.prepare(review) }
    _ = try bench.desk.write(.lift(first.id, note: "mistaken"), on: key)
    // Once it is confirmed.
    let confirmed = try await bench.prepared(minor: 200)
    let second = try hold()
    await #expect(throws: DeskError.refused(.changed(second.warning(before: .refund)))) {
      try await bench.desk.send(confirmed.id)
    }
    #expect(try bench.journal.intent(confirmed.id)?.state == .discarded)
    _ = try bench.desk.write(.lift(second.id, note: "mistaken"), on: key)
    // After the last read.
    let late = try await bench.prepared(minor: 300)
    await #expect(throws: DeskError.self) {
      try await bench.desk.send(late.id) { (try? hold()) != nil }
    }
    #expect(try bench.journal.intent(late.id)?.state == .discarded)
    #expect(bench.sandbox.effects.isEmpty)
    await bench.close()
  }

  @Test func `a cancel asks too, and a pending payment is not called paid`() async throws {
    let bench = try await TestBench()
    let key = try await bench.open("uk-store", "6636599").row.id
    _ = try bench.desk.write(.hold(Self.draft), on: key)
    let detail = try await bench.desk.openLive(key)
    #expect(!detail.transaction.status.isPaid)
    #expect(detail.cancelRefusal == nil)
    let amount = try #require(detail.transaction.amount.money)
    var decision = Decision(
      kind: .cancel, key: key, amount: amount, seen: detail.fingerprint)
    let review = try await bench.desk.review(decision)
    #expect(review.questions.first?.text.contains("a cancel would let it go twice") == true)
    #expect(throws: DeskError.self) { try bench.desk.prepare(review) }
    #expect(bench.sandbox.effects.isEmpty)
    decision.despiteDispute = true
    let ended = try await bench.carryOut(decision)
    #expect(ended.intent.state == .succeeded)
    await bench.close()
  }

  @Test func `lifted it asks no more, and the timeline tells both`() async throws {
    let bench = try await TestBench()
    let key = try await bench.open("uk-store", "6636598").row.id
    let hold = try #require(try bench.desk.write(.hold(Self.draft), on: key).dispute)
    _ = try bench.desk.write(.lift(hold.id, note: "the bank gave in"), on: key)
    let detail = try await bench.desk.openLive(key)
    #expect(detail.dispute == nil)
    #expect(detail.transaction.status == .paid)
    #expect(try await bench.desk.review(Self.refund(detail)).questions.isEmpty)
    #expect(
      try bench.desk.timeline(key).map(\.title)
        == ["held for a dispute of the bank", "no longer held for the dispute"])
    #expect(throws: DeskError.self) {
      try bench.desk.write(.lift(hold.id, note: "again"), on: key)
    }
    await bench.close()
  }

  @Test(arguments: [
    DisputeDraft(reference: "", date: "2026-01-21"),
    DisputeDraft(reference: "CB\u{1B}[2J", date: "2026-01-21"),
    DisputeDraft(reference: "CB", date: "yesterday"),
    DisputeDraft(reference: "CB", date: "2999-01-01"),
    DisputeDraft(reference: "CB", date: "2026-01-21", note: "4111 1111 1111 1111"),
  ])
  func `what cannot stand there is refused in a sentence`(_ draft: DisputeDraft) async throws {
    let bench = try await TestBench()
    let key = try await bench.open("uk-store", "6636598").row.id
    #expect {
      try bench.desk.write(.hold(draft), on: key)
    } throws: { error in
      guard case DeskError.refused(.ruling(let sentence)) = error else { return false }
      return !sentence.isEmpty && !sentence.text.contains("\n")
    }
    #expect(try bench.desk.timeline(key).isEmpty)
    await bench.close()
  }

  private static func refund(_ detail: PaymentDetail) -> Decision {
    Decision(
      kind: .refund, key: detail.row.id, amount: Money(minor: 100, currency: .gbp),
      reason: "duplicate", seen: detail.fingerprint)
  }
}
