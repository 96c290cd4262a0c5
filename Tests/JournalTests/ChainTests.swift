import GRDB
import Journal
import Payments
import Testing
import TextSafety

struct ChainTests {
  private let fixture: JournalFixture
  private let journal: Journal

  init() throws {
    fixture = try JournalFixture()
    journal = try fixture.journal()
  }

  @Test func `the events make the rows again, whatever happened`() throws {
    #expect(try journal.verifyChain() == 0)
    try fillEveryTable()
    #expect(try journal.verifyChain() == 21)
  }

  @Test(arguments: [
    "actor = 'nobody'", "time = time + 1", "boot_time = 7", "boot_id = 'x'", "process = 'x'",
    "origin = 'x'", "payment = 'other'", "provider = 'nectar'", "attempt = 9", "kind = 'noted'",
    "cause = 'x'", "result = 'unknown'", "facts = '{}'", "text_hashes = 'x'", "intent = NULL",
    "hash = zeroblob(32)", "previous = zeroblob(32)",
  ])
  func `a changed event is found`(change: String) throws {
    try journal.settle(fixture.intent(), fixture.write(), as: .succeeded)
    try behindTheRules("UPDATE event SET \(change) WHERE sequence = 2")
    #expect(tamperedEvent() == 2)
  }

  @Test func `a missing event is found`() throws {
    try journal.settle(fixture.intent(), fixture.write(), as: .succeeded)
    try behindTheRules("DELETE FROM event WHERE sequence = 2")
    #expect(tamperedEvent() == 3)
  }

  @Test func `events cut off the end are found`() throws {
    try journal.settle(fixture.intent(), fixture.write(), as: .succeeded)
    try behindTheRules(
      "DELETE FROM event_text WHERE event = 3; DELETE FROM event WHERE sequence = 3")
    #expect(tamperedEvent() == 2)
  }

  @Test(arguments: [
    "UPDATE event_text SET content = x'2A' WHERE field = 'note'",
    "UPDATE event_text SET content = x'2A' WHERE field = 'body'",
    "UPDATE event_text SET salt = randomblob(16) WHERE field = 'reason'",
    "DELETE FROM event_text WHERE field = 'ticket'",
    "INSERT INTO event_text VALUES (1, 'message', x'00', x'2A')",
  ])
  func `changed free text is found`(sql: String) throws {
    try journal.settle(fixture.intent(), fixture.write(), as: .succeeded)
    try behindTheRules(sql)
    #expect(tamperedEvent() == 1)
  }

  @Test(arguments: [
    "UPDATE intent SET amount_minor = 501", "UPDATE intent SET state = 'rejected'",
    "UPDATE intent SET note = 'x'", "UPDATE intent SET actor = 'x'",
    "UPDATE write SET idempotency_key = 'x' WHERE event = 2", "DELETE FROM write WHERE event = 2",
    "UPDATE attempt SET nonce = NULL", "UPDATE answer SET event = -event", "DELETE FROM answer",
    "DELETE FROM known_refunds", "DELETE FROM freeze", "UPDATE account SET merchant = 'x'",
    "INSERT INTO freeze VALUES ('a', 'b', 'c', 'd', 1)",
  ])
  func `a row that the events do not make is found`(sql: String) throws {
    try fillEveryTable()
    try behindTheRules(sql)
    #expect(tamperedEvent() == 21)
  }

  @Test func `erased text is gone and the chain is whole`() throws {
    try fillEveryTable()
    let done = Sample.key("done")
    try journal.saveKnownRefunds(
      [Sample.refund("rf_1", details: "for Ada")], for: done, at: Sample.at(30))
    try journal.note("Ada called", on: done, actor: Sample.amina, at: Sample.at(31))
    try journal.eraseText(on: done, actor: Actor("sefa"), at: Sample.at(32))
    let intent = try #require(try journal.intents(for: done).first)
    #expect([intent.reason, intent.note, intent.ticket, intent.message] == ["", "", "", ""])
    #expect(intent.state == .succeeded)
    #expect(try journal.write(of: intent.id)?.body == [])
    #expect(try journal.attempts(of: intent.id).map(\.answer?.body) == [[]])
    #expect(try journal.knownRefunds(for: done) == [Sample.refund("rf_9"), Sample.refund("rf_1")])
    #expect(try journal.timeline(for: done).allSatisfy { $0.words.isEmpty })
    #expect(try journal.verifyChain() == 24)
    let left = try fixture.raw().read { db in
      try String.fetchAll(db, sql: "SELECT facts || ' ' || cause FROM event").joined()
    }
    #expect(!left.contains("Ada") && !left.contains("parcel lost"))
    #expect(!left.contains("requested_by_customer") && !left.contains("5512"))
  }

  @Test func `text of an unsettled decision is not erased`() throws {
    let intent = try journal.settle(fixture.intent(), fixture.write(), as: .outcomeLost)
    #expect(throws: JournalError.openIntent(intent)) {
      try journal.eraseText(on: Sample.key, actor: Sample.amina, at: Sample.at(9))
    }
    #expect(try journal.intent(intent.id)?.note == "parcel lost")
  }

  @Test func `each event is dated by both clocks and placed`() throws {
    let clock = BootClock { BootTime(bootID: "b00t", milliseconds: 4711) }
    let journal = try fixture.journal(bootClock: clock)
    try journal.note("seen", on: Sample.key, actor: Sample.amina, at: Sample.at(3))
    let row = try #require(
      try fixture.raw().read { db in try Row.fetchOne(db, sql: "SELECT * FROM event") })
    #expect(row["time"] == Sample.at(3).milliseconds)
    #expect(row["boot_id"] == "b00t")
    #expect(row["boot_time"] == 4711)
    #expect(row["origin"] == "bastion ssh:10.1.2.3")
    #expect(row["process"] == journal.owner.name)
  }

  @Test func `the kernel's boot clock runs and knows its boot`() {
    let clock = BootClock.system()
    let first = clock.now()
    #expect(first.bootID.utf8.count == 36)
    #expect(first.milliseconds > 0)
    #expect(clock.now().milliseconds >= first.milliseconds)
  }

  @Test func `every kind of event has a word of its own`() {
    let plain: [EventKind] = [
      .prepared, .answered, .looked, .noted, .corrected, .resolved, .released, .refundsSeen,
      .accountRemembered,
      .accountConfirmed, .merchantNamed, .merchantDoubted, .erased, .recordAccepted,
      .signaturesErased,
    ]
    let all = plain + IntentEvent.allCases.map(EventKind.intent)
    #expect(Set(all.map(\.rawValue)).count == all.count)
    for kind in all { #expect(EventKind(rawValue: kind.rawValue) == kind) }
    #expect(EventKind(rawValue: "no such event") == nil)
  }

  // MARK: - Helpers

  private func fillEveryTable() throws {
    try journal.rememberAccount(Sample.account, Sample.identity, at: Sample.start)
    try journal.settle(
      fixture.intent(of: Sample.key("done")), fixture.write(), as: .succeeded)
    try journal.settle(
      fixture.intent(of: Sample.key("pending")), fixture.write(), as: .accepted)
    let lost = try journal.settle(
      fixture.intent(of: Sample.key("lost"), token: "t"), fixture.write(), as: .outcomeLost)
    _ = try journal.beginAttempt(
      lost.id, sealed: Sample.attempt(nonce: "n"), at: Sample.at(10))
    _ = try journal.record(
      Sample.answer(401), attempt: 2, of: lost.id, event: nil,
      settlement: Settlement(message: "Refused.", refundID: "rf_3"), at: Sample.at(11))
    let asked = try journal.prepare(
      fixture.intent(of: Sample.key("asked")), write: fixture.write(), at: Sample.at(12))
    for event in [IntentEvent.approvalRequested, .approved, .discarded] {
      _ = try journal.apply(
        event, to: asked.id, actor: Sample.amina, cause: "test",
        settlement: Settlement(message: "\(event)"), at: Sample.at(13))
    }
    try journal.settle(
      fixture.intent(.cancel, of: Sample.key("done")), fixture.write(), as: .rejected)
    try journal.saveKnownRefunds(
      [Sample.refund("rf_9", details: "hello")], for: Sample.key("done"), at: Sample.at(14))
    try journal.correction(
      "It failed after all.", on: Sample.key("done"), actor: Journal.desk, at: Sample.at(15))
  }

  private func behindTheRules(_ sql: String) throws { try fixture.behindTheRules(sql) }

  private func tamperedEvent() -> Int64? {
    do {
      _ = try journal.verifyChain()
      return nil
    } catch {
      guard case .tampered(let event, _) = error else { return -1 }
      return event
    }
  }
}
