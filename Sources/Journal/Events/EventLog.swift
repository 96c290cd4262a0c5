import GRDB
import Payments
import TextSafety
import TilldeskCrypto

/// The chain of events as it stands in the database.
struct EventLog {
  let db: Database

  /// The sequence number and hash to which the next event is linked.
  func tip() throws -> (sequence: Int64, hash: [UInt8]) {
    let row = try Row.fetchOne(
      db.cachedStatement(sql: "SELECT sequence, hash FROM event ORDER BY sequence DESC LIMIT 1"))
    guard let row else { return (0, EventRecord.root) }
    return (try row.integer("sequence"), try row.optionalBytes("hash") ?? [])
  }

  /// Stores an event with its free texts and their salts.
  func insert(_ event: EventRecord, texts: EventTexts, salts: [TextField: [UInt8]]) throws {
    let values: [DatabaseValue] =
      [
        event.sequence.databaseValue, Columns.value(event.previous), Columns.value(event.hash),
        event.time.milliseconds.databaseValue, Columns.value(event.boot.bootID),
        event.boot.milliseconds.databaseValue, Columns.value(event.process),
        Columns.value(event.actor.name.raw), Columns.value(event.origin),
      ] + Columns.values(event.key) + [
        Columns.value(event.intent?.text), event.attempt.databaseValue,
        Columns.value(event.kind.rawValue), Columns.value(event.cause),
        Columns.value(event.result?.rawValue), Columns.value(event.facts),
        Columns.value(event.textHashes),
      ]
    try db.cachedStatement(
      sql: """
        INSERT INTO event (sequence, previous, hash, time, boot_id, boot_time, process, actor, origin,
          provider, account_origin, merchant, payment, intent, attempt, kind, cause, result, facts,
          text_hashes)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """
    ).execute(arguments: StatementArguments(values))
    for (field, content) in texts {
      try db.cachedStatement(
        sql: "INSERT INTO event_text (event, field, salt, content) VALUES (?, ?, ?, ?)"
      ).execute(arguments: [
        event.sequence, field.rawValue, Columns.value(salts[field] ?? []), Columns.value(content),
      ])
    }
  }

  /// The free texts of an event that were not erased.
  func texts(of sequence: Int64) throws -> EventTexts {
    var texts: EventTexts = [:]
    let rows = try Row.fetchAll(
      db.cachedStatement(sql: "SELECT field, content FROM event_text WHERE event = ?"),
      arguments: [sequence])
    for row in rows {
      guard let content = try row.optionalBytes("content") else { continue }
      texts[try row.word("field") as TextField] = content
    }
    return texts
  }

  /// The facts of an event.
  func facts(of sequence: Int64) throws -> EventFacts {
    let row = try Row.fetchOne(
      db.cachedStatement(sql: "SELECT facts FROM event WHERE sequence = ?"), arguments: [sequence])
    guard let row else { throw JournalError.corrupt("event \(sequence) is missing") }
    return try EventFacts(json: row.text("facts"))
  }

  /// One event.
  func event(_ sequence: Int64) throws -> EventRecord {
    let row = try Row.fetchOne(
      db.cachedStatement(sql: "SELECT * FROM event WHERE sequence = ?"), arguments: [sequence])
    guard let row else { throw JournalError.corrupt("event \(sequence) is missing") }
    return try EventRecord(row)
  }

  /// The payment of a decision as its first event names it; `nil` for one that is not on record.
  ///
  /// Its row may have been given to another.
  func payment(of intent: IntentID) throws -> PaymentKey? {
    try Row.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT \(Schema.keyColumns) FROM event WHERE intent = ? ORDER BY sequence LIMIT 1
          """),
      arguments: [intent.text]
    )?.paymentKey()
  }

  /// The number of a decision's first event; 0 for one that is not on record.
  func beginning(of intent: IntentID) throws -> Int64 {
    try Int64.fetchOne(
      db.cachedStatement(sql: "SELECT min(sequence) FROM event WHERE intent = ?"),
      arguments: [intent.text]) ?? 0
  }

  /// The events of a payment in order.
  func events(of key: PaymentKey) throws -> [EventRecord] {
    try Row.fetchAll(
      db.cachedStatement(sql: "SELECT * FROM event WHERE \(Columns.isKey) ORDER BY sequence"),
      arguments: StatementArguments(Columns.values(key))
    ).map(EventRecord.init)
  }

  /// The events of a payment in order, each with the hash that is stored for it.
  func hashedEvents(of key: PaymentKey) throws -> [(event: EventRecord, hash: [UInt8])] {
    try Row.fetchAll(
      db.cachedStatement(sql: "SELECT * FROM event WHERE \(Columns.isKey) ORDER BY sequence"),
      arguments: StatementArguments(Columns.values(key))
    ).map { row in (try EventRecord(row), try row.optionalBytes("hash") ?? []) }
  }

  /// All events in order, each with the hash that is stored for it.
  func cursor() throws -> some Cursor<(event: EventRecord, hash: [UInt8])> {
    try Row.fetchCursor(db, sql: "SELECT * FROM event ORDER BY sequence")
      .map { row in (try EventRecord(row), try row.optionalBytes("hash") ?? []) }
  }
}

extension EventRecord {
  /// Its place in the chain with both of its times.
  var moment: RecordedMoment { RecordedMoment(event: sequence, wall: time, boot: boot) }

  init(_ row: Row) throws {
    sequence = try row.integer("sequence")
    // Others are counted on from it.
    guard (1..<Int64.max).contains(sequence) else {
      throw JournalError.corrupt("the number \(sequence) of an event")
    }
    previous = try row.optionalBytes("previous") ?? []
    time = Instant(milliseconds: try row.integer("time"))
    boot = BootTime(
      bootID: try row.text("boot_id"), milliseconds: try row.integer("boot_time"))
    process = try row.text("process")
    actor = Actor(try row.text("actor"))
    origin = try row.text("origin")
    key = try row.paymentKey()
    intent = try row.optionalText("intent").flatMap(IntentID.init)
    attempt = try row.optionalInteger("attempt").map(Int.init)
    kind = try row.word("kind")
    cause = try row.text("cause")
    result = try row.optionalText("result").flatMap(IntentState.init)
    facts = try row.text("facts")
    textHashes = try row.text("text_hashes")
  }
}
