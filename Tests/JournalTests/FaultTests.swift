import GRDB
import Payments
import Testing

@testable import Journal

/// Every step is all or nothing, wherever in it the disk fails.
struct FaultTests {
  /// The writes of a step, each of which a rule from outside can make fail.
  static let writes = [
    "INSERT ON event", "INSERT ON event_text", "INSERT ON intent", "INSERT ON write",
    "INSERT ON attempt", "INSERT ON answer", "INSERT ON known_refunds", "UPDATE ON intent",
  ]

  /// One step of the journal, after which the next is made.
  enum Step: CaseIterable {
    case prepare, begin, record, apply

    /// The writes that the step consists of.
    var writes: Set<String> {
      switch self {
      case .prepare:
        ["INSERT ON event", "INSERT ON event_text", "INSERT ON intent", "INSERT ON write"]
      case .begin: ["INSERT ON event", "INSERT ON attempt", "UPDATE ON intent"]
      case .record:
        [
          "INSERT ON event", "INSERT ON event_text", "INSERT ON answer", "INSERT ON known_refunds",
          "UPDATE ON intent",
        ]
      case .apply: ["INSERT ON event", "INSERT ON event_text", "UPDATE ON intent"]
      }
    }
  }

  @Test(arguments: Step.allCases, writes)
  func `a step of which one write fails leaves nothing behind`(step: Step, write: String) throws {
    let fixture = try JournalFixture()
    let journal = try fixture.journal()
    let intent = fixture.intent()
    let request = fixture.write()
    for earlier in Step.allCases.prefix(while: { $0 != step }) {
      try take(earlier, intent, request, journal)
    }
    let before = try dump(fixture)
    // A rule of the connection, not of the file: one in the file would be found before the step.
    try journal.queue.write { db in
      try db.execute(
        sql: "CREATE TEMP TRIGGER broken BEFORE \(write) BEGIN SELECT RAISE(ABORT, 'broken'); END")
    }
    guard step.writes.contains(write) else {
      return try take(step, intent, request, journal)
    }
    #expect(throws: JournalError.io("broken")) { try take(step, intent, request, journal) }
    #expect(try dump(fixture) == before)
    try journal.queue.write { db in try db.execute(sql: "DROP TRIGGER temp.broken") }
    try take(step, intent, request, journal)
    #expect(try journal.verifyChain() == (Step.allCases.firstIndex(of: step) ?? 0) + 1)
  }

  @Test func `the nth page that does not fit leaves no half step, until the step fits`() throws {
    let fixture = try JournalFixture()
    let owner = try fixture.owner()
    let pages = try {
      let journal = try fixture.journal(owner: owner)
      try journal.settle(fixture.intent(of: Sample.key("a")), fixture.write(), as: .succeeded)
      return try #require(
        try fixture.raw().read { db in try Int.fetchOne(db, sql: "PRAGMA page_count") })
    }()
    let large = String(repeating: "x", count: 20_000)
    var failures = 0
    for extra in 0..<200 {
      let journal = try fixture.journal(owner: owner, pageLimit: pages + extra)
      let before = try dump(fixture)
      do {
        _ = try journal.prepare(
          fixture.intent(note: large), write: fixture.write(), at: Sample.start)
        break
      } catch {
        #expect(error == .full(fixture.path))
        #expect(!error.mayHaveMoved(during: .preparing))
        failures += 1
      }
      #expect(try dump(fixture) == before)
      _ = try journal.verifyChain()
    }
    #expect(failures > 3 && failures < 199)
  }

  @Test
  func `an outcome that does not fit keeps its hold, and is recorded once there is room (I14)`()
    throws
  {
    let fixture = try JournalFixture()
    let owner = try fixture.owner()
    let sent = try fixture.journal(owner: owner).send(fixture.intent(), fixture.write())
    let pages = try #require(
      try fixture.raw().read { db in try Int.fetchOne(db, sql: "PRAGMA page_count") })
    let answer = Sample.answer(200, body: String(repeating: "y", count: 60_000))
    let record = { (journal: Journal) in
      try journal.record(
        answer, attempt: 1, of: sent.id, event: .succeeded, settlement: Settlement(message: ""),
        at: Sample.at(2))
    }
    let full = try fixture.journal(owner: owner, pageLimit: pages)
    #expect(throws: JournalError.full(fixture.path)) { try record(full) }
    #expect(JournalError.full(fixture.path).mayHaveMoved(during: .recording))
    #expect(try full.intent(sent.id)?.state == .sending)
    #expect(try full.unfinished().filter(\.isOpen).map(\.id) == [sent.id])
    let roomy = try fixture.journal(owner: owner)
    #expect(try record(roomy).state == .succeeded)
  }

  // MARK: - Helpers

  private static let tables = [
    "event", "event_text", "intent", "write", "attempt", "answer", "known_refunds",
  ]

  private func take(
    _ step: Step, _ intent: Intent, _ request: StoredWrite, _ journal: Journal
  ) throws {
    switch step {
    case .prepare: _ = try journal.prepare(intent, write: request, at: Sample.start)
    case .begin:
      _ = try journal.beginAttempt(
        intent.id, sealed: Sample.attempt(nonce: "n"), at: Sample.at(2))
    case .record:
      _ = try journal.record(
        Sample.answer(202), attempt: 1, of: intent.id, event: .accepted,
        settlement: Settlement(message: "Taken.", knownRefunds: [Sample.refund("rf_1")]),
        at: Sample.at(3))
    case .apply:
      _ = try journal.apply(
        .succeeded, to: intent.id, actor: Journal.desk, cause: "poll",
        settlement: Settlement(message: "Done."), at: Sample.at(4))
    }
  }

  /// Every row of every table, as text.
  private func dump(_ fixture: JournalFixture) throws -> [String] {
    try fixture.raw().read { db in
      try Self.tables.flatMap { table in
        try Row.fetchAll(db, sql: "SELECT * FROM \(table)").map { "\(table) \($0)" }.sorted()
      }
    }
  }
}
