import GRDB
import Journal
import Payments
import Testing
import TextSafety

/// I25: a decision is made on rows that equal the fold of their payment's events.
struct SoundnessTests {
  private let fixture: JournalFixture
  private let journal: Journal

  init() throws {
    fixture = try JournalFixture()
    journal = try fixture.journal()
  }

  @Test func `a row that was set to rejected keeps its hold, and its payment is locked`() throws {
    let lost = try journal.settle(fixture.intent(), fixture.write(), as: .outcomeLost)
    // No rule of the database speaks against it.
    try fixture.raw().write { db in
      try db.execute(sql: "UPDATE intent SET state = 'rejected' WHERE state = 'unknown'")
    }
    #expect(throws: JournalError.rowsDiffer(Sample.key)) { try decide() }
    #expect(try journal.intent(lost.id)?.state == .unknown)
    #expect(try journal.isFrozen(Sample.key))
    #expect(throws: JournalError.frozen(Sample.key)) { try decide() }
    #expect(try journal.timeline(for: Sample.key).count { $0.kind == .corrected } == 1)
    _ = try journal.verifyChain()
    try journal.release(
      "compared", on: Sample.key, total: .zero(.gbp), external: nil, actor: Sample.amina,
      at: Sample.at(50))
    #expect(try journal.intent(lost.id)?.state == .unknown)
    _ = try journal.verifyChain()
  }

  @Test(arguments: [
    "UPDATE intent SET state = 'notSent', owner = ''", "UPDATE intent SET amount_minor = 1",
    "UPDATE intent SET decision_token = NULL", "UPDATE intent SET payment = 'other'",
    "UPDATE intent SET refund_id = 'rf_x'", "DELETE FROM answer", "DELETE FROM look",
    "DELETE FROM answer; DELETE FROM attempt", "UPDATE attempt SET nonce = 'x'",
    "DELETE FROM known_refunds", "UPDATE known_refunds SET event = 1", "DELETE FROM write",
    "UPDATE write SET idempotency_key = 'x'",
    "DELETE FROM look; DELETE FROM answer; DELETE FROM attempt; DELETE FROM write; DELETE FROM intent",
    "INSERT INTO attempt VALUES ((SELECT id FROM intent), 9, 900, 'x', NULL)",
  ])
  func `whatever row is changed, nothing is decided and the events count`(sql: String) throws {
    let lost = try journal.settle(
      fixture.intent(token: "t"), fixture.write(), as: .outcomeLost)
    try journal.record(
      StoredLook(providerStatus: "paid", hint: .silent), words: "Nothing.", of: lost.id,
      actor: Sample.amina, at: Sample.at(8))
    try journal.saveKnownRefunds(
      [Sample.refund("rf_1")], for: Sample.key, at: Sample.at(9))
    let before = try journal.intent(lost.id)
    try fixture.behindTheRules(sql)
    #expect(throws: JournalError.rowsDiffer(Sample.key)) { try decide() }
    #expect(try journal.isFrozen(Sample.key))
    #expect(try journal.intent(decisionToken: "t")?.id == lost.id)
    #expect(try journal.intent(lost.id)?.state == before?.state)
    #expect(try journal.intent(lost.id)?.amount == before?.amount)
    #expect(try journal.knownRefunds(for: Sample.key).count == 1)
  }

  @Test func `a lock that was taken away is there again`() throws {
    try journal.correction(
      "It failed after all.", on: Sample.key, actor: Journal.desk, at: Sample.at(1))
    try fixture.raw().write { db in try db.execute(sql: "DELETE FROM freeze") }
    #expect(throws: JournalError.rowsDiffer(Sample.key)) { try decide() }
    #expect(throws: JournalError.frozen(Sample.key)) { try decide() }
  }

  @Test func `what a row holds more than the events say stays held until a person looked`() throws {
    let done = try journal.settle(fixture.intent(), fixture.write(), as: .rejected)
    try fixture.behindTheRules("UPDATE intent SET state = 'unknown'")
    #expect(throws: JournalError.rowsDiffer(Sample.key)) { try decide() }
    #expect(try journal.intent(done.id)?.state == .unknown)
    #expect(try journal.verifyWhole().locked == [Sample.key])
    try journal.release(
      "compared", on: Sample.key, total: .zero(.gbp), external: nil, actor: Sample.amina,
      at: Sample.at(50))
    #expect(try journal.intent(done.id)?.state == .rejected)
    #expect(try journal.verifyWhole().locked.isEmpty)
  }

  @Test func `an inserted row holds, and is gone when a person looked`() throws {
    try journal.settle(fixture.intent(), fixture.write(), as: .rejected)
    try fixture.behindTheRules(
      """
      INSERT INTO intent SELECT 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', kind, provider, account_origin,
        merchant, payment, account, mode, amount_minor, currency, reason, note, ticket, actor, seen, 'x',
        NULL, 'succeeded', '', created, updated, NULL, '', NULL FROM intent
      """)
    #expect(throws: JournalError.rowsDiffer(Sample.key)) { try decide() }
    #expect(try journal.intents(for: Sample.key).count == 2)
    try journal.release(
      "compared", on: Sample.key, total: .zero(.gbp), external: nil, actor: Sample.amina,
      at: Sample.at(50))
    #expect(try journal.intents(for: Sample.key).count == 1)
  }

  @Test func `an outcome is recorded on what the events say, whatever became of the row`() throws {
    let intent = try journal.send(fixture.intent(), fixture.write())
    try fixture.behindTheRules("UPDATE intent SET state = 'rejected', owner = ''")
    let ended = try journal.record(
      Sample.answer(200), attempt: 1, of: intent.id, event: .succeeded,
      settlement: Settlement(message: "Done."), at: Sample.at(3))
    #expect(ended.state == .succeeded)
    #expect(try journal.isFrozen(Sample.key))
    _ = try journal.verifyChain()
  }

  @Test func `an event of a decision is about its payment, whatever its row says`() throws {
    let done = try journal.settle(fixture.intent(), fixture.write(), as: .succeeded)
    try fixture.behindTheRules("UPDATE intent SET payment = 'other'")
    func look() throws {
      try journal.record(
        StoredLook(providerStatus: "paid", hint: .silent), words: "Nothing.", of: done.id,
        actor: Sample.amina, at: Sample.at(8))
    }
    #expect(throws: JournalError.rowsDiffer(Sample.key)) { try look() }
    #expect(try journal.isFrozen(Sample.key))
    try look()
    #expect(try journal.timeline(for: Sample.key).last?.kind == .looked)
    #expect(try journal.timeline(for: Sample.key("other")).isEmpty)
    #expect(try journal.verifyWhole().locked == [Sample.key])
  }

  @Test func `a decision that no event knows gains none`() throws {
    let done = try journal.settle(fixture.intent(), fixture.write(), as: .succeeded)
    let made = try #require(IntentID(String(repeating: "a", count: 32)))
    try fixture.behindTheRules(
      """
      CREATE TEMP TABLE copied AS SELECT * FROM intent;
      UPDATE copied SET id = '\(made.text)', state = 'unknown';
      INSERT INTO intent SELECT * FROM copied
      """)
    for _ in 0..<2 {
      #expect(throws: JournalError.rowsDiffer(Sample.key)) {
        try journal.record(
          StoredLook(providerStatus: "paid", hint: .silent), words: "Nothing.", of: made,
          actor: Sample.amina, at: Sample.at(8))
      }
    }
    #expect(try journal.verifyWhole().locked == [Sample.key])
    try journal.repair(Sample.key, at: Sample.at(9))
    #expect(try journal.intents(for: Sample.key).map(\.id) == [done.id])
  }

  @Test func `a row that seems to be under way keeps nobody from recovering the others`() throws {
    try journal.settle(fixture.intent(), fixture.write(), as: .rejected)
    try fixture.behindTheRules("UPDATE intent SET state = 'sending', owner = '1-a'")
    let owner = try fixture.owner()
    let other = try fixture.journal(owner: owner).send(
      fixture.intent(of: Sample.key("other")), fixture.write())
    owner.release()
    let next = try fixture.journal()
    for _ in 0..<2 {
      let recovered = try next.recoverOrphans(at: Sample.at(9))
      #expect(recovered.allSatisfy { $0.id == other.id })
    }
    #expect(try next.intent(other.id)?.state == .unknown)
    #expect(try next.isFrozen(Sample.key))
    #expect(try next.intents(for: Sample.key).map(\.state) == [.sending], "the larger hold stays")
  }

  @Test func `a decision that was given to another payment goes back to its own`() throws {
    let intent = try journal.send(fixture.intent(), fixture.write())
    _ = try journal.record(
      Sample.answer(200), attempt: 1, of: intent.id, event: .failed,
      settlement: Settlement(message: "It failed.", refundID: "rf_1"), at: Sample.at(3))
    try fixture.behindTheRules("UPDATE intent SET payment = 'other'")
    let other = Sample.key("other")
    #expect(throws: JournalError.rowsDiffer(other)) {
      try journal.prepare(fixture.intent(of: other), write: fixture.write(), at: Sample.at(9))
    }
    #expect(try journal.isFrozen(other))
    #expect(try journal.isFrozen(Sample.key), "its own is told as well")
    #expect(try journal.intents(for: Sample.key).map(\.id) == [intent.id])
    _ = try journal.verifyChain()
  }

  @Test func `whoever repeats a token is told what the events say`() throws {
    let lost = try journal.settle(
      fixture.intent(token: "t"), fixture.write(), as: .outcomeLost)
    try fixture.behindTheRules("UPDATE intent SET state = 'rejected'")
    #expect(try journal.decision(token: "t", at: Sample.at(9))?.state == .unknown)
    #expect(try journal.isFrozen(Sample.key))
    #expect(try journal.decision(token: "t", at: Sample.at(10))?.id == lost.id)
    #expect(try journal.decision(token: "u", at: Sample.at(10)) == nil)
  }

  @Test func `another payment goes on while one is locked`() throws {
    try journal.settle(fixture.intent(), fixture.write(), as: .outcomeLost)
    try fixture.behindTheRules("UPDATE intent SET state = 'rejected'")
    #expect(throws: JournalError.rowsDiffer(Sample.key)) { try decide() }
    _ = try journal.settle(
      fixture.intent(of: Sample.key("other")), fixture.write(), as: .succeeded)
  }

  @Test func `a ruling and a replay rest on the events too`() throws {
    let lost = try journal.settle(fixture.intent(), fixture.write(), as: .outcomeLost)
    try fixture.behindTheRules("UPDATE intent SET amount_minor = 1")
    #expect(throws: JournalError.rowsDiffer(Sample.key)) {
      try journal.rule(
        .ruledDone, on: lost.id, evidence: "seen", refundID: nil, actor: Sample.amina,
        at: Sample.at(9))
    }
    #expect(throws: JournalError.frozen(Sample.key)) {
      try journal.beginAttempt(lost.id, sealed: Sample.attempt(), at: Sample.at(9))
    }
  }

  @Test func `an orphan on a broken chain is left, and nothing is decided`() throws {
    try {
      let gone = try fixture.journal()
      try gone.send(fixture.intent(), fixture.write())
      gone.owner.release()
    }()
    try fixture.behindTheRules("UPDATE event SET actor = 'x' WHERE sequence = 1")
    #expect(throws: JournalError.tampered(event: 1, "its hash differs")) {
      try journal.recoverOrphans(at: Sample.at(5))
    }
    #expect(journal.obstacle != nil)
  }

  @Test func `an orphan whose row says that nothing was sent is not discarded`() throws {
    let intent = fixture.intent()
    try {
      let gone = try fixture.journal()
      try gone.send(intent, fixture.write())
      gone.owner.release()
    }()
    try fixture.behindTheRules("UPDATE intent SET state = 'prepared'")
    let recovered = try journal.recoverOrphans(at: Sample.at(5))
    #expect(recovered.map(\.state) == [.unknown])
    #expect(try journal.isFrozen(Sample.key))
  }

  @Test func `an outcome is recorded although its row was changed`() throws {
    let sent = try journal.send(fixture.intent(), fixture.write())
    try fixture.behindTheRules("UPDATE intent SET amount_minor = 1")
    let ended = try journal.record(
      Sample.answer(400), attempt: 1, of: sent.id, event: .rejected,
      settlement: Settlement(message: "No."), at: Sample.at(3))
    #expect(ended.state == .rejected)
    #expect(ended.amount == sent.amount)
    #expect(try journal.isFrozen(Sample.key))
  }

  @Test(arguments: [
    "UPDATE event SET result = 'rejected' WHERE sequence = 3",
    "UPDATE event SET hash = zeroblob(32) WHERE sequence = 2",
    "DELETE FROM event_text WHERE event = 2; DELETE FROM event WHERE sequence = 2",
    "UPDATE event_text SET content = x'2A' WHERE field = 'body'",
    "UPDATE event_text SET content = NULL, salt = NULL WHERE field = 'note'",
  ])
  func `on a broken chain nothing is decided any more, in no process`(sql: String) throws {
    try journal.settle(fixture.intent(), fixture.write(), as: .outcomeLost)
    try fixture.behindTheRules(sql)
    #expect(throws: JournalError.self) { try decide() }
    guard case .damaged = journal.obstacle else {
      Issue.record("the journal does not know that it is damaged")
      return
    }
    #expect(throws: JournalError.self) { try decide(Sample.key("other")) }
    let second = try fixture.journal()
    #expect(second.obstacle != nil)
    #expect(try !second.intents(for: Sample.key).isEmpty)
    #expect(throws: JournalError.self) {
      try second.prepare(fixture.intent(), write: fixture.write(), at: Sample.at(9))
    }
  }

  @Test(arguments: [
    "DROP TRIGGER intent_terminal", "DROP INDEX intent_open", "DROP INDEX intent_token",
    "CREATE TRIGGER mine AFTER INSERT ON event BEGIN SELECT 1; END",
    "DROP TRIGGER event_kept; CREATE TRIGGER event_kept BEFORE DELETE ON event BEGIN SELECT 1; END",
  ])
  func `a journal whose rules were changed is read, and accepted with its rules`(sql: String) throws
  {
    try journal.note("seen", on: Sample.key, actor: Sample.amina, at: Sample.start)
    try fixture.raw().write { db in try db.execute(sql: sql) }
    let second = try fixture.journal()
    guard case .rulesChanged = second.obstacle else {
      Issue.record("\(String(describing: second.obstacle))")
      return
    }
    #expect(throws: JournalError.self) {
      try second.prepare(fixture.intent(), write: fixture.write(), at: Sample.at(9))
    }
    _ = try second.accept(evidence: "an old script", actor: Sample.amina, at: Sample.at(10))
    #expect(try fixture.journal().obstacle == nil)
    _ = try second.prepare(fixture.intent(), write: fixture.write(), at: Sample.at(11))
    _ = try second.verifyChain()
  }

  @Test func `text that was blanked without its event is found`() throws {
    try journal.settle(fixture.intent(), fixture.write(), as: .succeeded)
    try fixture.raw().write { db in
      try db.execute(sql: "UPDATE event_text SET content = NULL, salt = NULL WHERE field = 'note'")
    }
    #expect(throws: JournalError.tampered(event: 1, "its free text is gone")) {
      try journal.verifyChain()
    }
  }

  @Test func `new events are checked in pieces, and the mark is kept`() throws {
    for number in 0..<230 {
      try journal.note(
        "n\(number)", on: Sample.key, actor: Sample.amina, at: Sample.at(Int64(number)))
    }
    try journal.verifyNew(at: Sample.at(300))
    let mark = try fixture.raw().read { db in
      try Int.fetchOne(db, sql: "SELECT sequence FROM verification WHERE scope = 'chain'")
    }
    #expect(mark == 230)
    try fixture.behindTheRules("UPDATE event SET actor = 'x' WHERE sequence = 7")
    // What was checked is checked again as a whole only.
    try journal.verifyNew(at: Sample.at(301))
    #expect(throws: JournalError.tampered(event: 7, "its hash differs")) {
      try journal.verifyWholeAndKeep(at: Sample.at(302))
    }
    #expect(journal.obstacle == .damaged(event: 7, "its hash differs"))
  }

  @Test func `the proof of the whole locks what was changed, and the rest goes on`() throws {
    let lost = try journal.settle(fixture.intent(), fixture.write(), as: .outcomeLost)
    try fixture.behindTheRules("UPDATE intent SET state = 'rejected'")
    #expect(throws: JournalError.rowsDiffer(Sample.key)) {
      try journal.verifyWholeAndKeep(at: Sample.at(9))
    }
    #expect(try journal.isFrozen(Sample.key))
    #expect(try journal.intent(lost.id)?.state == .unknown)
    #expect(journal.obstacle == nil)
    _ = try journal.verifyWholeAndKeep(at: Sample.at(10))
  }

  @Test func `where a worker runs, its verification may not be old`() throws {
    let day: Int64 = 24 * 3600
    #expect(try !journal.isVerificationOverdue(at: Sample.at(10 * day)))
    try journal.registerWorker(at: Sample.start)
    #expect(try !journal.isVerificationOverdue(at: Sample.at(day)))
    #expect(try journal.isVerificationOverdue(at: Sample.at(2 * day)))
    _ = try journal.verifyWholeAndKeep(at: Sample.at(2 * day))
    #expect(try !journal.isVerificationOverdue(at: Sample.at(2 * day + 60)))
    journal.owner.release()
    #expect(try !journal.isVerificationOverdue(at: Sample.at(20 * day)))
  }

  private func decide(_ key: PaymentKey = Sample.key) throws {
    _ = try journal.prepare(
      fixture.intent(of: key, minor: 100), write: fixture.write(), at: Sample.at(40))
  }
}
