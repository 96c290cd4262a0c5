import GRDB
import Payments

/// The rows made anew from events, in a database of their own.
final class Fold: Sendable {
  private let queue: DatabaseQueue

  /// The tables, indexes and rules that a journal has; they are the same for all, so they are made once.
  static func expectedSchema() throws -> [SchemaObject] { try expected.get() }

  private static let expected = Result { try Fold().working(SchemaObject.all) }

  /// Makes an empty one.
  ///
  /// - Parameter path: A file for it, which must not be there yet; `nil` for one in memory.
  init(path: String? = nil) throws {
    var configuration = Configuration()
    configuration.label = "fold"
    // The rows here refer to events that are not copied.
    configuration.foreignKeysEnabled = false
    configuration.prepareDatabase { db in
      // It is thrown away: nothing of it has to outlive a crash.
      try db.execute(
        sql: """
          PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA temp_store = MEMORY;
          PRAGMA cache_size = -32768; PRAGMA recursive_triggers = ON
          """)
    }
    queue =
      try path.map { try DatabaseQueue(path: $0, configuration: configuration) }
      ?? DatabaseQueue(configuration: configuration)
    try Schema.migrator().migrate(queue)
  }

  /// Folds the events of one payment and looks at the rows that they make; afterwards it is empty again.
  func folding<Value>(
    _ events: [(event: EventRecord, texts: EventTexts)], _ look: (Database) throws -> Value
  ) throws -> Value {
    try queue.inDatabase { db in
      var value: Value?
      try db.inTransaction(.deferred) {
        for (event, texts) in events { try Self.apply(event, texts: texts, db) }
        value = try look(db)
        return .rollback
      }
      guard let value else { throw JournalError.io("a fold ended without a result") }
      return value
    }
  }

  /// Works on it in one transaction.
  func working<Value>(_ body: (Database) throws -> Value) throws -> Value {
    try queue.write(body)
  }

  /// Makes the rows of one event.
  static func apply(_ event: EventRecord, texts: EventTexts, _ db: Database) throws {
    do {
      try Projection(db: db).apply(event, facts: EventFacts(json: event.facts), texts: texts)
    } catch let error as JournalError {
      if case .tampered = error { throw error }
      throw JournalError.tampered(event: event.sequence, "it breaks a rule of the record")
    } catch {
      throw JournalError.tampered(event: event.sequence, "it breaks a rule of the record")
    }
  }
}

/// A table, an index or a rule of a database.
struct SchemaObject: Hashable {
  /// `table`, `index`, `trigger`, `view`.
  let type: String
  /// Its name.
  let name: String
  /// The statement that made it.
  let sql: String

  /// All of a database but those that SQLite and the migrations keep for themselves.
  static func all(_ db: Database) throws -> [SchemaObject] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT type, name, sql FROM sqlite_master
        WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name <> 'grdb_migrations'
        ORDER BY type, name
        """
    ).map { row in
      SchemaObject(
        type: try row.text("type"), name: try row.text("name"), sql: try row.text("sql"))
    }
  }

  /// The name of one that differs; `nil` when all are as they have to be.
  static func difference(_ found: [SchemaObject], from expected: [SchemaObject]) -> String? {
    Set(found).symmetricDifference(expected).map(\.name).min()
  }
}
