import DeskBench
import Journal
import Payments
import ProviderSandbox
import SupportDesk
import Testing
import TextSafety
import TilldeskCrypto

/// I25: what the tags in a provider's rows say of the record, and that nobody who writes one into a row moves money.
struct TagTests {
  // MARK: - The record is behind

  @Test func `a refund under our code that no decision has holds, asks, and stands in attention`()
    async throws
  {
    let bench = try await TestBench()
    let stray = try bench.list(.aiic, "txn_abc123", minor: 500, code: bench.journal.tagCode)
    let detail = try await bench.open("nz-store", "txn_abc123")
    #expect(detail.ledger?.remaining.isCertain == false)
    #expect(!detail.isFrozen)
    #expect(detail.refundRefusal == nil)

    let item = try #require(try bench.desk.attention().first)
    #expect(try bench.desk.attention().map(\.matter) == [.recordBehind])
    #expect(bench.desk.attentionCount == 1)
    #expect(item.sentence.text.contains(stray.text))
    #expect(item.sentence.text.contains("tilldesk journal accept"))
    #expect(try #require(try bench.desk.dossier(item.id)).entries.count == 1)

    let decision = Decision(
      kind: .refund, key: detail.row.id, amount: Money(minor: 700, currency: .nzd),
      seen: detail.fingerprint)
    let review = try await bench.desk.review(decision)
    #expect(review.recent == .recordBehind(Money(minor: 500, currency: .nzd), tag: stray))
    #expect(throws: DeskError.self) { try bench.desk.prepare(review) }
    #expect(bench.moved(.aiic, "txn_abc123") == [500], "only the one that was there")
    #expect(try bench.journal.verifyChain() > 0)
    await bench.close()
  }

  @Test func `it survives a restart, a read is none anew, and an acceptance ends it`() async throws
  {
    let bench = try await TestBench()
    _ = try bench.list(.aiic, "txn_abc123", minor: 500, code: bench.journal.tagCode)
    for _ in 0..<3 { _ = try await bench.open("nz-store", "txn_abc123") }
    let again = try bench.desk(onJournal: bench.scratch("journal.sqlite"))
    #expect(try again.attention().map(\.matter) == [.recordBehind])
    #expect(
      try again.openLocal(try await bench.open("nz-store", "txn_abc123").row.id)?
        .ledger?.remaining.isCertain == false)
    _ = try bench.journal.accept(
      evidence: "the other host's disk died", actor: Actor("amina"), at: bench.clock.now)
    #expect(try bench.desk.attention().isEmpty)
    let detail = try await bench.open("nz-store", "txn_abc123")
    #expect(try bench.desk.attention().isEmpty)
    // What was found may still be of this payment, until somebody decides on it.
    #expect(detail.ledger?.remaining.isCertain == false)
    bench.clock.advance(seconds: 1)
    #expect(try await bench.refund("nz-store", "txn_abc123", 300).intent.state.mayHaveBeenSent)
    await bench.close()
  }

  @Test func `what was lost with a newer record is told by its tags`() async throws {
    let bench = try await TestBench()
    let old = bench.scratch("old.sqlite")
    try bench.journal.copy(to: old)
    let lost = try await bench.refund("nz-store", "txn_abc123", 500).intent
    _ = try bench.journal(at: old).accept(
      evidence: "restored the backup", actor: Actor("amina"), at: bench.clock.now)
    let desk = try bench.desk(onJournal: old)
    bench.clock.advance(seconds: 3600)
    #expect(
      bench.sandbox.refundElsewhere(
        .aiic, id: "txn_abc123", amountMinor: 200, details: lost.id.tag.text + " again"))
    _ = try await desk.openLive(lost.key)
    // The row that is dated before the acceptance is covered by it.
    #expect(try desk.attention().map(\.matter) == [.recordBehind])
    await bench.close()
  }

  // MARK: - A second Tilldesk

  @Test func `a second desk on a merchant is one matter, a warning, and no lock`() async throws {
    let bench = try await TestBench()
    let second = try bench.desk(onJournal: bench.scratch("other.sqlite"))
    for (payment, minor) in [("txn_abc123", Int64(300)), ("txn_showbhd", 200)] {
      let detail = try await second.openExactly(account: "nz-store", text: payment)
      let review = try await second.review(
        Decision(
          kind: .refund, key: detail.row.id,
          amount: Money(minor: minor, currency: try #require(detail.ledger?.paid.currency)),
          seen: detail.fingerprint))
      _ = try await second.send(try second.prepare(review).id)
      _ = try await bench.open("nz-store", payment)
    }
    let item = try #require(try bench.desk.attention().first)
    #expect(try bench.desk.attention().map(\.matter) == [.secondTilldesk])
    #expect(item.account == "nz-store")
    #expect(item.key == nil)
    let detail = try await bench.open("nz-store", "txn_abc123")
    #expect(!detail.isFrozen)
    #expect(detail.refundRefusal == nil)
    let review = try await bench.desk.review(
      Decision(
        kind: .refund, key: detail.row.id, amount: Money(minor: 100, currency: .nzd),
        seen: detail.fingerprint))
    #expect(review.recent == nil, "it asks nothing")
    #expect(try second.attention().isEmpty)
    await bench.close()
  }

  // MARK: - False alarms

  @Test func `our own refunds, old ones without a code and other words raise nothing`() async throws
  {
    let bench = try await TestBench()
    let done = try await bench.refund("nz-store", "txn_abc123", 500).intent
    for words in [
      "TD-7Q3K9M", "\(done.id.shortTag)X", "TD-", "refund td7q3k9m-4fx2",
      "Refunded in the dashboard",
    ] {
      #expect(
        bench.sandbox.refundElsewhere(.aiic, id: "txn_abc123", amountMinor: 10, details: words))
    }
    bench.clock.advance(seconds: 75)
    _ = await bench.desk.settleDue()
    _ = try await bench.open("nz-store", "txn_abc123")
    #expect(try bench.journal.tagMatters().isEmpty)
    await bench.close()
  }

  @Test func `a decision that was sent without a code is known by its old tag`() async throws {
    let bench = try await TestBench()
    let intent = try await bench.lost("close-before*1")
    #expect(
      bench.sandbox.refundElsewhere(
        .aiic, id: "txn_abc123", amountMinor: 500, details: intent.id.shortTag.text))
    _ = try await bench.open("nz-store", "txn_abc123")
    #expect(try bench.journal.intent(intent.id)?.state == .succeeded)
    #expect(try bench.desk.attention().isEmpty)
    await bench.close()
  }

  @Test func `a tag of ours on another payment is a refund made elsewhere`() async throws {
    let bench = try await TestBench()
    let done = try await bench.refund("ng-store", "Fa5JliRhi6vblnEHY", 500).intent
    #expect(
      bench.sandbox.refundElsewhere(
        .aiic, id: "txn_abc123", amountMinor: 500, details: done.id.tag.text))
    let detail = try await bench.open("nz-store", "txn_abc123")
    #expect(try bench.desk.attention().isEmpty)
    #expect(!detail.isFrozen)
    await bench.close()
  }

  @Test(arguments: [true, false])
  func `what a customer typed as a reference is none of our tags`(_ isTyped: Bool) async throws {
    let rows = try WrittenRows("aiic")
    let tag = try stray(rows.journal.tagCode)
    let typed = isTyped ? tag.text : "INV-8"
    func row(_ id: String, _ type: String, reference: String, description: String = "") -> String {
      #"{"id":"\#(id)","type":"\#(type)","status":"completed","amount":500,"currency":"NZD","reference":"\#(reference)","description":"\#(description)","createdAt":"2026-09-20T00:00:00Z"}"#
    }
    rows.write([
      row("t1", "credit", reference: typed), row("t2", "credit", reference: "INV-7"),
      row("r1", "refund", reference: typed, description: isTyped ? "by hand" : tag.text),
    ])
    for id in ["t1", "t2"] { _ = try await rows.open(id) }
    #expect(try rows.desk.attention().map(\.matter) == (isTyped ? [] : [.recordBehind]))
  }

  @Test func `a row that names its payment holds that one, and no other`() async throws {
    let rows = try WrittenRows("nectar")
    let tag = try stray(rows.journal.tagCode)
    func payment(_ id: String, _ history: String) -> String {
      #"{"transactionReference":"\#(id)","merchantRef":"TX-\#(id)","requestedAmount":50.00,"currencyCode":"USD","status":0,"transactionDate":"2026-03-11T14:43:50.172275","refundHistory":[\#(history)]}"#
    }
    rows.write([payment("n1", "")])
    #expect(try await rows.open("n1").ledger?.remaining.isCertain == true)
    rows.write([
      payment(
        "n1",
        #"{"refundId":"R1","amount":5.00,"timestamp":"2026-06-14T21:43:58","status":"REFUNDED","refundReason":"Refund \#(tag)"}"#
      )
    ])
    let held = try await rows.open("n1")
    #expect(held.ledger?.remaining == .atMost(Money(minor: 4500, currency: .usd)))
    #expect(try rows.desk.attention().map(\.key) == [held.row.id], "Enter opens it")
    rows.write([payment("n2", "")])
    #expect(try await rows.open("n2").ledger?.remaining.isCertain == true)
  }

  // MARK: - Our tag with another amount

  @Test(arguments: [700, 300] as [Int64], ["202", "401-before*1"])
  func `a refund under our tag with another amount is compared by a person`(
    _ minor: Int64, _ fault: String
  ) async throws {
    let bench = try await TestBench()
    if fault != "202" { bench.sandbox.add(try FaultSpec("aiic.refund:\(fault)")) }
    let intent = try await bench.refund("nz-store", "txn_abc123", 500).intent
    let isRefused = intent.state == .rejected
    #expect(isRefused == (fault != "202"))
    if !isRefused {
      for _ in 0..<6 {
        bench.clock.advance(seconds: 3600)
        _ = await bench.desk.settleDue()
      }
      try #require(try bench.journal.intent(intent.id)?.state == .succeeded)
    }
    #expect(
      bench.sandbox.refundElsewhere(
        .aiic, id: "txn_abc123", amountMinor: minor, details: intent.id.tag.text))
    let detail = try await bench.open("nz-store", "txn_abc123")
    #expect(detail.isFrozen)
    #expect(detail.refundRefusal == .frozen)
    let item = try #require(try bench.desk.attention().first { $0.matter == .frozen })
    let other = Money(minor: minor, currency: .nzd).text.text
    #expect(!isRefused || item.sentence.text.contains(other))
    // Said once, and a person who found out what went back ends it.
    _ = try await bench.open("nz-store", "txn_abc123")
    _ = try await bench.desk.release(
      detail.row.id, total: Money(minor: isRefused ? minor : 500 + minor, currency: .nzd),
      evidence: "their console")
    let after = try await bench.open("nz-store", "txn_abc123")
    #expect(!after.isFrozen)
    let refunded = try #require(after.ledger?.refunded.minor)
    #expect(isRefused ? refunded == minor : refunded >= 500 + minor, "never less than was found")
    #expect(try bench.journal.verifyChain() > 0)
    await bench.close()
  }

  // MARK: - Many locks

  @Test func `more than ten locks of one cause are one matter of the account`() async throws {
    let bench = try await TestBench()
    let account = try await bench.open("nz-store", "txn_abc123").row.id.account
    func lock(_ number: Int) throws {
      try bench.journal.correction(
        "The provider lists 2 refunds as the one of \(number).00 NZD (ref_\(number)): compare them.",
        on: PaymentKey(account: account, id: TransactionID("txn_\(number)")), actor: Journal.desk,
        at: bench.clock.now.adding(seconds: Int64(number)))
    }
    for number in 1...10 { try lock(number) }
    #expect(try bench.desk.attention().count == 10)
    #expect(bench.desk.attentionCount == 10)
    try lock(11)
    try bench.journal.correction(
      "Something else.", on: PaymentKey(account: account, id: TransactionID("txn_other")),
      actor: Journal.desk, at: bench.clock.now)
    let items = try bench.desk.attention()
    #expect(items.count == 2)
    #expect(bench.desk.attentionCount == 2)
    let many = try #require(items.first { $0.reference == "11 payments" })
    guard case .account(account, _) = many.id else {
      Issue.record("\(many.id)")
      return
    }
    #expect(many.refusals.count == AttentionItem.Action.allCases.count)
    let dossier = try #require(try bench.desk.dossier(many.id))
    #expect(dossier.entries.count == 11)
    #expect(dossier.entries.contains { $0.title == "nz-store/txn_7" })
    await bench.close()
  }
}

/// A tag that no decision has.
private func stray(_ code: TagCode) throws -> SafeText {
  try #require(IntentID(String(repeating: "7", count: 32), code: code)).tag
}

extension TestBench {
  /// A refund at the provider itself under a tag that nobody made.
  fileprivate func list(
    _ provider: SandboxProvider, _ id: String, minor: Int64, code: TagCode
  ) throws -> SafeText {
    let tag = try stray(code)
    #expect(sandbox.refundElsewhere(provider, id: id, amountMinor: minor, details: tag.text))
    return tag
  }

  /// Another process on a journal.
  fileprivate func journal(at path: String) throws -> Journal {
    try Journal(
      path: path, owner: OwnerLock(besideJournal: path, process: 3, random: .system),
      random: .system, bootClock: clock.bootClock)
  }
}
