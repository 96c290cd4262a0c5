import DeskBench
import Foundation
import Journal
import Payments
import ProviderSandbox
import SupportDesk
import Testing
import TextSafety

/// What turns out later than anybody thinks, at each provider, over real HTTP (I27).
struct AftercareTests {
  private static let payments: [(account: String, provider: SandboxProvider, id: String)] = [
    ("uk-store", .neropay, "6636598"), ("ng-store", .nectar, "Fa5JliRhi6vblnEHY"),
    ("nz-store", .aiic, "txn_abc123"),
  ]

  @Test(arguments: payments)
  func `a refund that was refused and moved all the same is held again, and waits for a person`(
    _ account: String, _ provider: SandboxProvider, _ id: String
  ) async throws {
    let bench = try await TestBench()
    bench.sandbox.add(try FaultSpec("\(provider.rawValue).refund:401-after*1"))
    let rejected = try await bench.refund(account, id, 500).intent
    #expect(rejected.state == .rejected)
    #expect(bench.moved(provider, id) == [500])
    #expect(try bench.desk.attention().isEmpty, "nobody has looked yet")

    bench.clock.advance(seconds: 75)
    _ = await bench.desk.settleDue()
    let item = try #require(try bench.desk.attention().first)
    #expect(item.matter == .movedAnyway)
    #expect(item.matter.title(of: item.intent) == "rejected, but the money moved")
    let detail = try await bench.open(account, id)
    #expect(detail.ledger?.held.minor == 500)
    #expect(!detail.isFrozen)
    let words = try #require(detail.intents.first)
    #expect(!detail.account.customerWords.sentence(words).text.contains("no money has moved"))

    let report = try await bench.desk.resolve(
      rejected.id, try #require(item.finding), .ours, evidence: "their console lists it")
    #expect(report.intent.state == .rejected, "the recorded end never changes")
    #expect(report.intent.correction == .stands)
    let after = try await bench.open(account, id)
    #expect(after.ledger?.refunded.minor == 500)
    #expect(after.ledger?.held.isZero == true)
    #expect(try bench.desk.attention().isEmpty)
    #expect(try bench.journal.verifyChain() > 0)
    await bench.close()
  }

  @Test(arguments: payments)
  func `what was refused and did not move brings nothing up, however often it is read`(
    _ account: String, _ provider: SandboxProvider, _ id: String
  ) async throws {
    let bench = try await TestBench()
    bench.sandbox.add(try FaultSpec("\(provider.rawValue).refund:401-before*1"))
    let rejected = try await bench.refund(account, id, 500).intent
    #expect(rejected.state == .rejected)
    var reads = 0
    while let due = bench.desk.nextDue, reads < 20 {
      bench.clock.advance(milliseconds: max(0, due.milliseconds(since: bench.clock.now)))
      _ = await bench.desk.settleDue()
      reads += 1
    }
    #expect(reads == 6)
    #expect(try bench.journal.looks(of: rejected.id).count == 6)
    #expect(try bench.desk.attention().isEmpty)
    await bench.close()
  }

  @Test(arguments: payments)
  func `a colleague's refund in the dashboard locks nothing and is no decision of ours`(
    _ account: String, _ provider: SandboxProvider, _ id: String
  ) async throws {
    let bench = try await TestBench()
    let ours = try await bench.refund(account, id, 500)
    #expect(bench.sandbox.refundElsewhere(provider, id: id, amountMinor: 300))
    bench.clock.advance(seconds: 75)
    _ = await bench.desk.settleDue()
    let detail = try await bench.open(account, id)
    #expect(!detail.isFrozen)
    #expect(try bench.journal.intent(ours.intent.id)?.correction == nil)
    #expect(try bench.desk.attention().filter { $0.finding != nil }.isEmpty)
    await bench.close()
  }

  @Test func `one read serves all decisions of its payment`() async throws {
    let bench = try await TestBench()
    let first = try await bench.refund("uk-store", "6636598", 100).intent
    let second = try await bench.refund("uk-store", "6636598", 200).intent
    bench.clock.advance(seconds: 80)
    let round = await bench.desk.settleDue()
    #expect(round.reports.count == 1)
    for id in [first.id, second.id] { #expect(try bench.journal.looks(of: id).count == 1) }
    #expect(try #require(round.nextDue) > bench.clock.now, "idle between two reads")
    await bench.close()
  }

  @Test func `a refund that failed late is freed by a person, and the next one asks`() async throws
  {
    let bench = try await TestBench()
    bench.sandbox.add(try FaultSpec("aiic.refund:late-failure=7*1"))
    let id = try await bench.refund("nz-store", "txn_abc123", 500).intent.id
    let item = try #require(try await firstFinding(bench, "nz-store", "txn_abc123"))
    #expect(item.matter == .failedLate)
    #expect(item.matter.title(of: item.intent) == "failed late: customer not told")
    #expect(item.refusals[.elsewhere] != nil)
    let told = try #require(try bench.journal.intent(id))
    let words = CustomerWords(refundDays: nil).sentence(told).text
    #expect(!words.hasPrefix("We refunded"), "\(words)")
    _ = try await bench.desk.resolve(
      id, try #require(item.finding), .ours, evidence: "the bank sent it back")
    let freed = try await bench.open("nz-store", "txn_abc123")
    #expect(freed.ledger?.refunded.isZero == true)
    #expect(freed.ledger?.held.isZero == true)
    bench.clock.advance(seconds: 3600)
    let error = await #expect(throws: DeskError.self) {
      try await bench.refund("nz-store", "txn_abc123", 400, another: false)
    }
    guard case .refused(.recentFailure)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    await bench.close()
  }

  @Test func `a row that became a word nobody knows is an issue until it is known again`()
    async throws
  {
    let bench = try await TestBench()
    let id = try await bench.refund("nz-store", "txn_abc123", 500).intent.id
    var intent = try #require(try bench.journal.intent(id))
    for _ in 0..<8 where intent.state != .succeeded {
      _ = try await bench.open("nz-store", "txn_abc123")
      intent = try #require(try bench.journal.intent(id))
    }
    let row = try #require(intent.refundID).raw
    #expect(bench.sandbox.setStatus("reversed", of: .aiic, id: row))
    _ = try await bench.open("nz-store", "txn_abc123")
    let item = try #require(try bench.desk.attention().first)
    #expect(item.matter == .unknownWord)
    #expect(item.sentence.text.contains("reversed"))
    #expect(try bench.desk.attention().count == 1)
    #expect(try await bench.open("nz-store", "txn_abc123").ledger?.refunded.minor == 500)
    #expect(bench.sandbox.setStatus("completed", of: .aiic, id: row))
    _ = try await bench.open("nz-store", "txn_abc123")
    #expect(try bench.desk.attention().isEmpty)
    await bench.close()
  }

  @Test(arguments: ["pending", "succeeded", "thawed"])
  func `a payment whose status went back, or is a word nobody knows, is an issue`(
    _ word: String
  ) async throws {
    let bench = try await TestBench()
    _ = try await bench.refund("uk-store", "6636598", 500)
    bench.clock.advance(seconds: 75)
    _ = await bench.desk.settleDue()
    #expect(try bench.desk.attention().isEmpty)
    #expect(bench.sandbox.setStatus(word, of: .neropay, id: "6636598"))
    bench.clock.advance(seconds: 700)
    _ = await bench.desk.settleDue()
    let matters = try bench.desk.attention().map(\.matter)
    #expect(matters == [word == "thawed" ? .unknownWord : .wentBack])
    await bench.close()
  }

  @Test func `a cancel that was done, and the payment was paid all the same, is an issue`()
    async throws
  {
    let bench = try await TestBench()
    let pending = try await bench.open("uk-store", "NP-ORDER1002")
    let amount = try #require(pending.transaction.amount.money)
    let result = try await bench.carryOut(
      Decision(kind: .cancel, key: pending.row.id, amount: amount, seen: pending.fingerprint))
    #expect(result.intent.state == .succeeded)
    #expect(bench.sandbox.setStatus("succeeded", of: .neropay, id: pending.row.id.id.raw))
    bench.clock.advance(seconds: 75)
    _ = await bench.desk.settleDue()
    #expect(try bench.desk.attention().map(\.matter) == [.failedLate])
    await bench.close()
  }

  // MARK: - NeroPay's entries

  @Test func `entries of the reference beyond our own lower what remains, which is then at most`()
    async throws
  {
    let bench = try await TestBench()
    _ = try await bench.refund("uk-store", "6636598", 500)
    let before = try #require(try await bench.open("uk-store", "6636598").ledger)
    #expect(before.entries.count == 1, "our own under another id is not a second one")
    #expect(before.remaining.bound.minor == before.paid.minor - 500)
    #expect(before.remaining.isCertain)
    #expect(bench.sandbox.refundElsewhere(.neropay, id: "6636598", amountMinor: 500))
    let detail = try await bench.open("uk-store", "6636598")
    let after = try #require(detail.ledger)
    guard case .atMost(let left) = after.remaining else {
      Issue.record("\(after.remaining)")
      return
    }
    #expect(left.minor == before.paid.minor - 1000)
    #expect(after.entries.map(\.source).contains(.possible))
    #expect(!detail.account.customerWords.payment(detail).text.contains("in all"))
    #expect(!detail.isFrozen)
    await bench.close()
  }

  @Test func `an entry that fits an unknown decision is its evidence and settles nothing`()
    async throws
  {
    let bench = try await TestBench()
    _ = try await bench.refund("uk-store", "6636598", 500)
    bench.sandbox.add(try FaultSpec("neropay.refund:close-after*1"))
    let lost = try await bench.refund("uk-store", "6636598", 500).intent
    #expect(lost.state == .unknown)
    let report = try await bench.desk.settle(lost.id, replaying: false)
    #expect(report.intent.state == .unknown)
    let dossier = try #require(try bench.desk.dossier(.intent(lost.id)))
    #expect(dossier.matches.count == 1, "the other entry is the earlier refund's")
    let ledger = try #require(try await bench.open("uk-store", "6636598").ledger)
    #expect(ledger.remaining.bound.minor == ledger.paid.minor - 1000)
    await bench.close()
  }

  // MARK: - Unlocking

  @Test func `what cannot be assigned locks, and is released with the total that was found`()
    async throws
  {
    let bench = try await TestBench()
    bench.sandbox.add(try FaultSpec("nectar.refund:401-before*1"))
    _ = try await bench.refund("ng-store", "Fa5JliRhi6vblnEHY", 500)
    bench.sandbox.add(try FaultSpec("nectar.refund:401-after*1"))
    _ = try await bench.refund("ng-store", "Fa5JliRhi6vblnEHY", 500)
    bench.clock.advance(seconds: 75)
    _ = await bench.desk.settleDue()
    let locked = try await bench.open("ng-store", "Fa5JliRhi6vblnEHY")
    #expect(locked.isFrozen)
    #expect(locked.refundRefusal == .frozen)
    #expect(try bench.desk.attention().map(\.matter) == [.frozen, .movedAnyway])
    await #expect(throws: DeskError.self) {
      try await bench.desk.release(
        locked.row.id, total: Money(minor: 500, currency: .usd), evidence: " ")
    }
    _ = try await bench.desk.release(
      locked.row.id, total: Money(minor: 500, currency: .usd), evidence: "one of them, by console")
    let released = try await bench.open("ng-store", "Fa5JliRhi6vblnEHY")
    #expect(!released.isFrozen)
    #expect(released.ledger?.refunded.minor == 500)
    #expect(released.ledger?.held.isZero == true)
    #expect(released.ledger?.entries.contains { $0.source == .external } == true)
    #expect(try bench.desk.attention().isEmpty)
    #expect(try bench.journal.verifyChain() > 0)
    await bench.close()
  }

  // MARK: - One claim, several payments

  @Test
  func `the same amount for the same ticket from another payment asks, over all accounts (I28)`()
    async throws
  {
    let bench = try await TestBench()
    _ = try await refund(bench, "uk-store", "6636598", 500, ticket: "T-77", another: false)
    let second = try await bench.open("uk-store", "6636599")
    let other = second.refundRefusal == nil ? second : try await otherPaid(bench)
    let error = await #expect(throws: DeskError.self) {
      try await refund(
        bench, "uk-store", other.row.id.id.raw, 500, ticket: "#t-77 ", another: false)
    }
    guard case .refused(let refusal)? = error, case .sameClaim = refusal else {
      Issue.record("\(String(describing: error))")
      return
    }
    for words in ["amina", "5.00 GBP", "uk-store", "ticket", "2026"] {
      #expect(refusal.sentence.text.contains(words), "\(refusal.sentence)")
    }
    #expect(refusal.asksAgain)
    _ = try await refund(bench, "uk-store", other.row.id.id.raw, 500, ticket: "T-77", another: true)
    await bench.close()
  }

  @Test func `two agents that both reviewed are told when they confirm (I28)`() async throws {
    let bench = try await TestBench()
    let first = try await bench.open("uk-store", "6636598")
    let other = try await otherPaid(bench)
    let reviews = [first, other].map { detail in
      Decision(
        kind: .refund, key: detail.row.id, amount: Money(minor: 500, currency: .gbp),
        ticket: "T-77", seen: detail.fingerprint)
    }
    let one = try await bench.desk.review(reviews[0])
    let two = try await bench.desk.review(reviews[1])
    #expect(two.recent == nil)
    _ = try bench.desk.prepare(one)
    #expect(throws: DeskError.self) { try bench.desk.prepare(two) }
    bench.clock.advance(seconds: 8 * 86_400)
    #expect(try await bench.desk.review(reviews[1]).recent == nil, "after a week nobody is asked")
    await bench.close()
  }

  // MARK: - Helpers

  private func refund(
    _ bench: TestBench, _ account: String, _ id: String, _ minor: Int64, ticket: String,
    another: Bool
  ) async throws -> DecisionResult {
    let detail = try await bench.open(account, id)
    let currency = try #require(detail.ledger?.paid.currency)
    return try await bench.carryOut(
      Decision(
        kind: .refund, key: detail.row.id, amount: Money(minor: minor, currency: currency),
        ticket: ticket, seen: detail.fingerprint, another: another))
  }

  /// Another paid NeroPay payment in pounds from which 5.00 can go back.
  private func otherPaid(_ bench: TestBench) async throws -> PaymentDetail {
    await bench.desk.fill(pages: 3) { _, _ in }
    let found = try bench.desk.findLocal(Query(), limit: 100)
    for row in found.rows where row.account.text == "uk-store" && row.id.id.raw != "6636598" {
      guard row.transaction.kind == .payment, row.transaction.status == .paid,
        let paid = row.transaction.amount.money, paid.currency == .gbp, paid.minor >= 1000
      else { continue }
      return try await bench.desk.openLive(row.id)
    }
    throw CocoaError(.fileNoSuchFile)
  }

  /// Opens a payment until something turned out otherwise.
  private func firstFinding(
    _ bench: TestBench, _ account: String, _ id: String
  ) async throws -> AttentionItem? {
    for _ in 0..<12 {
      _ = try await bench.open(account, id)
      if let item = try bench.desk.attention().first(where: { $0.finding != nil }) { return item }
    }
    return nil
  }
}
