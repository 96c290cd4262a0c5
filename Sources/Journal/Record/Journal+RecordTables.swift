import GRDB
import Payments
import Synchronization

// The small tables that are about the whole record: labels, names of merchants, doubts, tags (I21, I25).

/// The state of a record in which its small tables were found to be what the events say.
struct ComparedTables: Equatable {
  /// SQLite's number of the file's content; other connections change it.
  var version: Int64?
  /// The last event that says something of them.
  var event: Int64
}

extension Journal {
  private static let recordTables = Schema.projections.filter { $0.rows == .ofRecord }

  /// Throws unless the tables that are about the whole record equal the fold of their events.
  func requireRecordTables(_ check: EventCheck) throws {
    let last = try EventLog(db: check.db).tip().sequence
    let known = chain.withLock { $0.tip.sequence == last ? $0.recordEvents.last ?? 0 : nil }
    let state = ComparedTables(
      version: try Int64.fetchOne(check.db.cachedStatement(sql: "PRAGMA data_version")),
      event: known ?? last)
    guard comparedTables.withLock({ $0 }) != state else { return }
    let differing = try FoldShelf.shared.folding(recordEvents(check)) { made in
      try Self.differingTable(check.db, made)
    }
    guard let differing else { return comparedTables.withLock { $0 = state } }
    throw JournalError.tampered(
      event: last, "table \(differing.table) differs from the events")
  }

  /// Looks at the rows that the events make of the tables about the whole record, whatever is stored in them.
  ///
  /// Where something else is stored nothing is decided any more. Where the events themselves cannot be believed, what
  /// is stored has to do for reading.
  ///
  /// - Parameter look: Takes the tables, and the record that they are of.
  func withRecordTables<Value>(
    _ look: (_ tables: Database, _ record: Database) throws -> Value
  ) throws(JournalError) -> Value {
    var finding: RecordObstacle?
    let value = try read { db in
      do {
        let check = try EventCheck(db)
        return try FoldShelf.shared.folding(recordEvents(check)) { made in
          if let table = try Self.differingTable(db, made) {
            finding = .damaged(
              event: try EventLog(db: db).tip().sequence,
              "table \(table.table) differs from the events")
          }
          return try look(made, db)
        }
      } catch JournalError.tampered(let event, let words) {
        finding = .damaged(event: event, words)
        return try look(db, db)
      }
    }
    if let finding { standing.withLock { $0.obstacle = $0.obstacle ?? finding } }
    return value
  }

  /// Makes the tables about the whole record what their events say.
  func restoreRecordTables(_ db: Database) throws {
    let events = try recordEvents(EventCheck(db))
    try FoldShelf.shared.folding(events) { made in
      guard try Self.differingTable(db, made) != nil else { return }
      try SchemaObject.settingRulesAside(db) {
        for table in Self.recordTables { try table.replace(in: db, by: made) }
      }
    }
  }

  private static func differingTable(
    _ db: Database, _ made: Database
  ) throws -> Schema.Projected? {
    try recordTables.first { table in
      let sql = "SELECT * FROM \(table.table) ORDER BY \(table.order)"
      return try !Row.agree(
        Row.fetchCursor(db.cachedStatement(sql: sql)),
        Row.fetchCursor(made.cachedStatement(sql: sql)))
    }
  }

  /// The events of which these tables are made, in order, each as it was written.
  private func recordEvents(_ check: EventCheck) throws -> [FoldedEvent] {
    let last = try EventLog(db: check.db).tip().sequence
    let known = chain.withLock { $0.tip.sequence == last ? $0.recordEvents : nil }
    let rows =
      try known.map { numbers in
        try numbers.compactMap { number in
          try Row.fetchOne(
            check.db.cachedStatement(sql: "SELECT * FROM event WHERE sequence = ?"),
            arguments: [number])
        }
      }
      ?? Row.fetchAll(
        check.db.cachedStatement(
          sql: """
            SELECT * FROM event NOT INDEXED WHERE kind IN (\(EventKind.ofRecord)) ORDER BY sequence
            """))
    return try rows.map { row in
      try check.folded(EventRecord(row), stored: row.optionalBytes("hash") ?? [])
    }
  }
}

extension Schema.Projected {
  /// Puts the rows that were made from the events in place of all that are stored.
  func replace(in db: Database, by made: Database) throws {
    try db.execute(sql: "DELETE FROM \(table)")
    let rows = try Row.fetchCursor(made, sql: "SELECT * FROM \(table)")
    while let row = try rows.next() { try row.insert(into: table, db) }
  }
}
