import GRDB
import Journal
import Payments
import Testing

/// What must hold is held by the file itself: here another program tries to break it with SQL of
/// its own.
struct ConstraintTests {
  private let fixture: JournalFixture
  private let journal: Journal
  private let raw: DatabaseQueue

  init() throws {
    fixture = try JournalFixture()
    journal = try fixture.journal()
    raw = try fixture.raw()
  }

  @Test(arguments: [
    "UPDATE event SET actor = 'nobody'", "UPDATE event SET hash = zeroblob(32)",
    "DELETE FROM event", "DELETE FROM event_text", "DELETE FROM intent", "DELETE FROM write",
    "DELETE FROM attempt", "DELETE FROM answer", "UPDATE write SET idempotency_key = 'other'",
    "UPDATE attempt SET nonce = 'other'", "UPDATE answer SET event = 1",
    "UPDATE event_text SET content = x'00'", "UPDATE event_text SET field = 'other'",
    "UPDATE event_text SET content = NULL",
    "INSERT OR REPLACE INTO event SELECT * FROM event WHERE sequence = 1",
    """
    INSERT INTO event SELECT 99, previous, randomblob(32), time, boot_id, boot_time, process, actor,
      origin, provider, account_origin, merchant, payment, intent, attempt, kind, cause, result,
      facts, text_hashes FROM event WHERE sequence = 3
    """,
    """
    INSERT INTO event SELECT 4, zeroblob(32), randomblob(32), time, boot_id, boot_time, process,
      actor, origin, provider, account_origin, merchant, payment, intent, attempt, kind, cause,
      result, facts, text_hashes FROM event WHERE sequence = 3
    """,
  ])
  func `what was recorded never changes and never goes away`(sql: String) throws {
    try journal.settle(fixture.intent(), fixture.write(), as: .succeeded)
    refuses(sql)
    #expect(try journal.verifyChain() == 3)
  }

  @Test(arguments: [
    "state = 'unknown'", "state = 'rejected'", "owner = 'x'", "updated = 0", "refund_id = 'rf_9'",
    "remaining = '{}'", "message = 'changed'",
  ])
  func `a terminal state never changes (I9)`(change: String) throws {
    try journal.settle(fixture.intent(), fixture.write(), as: .succeeded)
    refuses("UPDATE intent SET \(change)")
  }

  @Test(arguments: IntentState.allCases.filter(\.isTerminal))
  func `no terminal state is ever left (I9)`(state: IntentState) throws {
    _ = try journal.prepare(fixture.intent(), write: fixture.write(), at: Sample.start)
    try raw.write { db in
      // Past the rule that only knows legal steps, so that each terminal state is reached.
      try db.execute(sql: "DROP TRIGGER intent_steps")
      try db.execute(sql: "UPDATE intent SET state = ?, owner = ''", arguments: [state.rawValue])
    }
    for next in IntentState.allCases where next != state {
      refuses("UPDATE intent SET state = '\(next.rawValue)', owner = 'x'")
    }
  }

  @Test(arguments: [
    "kind = 'cancel'", "payment = 'other'", "merchant = 'other'", "amount_minor = 1",
    "currency = '\"JPY:0\"'", "actor = 'other'", "mode = 'test'", "decision_token = 't'",
    "created = 0", "seen = '{}'", "note = 'other'", "reason = 'other'", "ticket = 'other'",
    "state = 'no such state'", "state = 'succeeded'", "state = 'needsHuman'", "owner = ''",
    "id = '00000000000000000000000000000000'", "amount_minor = 'many'",
  ])
  func `a decision never changes, and takes no step that its life has not`(change: String) throws {
    _ = try journal.prepare(fixture.intent(), write: fixture.write(), at: Sample.start)
    refuses("UPDATE intent SET \(change)")
  }

  @Test func `sending needs a durable attempt (I1)`() throws {
    _ = try journal.prepare(fixture.intent(), write: fixture.write(), at: Sample.start)
    refuses("UPDATE intent SET state = 'sending'")
  }

  @Test(arguments: IntentKind.allCases, IntentState.allCases)
  func `the index of open intents agrees with the vocabulary (I3)`(
    kind: IntentKind, state: IntentState
  ) throws {
    _ = try journal.prepare(fixture.intent(kind), write: fixture.write(), at: Sample.start)
    try raw.write { db in
      try db.execute(sql: "DROP TRIGGER intent_steps; DROP TRIGGER intent_sending")
      try db.execute(sql: "UPDATE intent SET state = ?", arguments: [state.rawValue])
    }
    let copy = copyOfIntent(amount: 77)
    if state.isOpen(kind) {
      refuses(copy)
    } else {
      try raw.write { db in try db.execute(sql: copy) }
    }
  }

  @Test func `a second refund of a pending amount is refused (I3)`() throws {
    try journal.settle(fixture.intent(), fixture.write(), as: .accepted)
    refuses(copyOfIntent(amount: 500))
    try raw.write { db in try db.execute(sql: copyOfIntent(amount: 501)) }
  }

  @Test(arguments: [
    "'unknown', 'x', 77, 'refund'", "'prepared', '', 77, 'refund'", "'prepared', 'x', 0, 'refund'",
    "'prepared', 'x', -5, 'refund'", "'prepared', 'x', 77, 'gift'",
    "'prepared', 'x', NULL, 'refund'",
    "'prepared', 'x', 7.5, 'refund'",
  ])
  func `an intent begins as prepared, owned, and worth something`(values: String) throws {
    try journal.settle(fixture.intent(), fixture.write(), as: .succeeded)
    refuses(
      """
      INSERT INTO intent (state, owner, amount_minor, kind, id, \(keyColumns), account, mode,
        currency, reason, note, ticket, actor, seen, created, updated, message)
      SELECT \(values), '0123456789abcdef0123456789abcdef', \(keyColumns), account, mode, currency,
        reason, note, ticket, actor, seen, created, updated, message FROM intent
      """)
  }

  @Test func `a token and a key stand once`() throws {
    try journal.settle(fixture.intent(token: "t-1"), fixture.write(), as: .succeeded)
    refuses(copyOfIntent(amount: 77, token: "'t-1'"))
    try raw.write { db in try db.execute(sql: copyOfIntent(amount: 77)) }
    refuses(
      """
      INSERT INTO write (intent, event, idempotency_key)
      SELECT '\(copyID)', 999, idempotency_key FROM write
      """)
  }

  @Test(arguments: [IntentEvent.discarded, .notSent, .rejected, .succeeded, .outcomeLost])
  func `a key is used again only where the first certainly did not leave`(
    _ end: IntentEvent
  ) throws {
    let write = fixture.write()
    if end == .discarded {
      let first = try journal.prepare(fixture.intent(), write: write, at: Sample.start)
      _ = try journal.apply(
        .discarded, to: first.id, actor: Sample.amina, cause: "undo",
        settlement: Settlement(message: ""), at: Sample.at(1))
    } else {
      try journal.settle(fixture.intent(), write, as: end)
    }
    let next = fixture.intent(of: Sample.key("another"))
    if end == .discarded || end == .notSent {
      _ = try journal.prepare(next, write: write, at: Sample.at(60))
    } else {
      #expect(throws: JournalError.self) {
        try journal.prepare(next, write: write, at: Sample.at(60))
      }
    }
    _ = try journal.verifyChain()
  }

  @Test func `an intent of a frozen payment is refused`() throws {
    try journal.settle(fixture.intent(), fixture.write(), as: .succeeded)
    try journal.correction(
      "The refund failed after all.", on: Sample.key, actor: Journal.desk, at: Sample.at(9))
    refuses(copyOfIntent(amount: 77))
  }

  @Test func `an answer needs its attempt, an attempt its intent`() throws {
    refuses("INSERT INTO attempt (intent, number, event, process) VALUES ('none', 1, 1, 'x')")
    try journal.send(fixture.intent(), fixture.write())
    refuses("INSERT INTO answer (intent, attempt, event) SELECT id, 2, 9 FROM intent")
  }

  // MARK: - Helpers

  private let copyID = "fedcba9876543210fedcba9876543210"
  private let keyColumns = "provider, account_origin, merchant, payment"

  private func copyOfIntent(amount: Int, token: String = "NULL") -> String {
    """
    INSERT INTO intent (state, owner, amount_minor, kind, id, decision_token, \(keyColumns), account,
      mode, currency, reason, note, ticket, actor, seen, created, updated, message)
    SELECT 'prepared', 'x', \(amount), kind, '\(copyID)', \(token), \(keyColumns), account, mode,
      currency, reason, note, ticket, actor, seen, created, updated, message FROM intent LIMIT 1
    """
  }

  private func refuses(_ sql: String, sourceLocation: SourceLocation = #_sourceLocation) {
    #expect(sourceLocation: sourceLocation) {
      try raw.write { db in try db.execute(sql: sql) }
    } throws: { error in
      (error as? DatabaseError)?.resultCode == .SQLITE_CONSTRAINT
    }
  }
}
