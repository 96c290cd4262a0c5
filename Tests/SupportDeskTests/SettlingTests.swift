import DeskBench
import Journal
import Payments
import ProviderSandbox
import SupportDesk
import Testing
import TextSafety

/// What becomes of an outcome that is not known, at each provider, over real HTTP.
struct SettlingTests {
  @Test(arguments: ["close-before", "close-after"])
  func `a keyed provider is asked again under the same key, and money moves once`(
    _ fault: String
  ) async throws {
    let bench = try await TestBench()
    bench.sandbox.add(try FaultSpec("neropay.refund:\(fault)*1"))
    let result = try await bench.refund("uk-store", "6636598", 100)
    #expect(result.intent.state == .unknown)
    #expect(await bench.desk.settleDue().reports.isEmpty, "not before ten seconds")
    bench.clock.advance(seconds: 13)
    let round = await bench.desk.settleDue()
    #expect(round.reports.map(\.intent.state) == [.succeeded])
    #expect(round.reports.first?.isNews == true)
    let next = try #require(round.nextDue).milliseconds(since: bench.clock.now)
    #expect((60_000...72_000).contains(next), "it is read again")
    #expect(bench.moved(.neropay, "6636598") == [100])
    #expect(try bench.journal.attempts(of: result.intent.id).count == 2)
    #expect(try bench.journal.verifyChain() > 0)
    await bench.close()
  }

  @Test func `asked to end in the look before it, a replay is not sent`() async throws {
    let bench = try await TestBench()
    let lost = try await lostRefund(bench)
    let report = try await bench.desk.settle(lost, replaying: true, mayStillSend: { false })
    #expect(report.intent.state == .unknown)
    #expect(try bench.journal.attempts(of: lost).count == 1)
    #expect(bench.moved(.neropay, "6636598").isEmpty)
    await bench.close()
  }

  @Test func `a look that was given up is not recorded as one that failed`() async throws {
    let bench = try await TestBench()
    let lost = try await lostRefund(bench)
    let fault = try FaultSpec("neropay.retrieve:hang-before*1")
    bench.sandbox.add(fault)
    let look = Task { try await bench.desk.settle(lost, replaying: false) }
    while bench.sandbox.strikes(of: fault) == 0 { await Task.yield() }
    look.cancel()
    await #expect(throws: DeskError.self) { try await look.value }
    #expect(try bench.journal.looks(of: lost).isEmpty)
    await bench.close()
  }

  @Test func `a look by a wrong clock says what it saw, and nothing is sent again`() async throws {
    let bench = try await TestBench()
    let lost = try await lostRefund(bench)
    bench.skew(seconds: 301)
    _ = try await bench.desk.settle(lost, replaying: true)
    let look = try #require(try bench.journal.looks(of: lost).first)
    #expect(look.words.text.contains("provider says paid"))
    #expect(look.words.text.contains("does not count"))
    #expect(!look.look.couldRead)
    #expect(try bench.journal.attempts(of: lost).count == 1)
    await bench.close()
  }

  /// A refund whose request was lost before the provider saw it, old enough to be sent again.
  private func lostRefund(_ bench: TestBench) async throws -> IntentID {
    bench.sandbox.add(try FaultSpec("neropay.refund:close-before*1"))
    let result = try await bench.refund("uk-store", "6636598", 100)
    #expect(result.intent.state == .unknown)
    bench.clock.advance(seconds: 13)
    return result.intent.id
  }

  @Test func `three replays that tell nothing end with a person`() async throws {
    let bench = try await TestBench()
    bench.sandbox.add(try FaultSpec("neropay.refund:close-after"))
    let result = try await bench.refund("uk-store", "6636598", 100)
    let intent = try await untilQuiet(bench, result.intent.id)
    #expect(intent.state == .needsHuman)
    #expect(try bench.journal.attempts(of: intent.id).count == 4)
    #expect(bench.moved(.neropay, "6636598") == [100])
    #expect(try bench.desk.attention().map(\.matter) == [.needsPerson])
    await bench.close()
  }

  @Test func `no replay after the window`() async throws {
    let bench = try await TestBench()
    bench.sandbox.add(try FaultSpec("neropay.refund:close-before*1"))
    let result = try await bench.refund("uk-store", "6636598", 100)
    bench.clock.advance(seconds: 15 * 60 + 1)
    let intent = try await untilQuiet(bench, result.intent.id)
    #expect(intent.state == .needsHuman)
    #expect(try bench.journal.attempts(of: intent.id).count == 1)
    #expect(bench.moved(.neropay, "6636598").isEmpty)
    await bench.close()
  }

  @Test func `a refusal of the replay does not settle the first attempt (I7)`() async throws {
    let bench = try await TestBench()
    bench.sandbox.add(try FaultSpec("neropay.refund:close-after*1"))
    let result = try await bench.refund("uk-store", "6636598", 100)
    bench.sandbox.add(try FaultSpec("neropay.refund:401*1"))
    bench.clock.advance(seconds: 13)
    _ = await bench.desk.settleDue()
    let intent = try #require(try bench.journal.intent(result.intent.id))
    #expect(intent.state == .unknown)
    bench.clock.advance(seconds: 60)
    #expect(await bench.desk.settleDue().reports.map(\.intent.state) == [.succeeded])
    #expect(bench.moved(.neropay, "6636598") == [100])
    await bench.close()
  }

  @Test func `a cancel that was lost is decided by reading`() async throws {
    for (fault, moved) in [("close-after", 1), ("close-before", 1)] {
      let bench = try await TestBench()
      bench.sandbox.add(try FaultSpec("neropay.cancel:\(fault)*1"))
      let pending = try await bench.open("uk-store", "NP-ORDER1002")
      let amount = try #require(pending.transaction.amount.money)
      let result = try await bench.carryOut(
        Decision(kind: .cancel, key: pending.row.id, amount: amount, seen: pending.fingerprint))
      #expect(result.intent.state == .unknown)
      let intent = try await untilQuiet(bench, result.intent.id)
      #expect(intent.state == .succeeded)
      #expect(bench.sandbox.effects.count == moved)
      await bench.close()
    }
  }

  @Test func `a naked provider is never asked twice; a person rules with what was seen`()
    async throws
  {
    let bench = try await TestBench()
    bench.sandbox.add(try FaultSpec("nectar.refund:close-after*1"))
    let result = try await bench.refund("ng-store", "Fa5JliRhi6vblnEHY", 3700)
    let intent = try await untilQuiet(bench, result.intent.id)
    #expect(intent.state == .needsHuman)
    #expect(try bench.journal.attempts(of: intent.id).count == 1)
    let item = try #require(try bench.desk.attention().first)
    #expect(item.refusals[.replay]?.text.contains("key") == true)
    #expect(item.suggestion == "It looks as if it happened.")
    let report = try await bench.desk.rule(
      intent.id, .happened(refundID: nil), evidence: "their console lists it")
    #expect(report.intent.state == .ruledDone)
    #expect(try bench.desk.attention().isEmpty)
    #expect(bench.moved(.nectar, "Fa5JliRhi6vblnEHY") == [3700])
    await bench.close()
  }

  @Test func `a check that does not go on is told, and bars nobody for longer than one can last`()
    async throws
  {
    let bench = try await TestBench()
    bench.sandbox.add(try FaultSpec("nectar.refund:close-after*1"))
    let id = try await bench.refund("ng-store", "Fa5JliRhi6vblnEHY", 3700).intent.id
    #expect(
      try bench.journal.claim(
        id, patience: SettlingPolicy().longestCheck, at: bench.clock.now) == nil)
    bench.clock.advance(seconds: 61)
    let item = try #require(try bench.desk.attention().first)
    #expect(item.sentence.text.contains("has been checking it for 61 s and does not go on"))
    bench.clock.advance(seconds: 120)
    let report = try await bench.desk.rule(
      id, .happened(refundID: nil), evidence: "their console lists it")
    #expect(report.intent.state.isTerminal)
    await bench.close()
  }

  @Test func `nobody rules while the decision is being asked about or sent again`() async throws {
    let bench = try await TestBench()
    bench.sandbox.add(try FaultSpec("neropay.refund:close-after*1"))
    let id = try await bench.refund("uk-store", "6636598", 100).intent.id
    #expect(try bench.journal.claim(id, patience: 60_000, at: bench.clock.now) == nil)
    let error = await #expect(throws: DeskError.self) {
      try await bench.desk.rule(id, .happened(refundID: nil), evidence: "their console lists it")
    }
    guard case .refused(.ruling(let reason))? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(reason.text.contains("has been checking it for 0 s; wait a moment"))
    #expect(try bench.journal.intent(id)?.state == .unknown)
    try bench.journal.unclaim(id)
    let report = try await bench.desk.rule(
      id, .happened(refundID: nil), evidence: "their console lists it")
    #expect(report.intent.state.isTerminal)
    await bench.close()
  }

  @Test
  func `that nothing happened is ruled after half an hour, and taken back by what happens later`()
    async throws
  {
    let bench = try await TestBench()
    bench.sandbox.add(try FaultSpec("nectar.refund:close-before*1"))
    let result = try await bench.refund("ng-store", "Fa5JliRhi6vblnEHY", 3700)
    let id = result.intent.id
    await #expect(throws: DeskError.self) {
      try await bench.desk.rule(id, .didNotHappen(), evidence: "they say so")
    }
    bench.clock.advance(seconds: 1801)
    let report = try await bench.desk.rule(id, .didNotHappen(), evidence: "they say so")
    #expect(report.intent.state == .ruledNotDone)
    let freed = try await bench.open("ng-store", "Fa5JliRhi6vblnEHY")
    #expect(freed.refundRefusal == nil)
    #expect(bench.sandbox.refundElsewhere(.nectar, id: "Fa5JliRhi6vblnEHY", amountMinor: 3700))
    let held = try await bench.open("ng-store", "Fa5JliRhi6vblnEHY")
    #expect(!held.isFrozen, "one decision it can be, within what was paid")
    #expect(held.ledger?.held.minor == 3700)
    #expect(held.ledger?.remaining == Remaining.atMost(Money(minor: 1300, currency: .usd)))
    let error = await #expect(throws: DeskError.self) {
      try await bench.refund("ng-store", "Fa5JliRhi6vblnEHY", 3700)
    }
    guard case .refused(.exceedsRemaining)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    let item = try #require(try bench.desk.attention().first)
    #expect(item.matter == .movedAnyway)
    _ = try await bench.desk.resolve(
      id, try #require(item.finding),
      .elsewhere(amount: Money(minor: 3700, currency: .usd), who: "the console", refundID: nil),
      evidence: "it was the console")
    let after = try await bench.open("ng-store", "Fa5JliRhi6vblnEHY")
    #expect(after.ledger?.held.isZero == true)
    #expect(after.ledger?.refunded.minor == 3700, "it stands in the ledger as made elsewhere")
    #expect(try bench.desk.attention().isEmpty, "the same contradiction is told once")
    await bench.close()
  }

  @Test func `a provider that lists refunds settles by its rows, without another write`()
    async throws
  {
    let bench = try await TestBench()
    bench.sandbox.add(try FaultSpec("aiic.refund:close-after*1"))
    let result = try await bench.refund("nz-store", "txn_abc123", 500)
    #expect(result.intent.state == .unknown)
    let intent = try await untilQuiet(bench, result.intent.id)
    #expect(intent.state == .succeeded)
    #expect(try bench.journal.attempts(of: intent.id).count == 1)
    #expect(bench.moved(.aiic, "txn_abc123") == [500])
    await bench.close()
  }

  @Test func `a refund that fails after it succeeded is held again and waits for a person`()
    async throws
  {
    let bench = try await TestBench()
    bench.sandbox.add(try FaultSpec("aiic.refund:late-failure=5*1"))
    let result = try await bench.refund("nz-store", "txn_abc123", 500)
    var intent = try await untilQuiet(bench, result.intent.id)
    for _ in 0..<6 {
      _ = try await bench.open("nz-store", "txn_abc123")
      intent = try #require(try bench.journal.intent(result.intent.id))
    }
    let detail = try await bench.open("nz-store", "txn_abc123")
    #expect(!detail.isFrozen)
    #expect(
      intent.state == .failed
        || intent.correction == .disputed && detail.ledger?.held.minor == 500
          && detail.ledger?.refunded.isZero == true
    )
    await bench.close()
  }

  @Test func `a refund made elsewhere makes what remains no more than a bound`() async throws {
    let bench = try await TestBench()
    await bench.desk.fill(pages: 20) { _, _ in }
    guard case .computed = try await bench.open("nz-store", "txn_abc123").ledger?.remaining else {
      Issue.record("nothing was refunded yet")
      return
    }
    #expect(bench.sandbox.refundElsewhere(.aiic, id: "txn_abc123", amountMinor: 700))
    guard case .atMost = try await bench.open("nz-store", "txn_abc123").ledger?.remaining else {
      Issue.record("a refund without a name may be this one's")
      return
    }
    let local = try bench.desk.openLocal(try await bench.open("nz-store", "txn_abc123").row.id)
    guard case .atMost = local?.ledger?.remaining else {
      Issue.record("the local copy forgot it")
      return
    }
    await bench.close()
  }

  @Test(arguments: [
    (Int64(4), false, false), (60, true, false), (301, true, true), (-301, true, true),
  ])
  func `a wrong clock is told, and far off nothing is signed`(
    _ seconds: Int64, _ warns: Bool, _ refuses: Bool
  ) async throws {
    let bench = try await TestBench()
    let detail = try await bench.open("uk-store", "6636598")
    bench.skew(seconds: seconds)
    let later = try await bench.open("uk-store", "6636598")
    #expect((later.clockWarning != nil) == warns)
    let decision = Decision(
      kind: .refund, key: detail.row.id, amount: Money(minor: 100, currency: .gbp),
      seen: detail.fingerprint)
    if refuses {
      await #expect(throws: DeskError.self) { try await bench.desk.review(decision) }
    } else {
      #expect(try await bench.desk.review(decision).clockWarning == later.clockWarning)
    }
    #expect(bench.moved(.neropay, "6636598").isEmpty)
    await bench.close()
  }

  @Test
  func `an outcome that cannot be written is kept and written as soon as there is room (I14)`()
    async throws
  {
    let disk = FullDisk()
    let bench = try await TestBench(fuse: disk.fuse)
    let intent = try await bench.prepared(minor: 100)
    disk.fillAfter(changes: 1)
    do {
      _ = try await bench.desk.send(intent.id)
      Issue.record("the outcome was written to a full disk")
    } catch {
      guard case .journal(let sentence, mayHaveMoved: true) = error else {
        Issue.record("\(error)")
        return
      }
      #expect(sentence.text.contains("Do not repeat it"))
    }
    #expect(try bench.journal.intent(intent.id)?.state == .sending)
    #expect(try #require(bench.desk.nextDue) == bench.clock.now.adding(seconds: 5))
    _ = await bench.desk.settleDue()
    #expect(try bench.journal.intent(intent.id)?.state == .sending)
    disk.empty()
    _ = await bench.desk.settleDue()
    #expect(try bench.journal.intent(intent.id)?.state == .succeeded)
    #expect(bench.moved(.neropay, "6636598") == [100])
    await bench.close()
  }

  @Test func `a decision that cannot be written says that nothing was sent`() async throws {
    let disk = FullDisk()
    let bench = try await TestBench(fuse: disk.fuse)
    disk.fillAfter(changes: 0)
    let error = await #expect(throws: DeskError.self) { try await bench.prepared(minor: 100) }
    guard case .journal(let sentence, mayHaveMoved: false)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(sentence.text.hasPrefix("Nothing was sent. The disk"), "\(sentence)")
    #expect(bench.moved(.neropay, "6636598").isEmpty)
    await bench.close()
  }

  @Test func `what was not sent within ten minutes is not sent`() async throws {
    let bench = try await TestBench()
    let intent = try await bench.prepared(minor: 100)
    bench.clock.advance(seconds: 600)
    await #expect(throws: DeskError.self) { try await bench.desk.send(intent.id) }
    #expect(try bench.journal.intent(intent.id)?.state == .discarded)
    #expect(bench.moved(.neropay, "6636598").isEmpty)
    await bench.close()
  }

  @Test func `a program that is asked to end at the last moment sends nothing`() async throws {
    let bench = try await TestBench()
    let intent = try await bench.prepared(minor: 100)
    let result = try await bench.desk.send(intent.id) { false }
    #expect(result.intent.state == .discarded)
    #expect(bench.moved(.neropay, "6636598").isEmpty)
    #expect(try bench.desk.news().map(\.id) == [intent.id])
    await bench.close()
  }

  @Test func `the evidence names what was sent, what came back and what was asked`() async throws {
    let bench = try await TestBench()
    bench.sandbox.add(try FaultSpec("nectar.refund:500-after*1"))
    let result = try await bench.refund("ng-store", "Fa5JliRhi6vblnEHY", 3700)
    _ = try await bench.desk.settle(result.intent.id, replaying: false)
    let dossier = try #require(try bench.desk.dossier(.intent(result.intent.id)))
    #expect(dossier.request.text.contains("PUT"))
    #expect(dossier.request.text.contains("37.00"))
    #expect(dossier.entries.map(\.title) == ["sent", "answered", "asked again"])
    #expect(dossier.entries[1].words.text.contains("HTTP 500"))
    #expect(dossier.item.attempts == 1)
    #expect(dossier.item.looks == 1)
    await #expect(throws: DeskError.self) {
      try await bench.desk.settle(result.intent.id, replaying: true)
    }
    await bench.close()
  }

  // MARK: - Helpers

  /// Lets time pass until nothing is due within a day; returns the decision as it stands then.
  private func untilQuiet(_ bench: TestBench, _ id: IntentID) async throws -> Intent {
    for _ in 0..<60 {
      let round = await bench.desk.settleDue()
      let intent = try #require(try bench.journal.intent(id))
      guard !intent.state.isTerminal, let due = round.nextDue else { return intent }
      let wait = max(0, due.milliseconds(since: bench.clock.now))
      guard wait < 86_000_000 else { return intent }
      bench.clock.advance(milliseconds: wait)
    }
    return try #require(try bench.journal.intent(id))
  }
}
