import GRDB
import Journal
import Payments
import Testing

struct DecisionHashTests {
  private let fixture: JournalFixture
  private let journal: Journal

  init() throws {
    fixture = try JournalFixture()
    journal = try fixture.journal()
  }

  @Test func `everything that is sent or was seen changes the hash (I18)`() throws {
    let base = fixture.write()
    var writes = [base]
    for change: (inout StoredWrite) -> Void in [
      { $0.method = "PUT" }, { $0.origin = "https://other" }, { $0.path = "/x" },
      { $0.accountHeader = nil }, { $0.accountHeader = "" }, { $0.body = [0] },
      { $0.idempotencyKey = "k" }, { $0.wireAmount = "5" }, { $0.credentialFingerprint = "f" },
    ] {
      var write = base
      change(&write)
      writes.append(write)
    }
    let id = fixture.intent().id
    var hashes: Set<String> = []
    for write in writes { hashes.insert(try hash(fixture.intent(), id, write)) }
    hashes.insert(try hash(fixture.intent(minor: 501), id, base))
    hashes.insert(try hash(fixture.intent(.cancel), id, base))
    hashes.insert(try hash(fixture.intent(currency: .usd), id, base))
    hashes.insert(try hash(fixture.intent(of: Sample.key("other")), id, base))
    #expect(hashes.count == writes.count + 4)
    #expect(
      try hash(fixture.intent(note: "another note"), id, base) == hash(fixture.intent(), id, base))
  }

  @Test(arguments: [
    "UPDATE event_text SET content = x'7B7D' WHERE field = 'body'",
    "UPDATE intent SET amount_minor = 5000", "UPDATE intent SET payment = 'other'",
    "UPDATE event SET facts = json_set(facts, '$.write.path', '/other')",
  ])
  func `what was changed behind the rules is not sent (I18)`(sql: String) throws {
    let intent = try journal.prepare(fixture.intent(), write: fixture.write(), at: Sample.start)
    try fixture.raw().write { db in
      let triggers = try String.fetchAll(
        db, sql: "SELECT name FROM sqlite_master WHERE type = 'trigger'")
      for trigger in triggers { try db.execute(sql: "DROP TRIGGER \(trigger)") }
      try db.execute(sql: sql)
    }
    for _ in 0..<2 {
      #expect(throws: JournalError.self) {
        try journal.beginAttempt(intent.id, sealed: Sample.attempt(), at: Sample.at(1))
      }
    }
    #expect(try journal.intent(intent.id)?.state == .prepared)
  }

  /// The hash of an intent, as if it had the given id, in a journal of its own.
  private func hash(_ intent: Intent, _ id: IntentID, _ write: StoredWrite) throws -> String {
    let journal = try Journal(path: ":memory:", owner: fixture.owner(), random: fixture.random)
    let same = Intent(
      id: id, kind: intent.kind, key: intent.key, account: intent.account, mode: intent.mode,
      amount: intent.amount, reason: intent.reason, note: intent.note, ticket: intent.ticket,
      actor: intent.actor, seen: intent.seen, decisionToken: nil, retryOf: nil, state: .prepared,
      created: intent.created, updated: intent.updated)
    _ = try journal.prepare(same, write: write, at: Sample.start)
    return try #require(try journal.decisionHash(of: id))
  }
}
