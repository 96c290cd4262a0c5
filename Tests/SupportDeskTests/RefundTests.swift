import DeskBench
import Journal
import Payments
import ProviderSandbox
import SupportDesk
import Testing
import TextSafety

/// Refunds of all three providers from the open payment to the provider's own ledger and back.
struct RefundTests {
  /// A seeded payment of each provider, with parts that add up to it.
  struct Case: Sendable, CustomTestStringConvertible {
    let account: String
    let provider: SandboxProvider
    let id: String
    let paid: Int64
    let parts: [Int64]

    var testDescription: String { account }
  }

  static let cases = [
    Case(account: "uk-store", provider: .neropay, id: "6636598", paid: 1599, parts: [100, 200]),
    Case(
      account: "ng-store", provider: .nectar, id: "Fa5JliRhi6vblnEHY", paid: 5000,
      parts: [3700, 300]),
    Case(account: "nz-store", provider: .aiic, id: "txn_abc123", paid: 2500, parts: [500, 750]),
  ]

  @Test(arguments: cases) func `two parts, one too many, and the rest`(_ example: Case) async throws
  {
    let bench = try await TestBench()
    var sum: Int64 = 0
    for part in example.parts {
      let result = try await bench.refund(example.account, example.id, part)
      #expect([.succeeded, .pending].contains(result.intent.state), "\(result.sentence)")
      sum += part
      try await expect(bench, example, takenMinor: sum)
    }
    let detail = try await bench.open(example.account, example.id)
    let paid = try #require(detail.ledger?.paid)
    let excess = Decision(
      kind: .refund, key: detail.row.id,
      amount: Money(minor: example.paid - sum + 1, currency: paid.currency),
      seen: detail.fingerprint, another: true)
    await #expect(throws: DeskError.self) { try await bench.carryOut(excess) }
    #expect(bench.moved(example.provider, example.id) == example.parts)

    let rest = try await bench.refund(example.account, example.id, example.paid - sum)
    #expect([.succeeded, .pending].contains(rest.intent.state))
    try await expect(bench, example, takenMinor: example.paid)
    let settled = try await settledDetail(bench, example)
    #expect(settled.ledger?.refunded.minor == example.paid)
    #expect(settled.ledger?.remaining.bound.minor == 0)
    #expect(settled.refundRefusal == .nothingLeft)
    #expect(bench.moved(example.provider, example.id) == example.parts + [example.paid - sum])
    #expect(try bench.journal.verifyChain() > 0)
    await bench.close()
  }

  @Test(arguments: cases) func `an answer that never comes is unknown, held, and bars the next`(
    _ example: Case
  ) async throws {
    let bench = try await TestBench()
    bench.sandbox.add(try FaultSpec("\(example.provider.rawValue).refund:close-after*1"))
    let result = try await bench.refund(example.account, example.id, 100)
    #expect(result.intent.state == .unknown)
    #expect(bench.moved(example.provider, example.id) == [100])

    let key = result.intent.key
    let local = try #require(try bench.desk.openLocal(key))
    #expect(local.ledger?.held.minor == 100)
    guard case .openIntent(.unknown, .refund, _, _, _) = local.refundRefusal else {
      Issue.record("a second refund is not barred: \(String(describing: local.refundRefusal))")
      return
    }
    await bench.close()
  }

  @Test(arguments: cases) func `an answer lost before anything moved is unknown too`(
    _ example: Case
  ) async throws {
    let bench = try await TestBench()
    bench.sandbox.add(try FaultSpec("\(example.provider.rawValue).refund:close-before*1"))
    let result = try await bench.refund(example.account, example.id, 100)
    #expect(result.intent.state == .unknown)
    #expect(bench.moved(example.provider, example.id).isEmpty)
    await bench.close()
  }

  @Test func `the same amount again within a day, and any within ten minutes, asks first`()
    async throws
  {
    let bench = try await TestBench()
    _ = try await bench.refund("uk-store", "6636598", 100)
    bench.clock.advance(seconds: 9 * 60)
    await #expect(throws: DeskError.self) {
      try await bench.refund("uk-store", "6636598", 250, another: false)
    }
    bench.clock.advance(seconds: 61)
    let other = try await bench.refund("uk-store", "6636598", 250, another: false)
    #expect(other.intent.state == .succeeded)
    bench.clock.advance(seconds: 23 * 3600)
    await #expect(throws: DeskError.self) {
      try await bench.refund("uk-store", "6636598", 100, another: false)
    }
    let another = try await bench.refund("uk-store", "6636598", 100, another: true)
    #expect(another.intent.state == .succeeded)
    #expect(bench.moved(.neropay, "6636598") == [100, 250, 100])
    await bench.close()
  }

  @Test func `a decision token sends once`() async throws {
    let bench = try await TestBench()
    let detail = try await bench.open("uk-store", "NP-ORDER1001")
    let decision = Decision(
      kind: .refund, key: detail.row.id, amount: Money(minor: 500, currency: .gbp),
      seen: detail.fingerprint, token: "ticket-5512")
    let first = try await bench.carryOut(decision)
    let again = try #require(
      try bench.desk.earlierResult(
        token: "ticket-5512", kind: .refund, key: decision.key, amount: decision.amount))
    #expect(again.isRepeat)
    #expect(again.intent.id == first.intent.id)
    #expect(throws: DeskError.refused(.decisionTokenReused)) {
      try bench.desk.earlierResult(
        token: "ticket-5512", kind: .refund, key: decision.key,
        amount: Money(minor: 501, currency: .gbp))
    }
    #expect(bench.moved(.neropay, "6636598") == [500])
    await bench.close()
  }

  @Test func `a merchant reference and the id are one payment`() async throws {
    let bench = try await TestBench()
    for (account, alias, id) in [
      ("uk-store", "NP-ORDER1001", "6636598"),
      ("ng-store", "TX187-BC6C-D61DC0D083FF", "Fa5JliRhi6vblnEHY"),
    ] {
      let byAlias = try await bench.desk.openNamed(account: account, text: alias).row.id
      let byID = try await bench.desk.openNamed(account: account, text: id).row.id
      #expect(byAlias == byID)
      #expect(byAlias.id.raw == id)
    }
    await bench.close()
  }

  @Test func `what changed since the agent looked stops the refund`() async throws {
    let bench = try await TestBench()
    let detail = try await bench.open("uk-store", "6636598")
    let decision = Decision(
      kind: .refund, key: detail.row.id, amount: Money(minor: 500, currency: .gbp),
      seen: detail.fingerprint)
    let review = try await bench.desk.review(decision)
    let intent = try bench.desk.prepare(review)
    #expect(bench.sandbox.refundElsewhere(.neropay, id: "6636598", amountMinor: 300))
    await #expect(throws: DeskError.self) { try await bench.desk.send(intent.id) }
    let after = try bench.journal.intent(intent.id)
    #expect(after?.state == .discarded)
    #expect(bench.moved(.neropay, "6636598") == [300])
    await bench.close()
  }

  @Test func `a pending payment is cancelled where the provider can, and explained elsewhere`()
    async throws
  {
    let bench = try await TestBench()
    let pending = try await bench.open("uk-store", "NP-ORDER1002")
    #expect(pending.cancelRefusal == nil)
    let amount = try #require(pending.transaction.amount.money)
    let result = try await bench.carryOut(
      Decision(kind: .cancel, key: pending.row.id, amount: amount, seen: pending.fingerprint))
    #expect(result.intent.state == .succeeded)
    let after = try await bench.open("uk-store", "NP-ORDER1002")
    #expect(after.transaction.status == .cancelled)
    for (account, id) in [("ng-store", "Fa5JliRhi6vblnEHY"), ("nz-store", "txn_abc123")] {
      let detail = try await bench.open(account, id)
      guard case .unsupported(let sentence) = detail.cancelRefusal else {
        Issue.record("cancel is not explained for \(account)")
        continue
      }
      #expect(!sentence.isEmpty)
    }
    await bench.close()
  }

  // MARK: - Helpers

  /// Paid, refunded plus held, and what is left, after a part was taken.
  private func expect(_ bench: TestBench, _ example: Case, takenMinor: Int64) async throws {
    let ledger = try #require(try await bench.open(example.account, example.id).ledger)
    #expect(ledger.paid.minor == example.paid)
    #expect(ledger.refunded.minor + ledger.held.minor == takenMinor)
    #expect(ledger.remaining.bound.minor == example.paid - takenMinor)
    #expect(ledger.entries.map(\.amount.minor).reduce(0, +) == takenMinor)
  }

  /// The payment once the provider's pending refunds have become final, at most ten reads later.
  private func settledDetail(_ bench: TestBench, _ example: Case) async throws -> PaymentDetail {
    var detail = try await bench.open(example.account, example.id)
    for _ in 0..<10 where detail.ledger?.held.isZero == false {
      detail = try await bench.open(example.account, example.id)
    }
    return detail
  }
}
