import DeskBench
import Foundation
import GRDB
import Journal
import Payments
import Testing
import TextSafety

struct SettlingTests {
  private let fixture: JournalFixture
  private let journal: Journal

  init() throws {
    fixture = try JournalFixture()
    journal = try fixture.journal()
  }

  // MARK: - Looks

  @Test func `a look is on record with what it showed, and changes no state`() throws {
    let lost = try unknown()
    let match = Sample.refund("ref_7", link: .possible, details: "for NP-ORDER1001")
    let look = StoredLook(providerStatus: "succeeded", hint: .nothingSeen, matches: [match])
    try journal.record(
      look, words: "Nothing shows.", of: lost.id, actor: Journal.desk, at: Sample.at(40))
    let looks = try journal.looks(of: lost.id)
    #expect(looks.map(\.number) == [1])
    #expect(looks.map(\.look) == [look])
    #expect(looks.map(\.words) == ["Nothing shows."])
    #expect(looks.map(\.moment.wall) == [Sample.at(40)])
    let after = try #require(try journal.intent(lost.id))
    #expect(after.state == .unknown)
    #expect(after.updated == lost.updated)
    #expect(after.message == "Nothing shows.")
    #expect(try journal.timeline(for: lost.key).last?.title == "asked the provider again")
    #expect(try journal.verifyChain() == 4)
  }

  @Test func `a look that cannot read is on record too`() throws {
    let lost = try unknown()
    try look(at: lost, reads: false, at: 40)
    try look(at: lost, at: 50)
    #expect(try journal.looks(of: lost.id).map(\.look.couldRead) == [false, true])
  }

  @Test func `looks are never changed nor taken away`() throws {
    let lost = try unknown()
    try look(at: lost, at: 40)
    for sql in ["DELETE FROM look", "UPDATE look SET number = 2"] {
      #expect(throws: DatabaseError.self) {
        try fixture.raw().write { db in try db.execute(sql: sql) }
      }
    }
  }

  // MARK: - Claims

  @Test func `one process at a time finds out about a decision`() throws {
    let lost = try unknown()
    let otherOwner = try fixture.owner()
    let other = try fixture.journal(owner: otherOwner)
    #expect(try claim(lost, other))
    #expect(try !claim(lost))
    #expect(try !claim(lost, other), "not even the same process twice")
    try journal.unclaim(lost.id)
    #expect(try !claim(lost), "a claim of another process stays")
    try other.unclaim(lost.id)
    #expect(try claim(lost))
  }

  @Test func `a claim of a process that is gone is free`() throws {
    let lost = try unknown()
    let otherOwner = try fixture.owner()
    let other = try fixture.journal(owner: otherOwner)
    #expect(try claim(lost, other))
    otherOwner.release()
    #expect(try claim(lost))
  }

  @Test func `a claim that is older than a look can last is taken over`() throws {
    let lost = try unknown()
    let other = try fixture.journal()
    #expect(try claim(lost, other, at: 100))
    #expect(try !claim(lost, at: 160))
    #expect(try journal.claimHolder(of: lost.id, at: Sample.at(160))?.process == 4711)
    #expect(try journal.claimHolder(of: lost.id, at: Sample.at(160))?.milliseconds == 60_000)
    #expect(try claim(lost, at: 281), "its process was stopped")
    try other.unclaim(lost.id)
    #expect(try !claim(lost, other, at: 282), "the one that goes on gives back nothing of another")
  }

  @Test(arguments: ["x", "", "1-", "-", "4711", "a-b", "../1", "1 2 3 4", "1-00 1 b 2"])
  func `a claim that no process can have made is nobody's`(text: String) throws {
    let lost = try unknown()
    try fixture.raw().write { db in
      try db.execute(sql: "INSERT INTO claim VALUES (?, ?)", arguments: [lost.id.text, text])
    }
    #expect(try claim(lost))
  }

  @Test func `a claim of an earlier version, which noted no time, stays while its process lives`()
    throws
  {
    let lost = try unknown()
    let owner = try fixture.owner()
    try fixture.raw().write { db in
      try db.execute(sql: "INSERT INTO claim VALUES (?, ?)", arguments: [lost.id.text, owner.name])
    }
    #expect(try !claim(lost, at: 1_000_000))
    owner.release()
    #expect(try claim(lost, at: 1_000_001))
  }

  /// Whether a journal took a decision to find out about, where a look can last three minutes.
  private func claim(
    _ intent: Intent, _ other: Journal? = nil, at seconds: Int64 = 100
  ) throws -> Bool {
    try (other ?? journal).claim(intent.id, patience: 180_000, at: Sample.at(seconds)) == nil
  }

  // MARK: - Rulings

  @Test(arguments: ["", "   ", "…!?"]) func `a ruling needs words (I17)`(_ evidence: String) throws
  {
    let lost = try unknown()
    #expect(throws: JournalError.rulingNeedsEvidence) { try rule(.ruledDone, lost, evidence) }
    #expect(throws: JournalError.cardNumber) {
      try rule(.ruledDone, lost, "paid with 4111 1111 1111 1111")
    }
  }

  @Test func `that nothing happened needs a look after the last attempt (I17)`() throws {
    let lost = try unknown()
    let later: Int64 = 3600
    #expect(throws: JournalError.rulingNeedsLook) {
      try rule(.ruledNotDone, lost, "called them", at: later)
    }
    try look(at: lost, reads: false, at: later)
    #expect(throws: JournalError.rulingNeedsLook) {
      try rule(.ruledNotDone, lost, "called them", at: later)
    }
    try look(at: lost, at: later)
    #expect(throws: JournalError.rulingNeedsLook) {
      try rule(.ruledNotDone, lost, "called them", at: later + 601)
    }
    let ruled = try rule(.ruledNotDone, lost, "called them", at: later + 600)
    #expect(ruled.state == .ruledNotDone)
    #expect(ruled.message == "sefa: called them")
    #expect(!ruled.isOpen)
  }

  @Test func `that nothing happened waits half an hour from the last attempt (I17)`() throws {
    let lost = try unknown()
    for (seconds, isEarly) in [(Int64(60), true), (1799, true), (1800, false)] {
      try look(at: lost, at: seconds)
      guard isEarly else {
        #expect(try rule(.ruledNotDone, lost, "called", at: seconds).state == .ruledNotDone)
        continue
      }
      #expect(throws: JournalError.rulingTooEarly(until: Sample.at(1800))) {
        try rule(.ruledNotDone, lost, "called", at: seconds)
      }
    }
  }

  @Test func `a wall clock set forward does not shorten the wait`() throws {
    let clock = TestClock()
    let journal = try fixture.journal(bootClock: clock.bootClock)
    let lost = try journal.settle(fixture.intent(), fixture.write(), as: .outcomeLost)
    clock.advance(milliseconds: 1_799_999)
    try journal.record(
      StoredLook(providerStatus: "x", hint: .silent), words: "", of: lost.id, actor: Sample.amina,
      at: Sample.at(90_000))
    #expect(throws: JournalError.self) {
      try journal.rule(
        .ruledNotDone, on: lost.id, evidence: "called", refundID: nil, actor: Sample.amina,
        at: Sample.at(90_000))
    }
    clock.advance(milliseconds: 1)
    let ruled = try journal.rule(
      .ruledNotDone, on: lost.id, evidence: "called", refundID: nil, actor: Sample.amina,
      at: Sample.at(90_000))
    #expect(ruled.state == .ruledNotDone)
  }

  @Test func `one refund of the provider settles one decision only`() throws {
    let first = try unknown(Sample.key("a"))
    let second = try unknown(Sample.key("b"))
    let ruled = try rule(.ruledDone, first, "seen in their console", refundID: "ref_7")
    #expect(ruled.refundID == "ref_7")
    #expect(throws: JournalError.refundTaken(ruled)) {
      try rule(.ruledDone, second, "seen in their console", refundID: "ref_7")
    }
    #expect(try rule(.ruledDone, second, "seen", refundID: "ref_8").state == .ruledDone)
  }

  @Test func `a pending refund that never ends can be ruled on, a finished one cannot`() throws {
    let pending = try journal.settle(fixture.intent(), fixture.write(), as: .accepted)
    #expect(try rule(.ruledDone, pending, "on the statement").state == .ruledDone)
    #expect(throws: JournalError.impossible(.ruledDone, .ruledDone)) {
      try rule(.ruledDone, pending, "on the statement")
    }
  }

  // MARK: - What a person was told

  @Test func `a person is told what they have not seen, once`() throws {
    let mine = try unknown(Sample.key("a"))
    try journal.settle(
      fixture.intent(of: Sample.key("b"), actor: "sefa"), fixture.write(), as: .succeeded)
    #expect(try untold().map(\.id) == [mine.id])
    try journal.tell(mine.id)
    #expect(try untold().isEmpty)
    try look(at: mine, at: 50)
    #expect(try untold().isEmpty, "a look is not news")
    _ = try rule(.ruledDone, mine, "seen")
    #expect(try untold().map(\.state) == [.ruledDone])
    try journal.tell(mine.id)
    try journal.correction(
      "It failed.", on: mine.key, intent: mine.id, actor: Journal.desk, at: Sample.at(70))
    #expect(try untold().map(\.id) == [mine.id], "what turned out otherwise is news")
  }

  @Test func `what a living process still works on is no news`() throws {
    try journal.send(fixture.intent(), fixture.write())
    #expect(try untold().isEmpty)
  }

  // MARK: - Rows

  @Test func `a row of the provider is found by its id and by the tag in its words`() throws {
    let named = try journal.prepare(
      fixture.intent(of: Sample.key("a")), write: fixture.write(), at: Sample.start)
    let settled = try journal.settle(
      fixture.intent(of: Sample.key("b")), fixture.write(), as: .outcomeLost)
    _ = try rule(.ruledDone, settled, "seen", refundID: "ref_9")
    func found(_ row: ReportedRefund) throws -> [IntentID] {
      try journal.intents(namedBy: row, account: Sample.identity).map(\.id)
    }
    #expect(try found(Sample.refund("x", details: "see \(named.id.tag) please")) == [named.id])
    #expect(try found(Sample.refund("ref_9")) == [settled.id])
    #expect(try found(Sample.refund("ref_10", details: "TD-")).isEmpty)
    #expect(try found(Sample.refund(nil)).isEmpty)
  }

  // MARK: - The file

  @Test func `a file of the first version is brought up to date`() throws {
    let lost = try unknown()
    try fixture.raw().writeWithoutTransaction { db in
      try db.execute(
        sql: """
          DROP TABLE look; DROP TABLE claim; DROP TABLE told; DROP INDEX intent_refund;
          DROP TRIGGER intent_steps;
          CREATE TRIGGER intent_steps BEFORE UPDATE OF state ON intent WHEN NEW.state = 'ruledDone'
          BEGIN SELECT RAISE(ABORT, 'no such step'); END;
          DELETE FROM grdb_migrations WHERE identifier LIKE '2 %';
          """)
    }
    let newer = try fixture.journal()
    try newer.record(
      StoredLook(providerStatus: "succeeded", hint: .silent), words: "x", of: lost.id,
      actor: Sample.amina, at: Sample.at(50))
    #expect(
      try newer.rule(
        .ruledDone, on: lost.id, evidence: "seen", refundID: nil, actor: Sample.amina,
        at: Sample.at(51)
      ).state == .ruledDone)
    #expect(try newer.verifyChain() == 5)
  }

  @Test func `a fuse ends a process before or after a step`() throws {
    let intent = fixture.intent()
    let write = fixture.write()
    let before = try broken(before: true)
    #expect(throws: JournalError.io("ended")) {
      try before.prepare(intent, write: write, at: Sample.start)
    }
    #expect(try journal.intent(intent.id) == nil)
    let after = try broken(before: false)
    #expect(throws: JournalError.io("ended")) {
      try after.prepare(intent, write: write, at: Sample.start)
    }
    #expect(try journal.intent(intent.id)?.state == .prepared)
  }

  // MARK: - Helpers

  private func unknown(_ key: PaymentKey = Sample.key) throws -> Intent {
    try journal.settle(fixture.intent(of: key), fixture.write(), as: .outcomeLost)
  }

  private func look(at intent: Intent, reads: Bool = true, at seconds: Int64) throws {
    try journal.record(
      StoredLook(providerStatus: reads ? "succeeded" : nil, hint: .silent), words: "Looked.",
      of: intent.id, actor: Journal.desk, at: Sample.at(seconds))
  }

  @discardableResult
  private func rule(
    _ event: IntentEvent, _ intent: Intent, _ evidence: String, refundID: ForeignText? = nil,
    at seconds: Int64 = 60
  ) throws -> Intent {
    try journal.rule(
      event, on: intent.id, evidence: evidence, refundID: refundID, actor: Actor("sefa"),
      at: Sample.at(seconds))
  }

  private func untold() throws -> [Intent] {
    try journal.untold(to: Sample.amina, since: Sample.at(-1))
  }

  private func broken(before: Bool) throws -> Journal {
    let end: @Sendable () throws(JournalError) -> Void = { () throws(JournalError) in
      throw .io("ended")
    }
    let pass: @Sendable () throws(JournalError) -> Void = { () throws(JournalError) in }
    return try Journal(
      path: fixture.path, owner: fixture.owner(), random: fixture.random,
      fuse: JournalFuse(before: before ? end : pass, after: before ? pass : end))
  }
}
