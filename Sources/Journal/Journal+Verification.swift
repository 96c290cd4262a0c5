import GRDB
import Payments

extension Journal {
  /// Checks the whole record: the chain of hashes, the free text, and that the events make exactly
  /// these rows.
  ///
  /// Throws ``JournalError/tampered(event:_:)`` at the first event that does not fit.
  ///
  /// - Returns: The number of events.
  package func verifyChain() throws(JournalError) -> Int {
    try read { db in
      let fold = try Fold()
      let log = EventLog(db: db)
      var count = 0
      var previous = EventRecord.root
      let events = try log.cursor()
      while let (event, hash) = try events.next() {
        guard event.sequence == Int64(count) + 1, event.previous == previous, event.hash == hash
        else { throw JournalError.tampered(event: event.sequence, "its hash differs") }
        try checkTexts(of: event, db)
        try fold.apply(event, texts: log.texts(of: event.sequence))
        previous = hash
        count += 1
      }
      for projection in Schema.projections {
        guard try fold.agrees(with: db, on: projection.table, order: projection.order) else {
          throw JournalError.tampered(
            event: Int64(count), "table \(projection.table) differs from the events")
        }
      }
      return count
    }
  }

  private func checkTexts(of event: EventRecord, _ db: Database) throws {
    let rows = try Row.fetchAll(
      db, sql: "SELECT field, salt, content FROM event_text WHERE event = ?",
      arguments: [event.sequence])
    var hashes: [String: String] = [:]
    for line in event.textHashes.split(separator: "\n") {
      let parts = line.split(separator: ":")
      guard parts.count == 2 else { throw JournalError.corrupt("event \(event.sequence)") }
      hashes[String(parts[0])] = String(parts[1])
    }
    guard rows.count == hashes.count else {
      throw JournalError.tampered(event: event.sequence, "free text is missing or added")
    }
    for row in rows {
      let hash = hashes[try row.text("field")]
      guard let content = try row.optionalBytes("content"), let salt = try row.optionalBytes("salt")
      else { continue }
      guard hash == EventRecord.textHash(content, salt: salt) else {
        throw JournalError.tampered(event: event.sequence, "its free text differs")
      }
    }
  }
}

/// The rows made anew from events, in a database of their own.
private struct Fold {
  private let queue: DatabaseQueue

  init() throws {
    var configuration = Configuration()
    // The rows here refer to events that are not copied.
    configuration.foreignKeysEnabled = false
    queue = try DatabaseQueue(configuration: configuration)
    try Schema.migrator().migrate(queue)
  }

  func apply(_ event: EventRecord, texts: EventTexts) throws {
    let facts = try EventFacts(json: event.facts)
    do {
      try queue.inDatabase { db in try Projection(db: db).apply(event, facts: facts, texts: texts) }
    } catch is DatabaseError {
      throw JournalError.tampered(event: event.sequence, "it breaks a rule of the record")
    }
  }

  func agrees(with db: Database, on table: String, order: String) throws -> Bool {
    let sql = "SELECT * FROM \(table) ORDER BY \(order)"
    return try queue.inDatabase { folded in
      let made = try Row.fetchCursor(folded, sql: sql)
      let stored = try Row.fetchCursor(db, sql: sql)
      while let row = try stored.next() {
        guard try made.next() == row else { return false }
      }
      return try made.next() == nil
    }
  }
}
