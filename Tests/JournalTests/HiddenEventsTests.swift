import Foundation
import GRDB
import Glibc
import Journal
import Payments
import Testing
import TextSafety

/// I25: no index, no mark and no new name hides events from a decision.
struct HiddenEventsTests {
  private let fixture: JournalFixture
  private let journal: Journal

  init() throws {
    fixture = try JournalFixture()
    journal = try fixture.journal()
  }

  @Test(arguments: [true, false])
  func `an index that hides a payment's events and rows hides no decision`(isOpen: Bool) throws {
    let lost = try journal.settle(fixture.intent(token: "t"), fixture.write(), as: .outcomeLost)
    try fixture.empty("event_payment", "intent_payment", "event_intent")
    let reader = try isOpen ? journal : fixture.journal()
    #expect(reader.obstacle == nil)
    #expect(throws: JournalError.self) { try decide(reader) }
    #expect(reader.obstacle?.isDamage == true)
    // Its indexes are made anew from the tables, which are whole.
    let next = try fixture.journal()
    _ = try next.accept(evidence: "compared", actor: Sample.amina, at: Sample.at(20))
    #expect(throws: JournalError.openIntent(try #require(try next.intent(lost.id)))) {
      try decide(next)
    }
    _ = try next.verifyChain()
  }

  @Test(arguments: ["intent_updated", "intent_state", "event_payment"])
  func `the proof of the whole and the look for damage find an index that lacks rows`(
    index: String
  ) throws {
    try journal.settle(fixture.intent(), fixture.write(), as: .outcomeLost)
    try fixture.empty(index)
    #expect(throws: JournalError.self) {
      try fixture.journal().verifyWholeAndKeep(at: Sample.at(9))
    }
    let next = try fixture.journal()
    #expect(next.obstacle?.isDamage == true)
    _ = try next.accept(evidence: "compared", actor: Sample.amina, at: Sample.at(20))
    _ = try fixture.journal().verifyChain()
    try fixture.empty(index)
    try next.lookForDamage(at: Sample.at(21))
    #expect(next.obstacle?.isDamage == true)
  }

  @Test(arguments: [true, false])
  func `events that were given another payment's name are missed`(isOpen: Bool) throws {
    try journal.settle(fixture.intent(), fixture.write(), as: .outcomeLost)
    _ = try journal.verifyWholeAndKeep(at: Sample.at(9))
    try journal.note("seen", on: Sample.key("other"), actor: Sample.amina, at: Sample.at(10))
    try fixture.renameAway("6636598")
    let reader = try isOpen ? journal : fixture.journal()
    #expect(throws: JournalError.self) { try decide(reader) }
    #expect(reader.obstacle?.isDamage == true)
    // Whoever takes the finding away has not made the record whole.
    try fixture.raw().write { db in try db.execute(sql: "DELETE FROM verification") }
    let next = try fixture.journal()
    #expect(throws: JournalError.self) { try decide(next) }
    #expect(next.obstacle?.isDamage == true)
  }

  @Test func `an event whose payment is stored as bytes is missed too`() throws {
    try journal.settle(fixture.intent(), fixture.write(), as: .outcomeLost)
    try fixture.behindTheRules(
      "UPDATE event SET payment = CAST(payment AS BLOB); UPDATE intent SET payment = CAST(payment AS BLOB)"
    )
    #expect(throws: JournalError.self) { try decide(fixture.journal()) }
  }

  @Test func `a record that others go on with is read on, and decided on`() throws {
    let other = try fixture.journal()
    for number in 0..<3 {
      let key = Sample.key("p\(number)")
      try journal.settle(fixture.intent(of: key), fixture.write(), as: .succeeded)
      try other.settle(fixture.intent(of: key, minor: 100), fixture.write(), as: .succeeded)
    }
    #expect(journal.obstacle == nil)
    #expect(other.obstacle == nil)
  }

  @Test func `rules that are changed while a record is open decide nothing in it`() throws {
    try journal.settle(fixture.intent(), fixture.write(), as: .succeeded)
    try fixture.raw().write { db in try db.execute(sql: "DROP TRIGGER intent_terminal") }
    #expect(throws: JournalError.readingOnly(.rulesChanged("intent_terminal"))) {
      try decide(journal)
    }
  }

  @Test func `a desk that saw an obstacle goes on once another accepted it`() throws {
    try journal.registerWorker(at: Sample.start)
    try journal.settle(fixture.intent(), fixture.write(), as: .succeeded)
    try fixture.raw().write { db in
      try db.execute(sql: "INSERT INTO verification VALUES ('finding', 1, NULL, 0, 'x')")
    }
    #expect(throws: JournalError.readingOnly(.damaged(event: 1, "x"))) { try decide(journal) }
    _ = try fixture.journal().accept(evidence: "ours", actor: Sample.amina, at: Sample.at(20))
    try decide(journal)
    #expect(journal.obstacle == nil)
    #expect(journal.acceptances.count == 1)
    let day: Int64 = 24 * 3600
    #expect(try journal.isVerificationOverdue(at: Sample.at(3 * day)), "a worker is known still")
  }

  @Test(arguments: [
    "CREATE TABLE x (a)", "CREATE TABLE x (a UNIQUE); INSERT INTO x VALUES (1)",
    "CREATE VIEW v AS SELECT 1", "DROP TABLE told", "DROP TABLE stray_tag", "DROP TABLE freeze",
    "DROP TABLE verification", "DROP TABLE settled_refund", "DROP TABLE known_refunds",
    "ALTER TABLE claim ADD COLUMN x", "ALTER TABLE freeze ADD COLUMN x",
    "DROP TABLE look", "CREATE TABLE x (a); DROP TABLE freeze; DROP INDEX intent_open",
  ])
  func `an acceptance puts tables back that the events make, and sets foreign ones aside`(
    sql: String
  ) throws {
    let done = try journal.send(fixture.intent(), fixture.write())
    _ = try journal.record(
      Sample.answer(200), attempt: 1, of: done.id, event: .succeeded,
      settlement: Settlement(message: "Done.", refundID: "rf_1"), at: Sample.at(3))
    try journal.correction(
      "It failed after all.", on: Sample.key, actor: Journal.desk, at: Sample.at(4))
    try fixture.raw().writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA foreign_keys = OFF; \(sql)")
    }
    let damaged = try fixture.journal()
    #expect(damaged.obstacle != nil)
    _ = try damaged.accept(evidence: "compared", actor: Sample.amina, at: Sample.at(20))
    let next = try fixture.journal()
    #expect(next.obstacle == nil)
    #expect(try next.isFrozen(Sample.key))
    #expect(try next.decision(settledBy: "rf_1", at: Sample.identity)?.id == done.id)
    _ = try next.verifyChain()
    _ = try next.prepare(
      fixture.intent(of: Sample.key("other")), write: fixture.write(), at: Sample.at(21))
  }

  @Test(arguments: [
    "DROP TABLE record", "DELETE FROM grdb_migrations", "ALTER TABLE event ADD COLUMN x",
    "ALTER TABLE event_text ADD COLUMN x",
  ])
  func `what nothing can make again is not taken for accepted`(sql: String) throws {
    try journal.settle(fixture.intent(), fixture.write(), as: .succeeded)
    try fixture.raw().writeWithoutTransaction { db in
      try db.execute(sql: "PRAGMA foreign_keys = OFF; \(sql)")
    }
    let error = #expect(throws: JournalError.self) { try fixture.journal() }
    #expect(error?.sentence.text.contains("put the latest copy in its place") == true)
  }

  @Test(arguments: ["-owners/opening", "-journal", "-wal", "-shm"])
  func `a pipe beside the journal is refused at once`(ending: String) throws {
    try fixture.journal().note("n", on: Sample.key, actor: Sample.amina, at: Sample.start)
    let path = fixture.path + ending
    unsafe unlink(path)
    #expect(unsafe mkfifo(path, 0o600) == 0)
    let error = #expect(throws: JournalError.self) { try fixture.journal() }
    #expect(error?.sentence.text.contains(path) == true)
  }

  private func decide(_ journal: Journal) throws {
    _ = try journal.prepare(
      fixture.intent(minor: 100), write: fixture.write(), at: Sample.at(40))
  }
}

extension RecordObstacle {
  fileprivate var isDamage: Bool {
    if case .damaged = self { true } else { false }
  }
}
