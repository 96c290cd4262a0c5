import GRDB
import Payments
import Synchronization

/// An event as it is folded: with what its hash is, and the free text that was not erased.
struct FoldedEvent: Equatable {
  let event: EventRecord
  /// Made from the event, whatever is stored for it.
  let hash: [UInt8]
  let texts: EventTexts
  /// Whether a person took the record as it is up to here: what breaks a rule makes no rows.
  let mayBeDamaged: Bool

  /// Byte for byte: to Swift, text in another spelling is the same text.
  static func == (one: FoldedEvent, other: FoldedEvent) -> Bool {
    one.hash == other.hash && one.texts == other.texts && one.mayBeDamaged == other.mayBeDamaged
  }
}

/// The rows made anew from events, in a database of their own.
final class Fold: Sendable {
  private let queue: DatabaseQueue
  /// The events whose rows stand in it now.
  private let held = Mutex<[FoldedEvent]>([])
  /// Why its rows are not those of the events.
  private let failure = Mutex<(any Error)?>(nil)

  /// The tables, indexes and rules that a journal has; they are the same for all, so they are made once.
  static func expectedSchema() throws -> [SchemaObject] { try expected.get() }

  private static let expected = Result { try empty.get().read(SchemaObject.all) }

  /// A database without a row, which the others are copies of: to make the tables takes far longer than to copy them.
  private static let empty = Result { () throws -> DatabaseQueue in
    let queue = try DatabaseQueue(configuration: configuration)
    try Schema.migrator().migrate(queue)
    return queue
  }

  private static var configuration: Configuration {
    var configuration = Configuration()
    configuration.label = "fold"
    // The rows here refer to events that are not copied.
    configuration.foreignKeysEnabled = false
    // What a payment's events made stays in an open transaction, which ends when another payment is looked at.
    configuration.allowsUnsafeTransactions = true
    configuration.prepareDatabase { db in
      // It is thrown away: nothing of it has to outlive a crash.
      try db.execute(
        sql: """
          PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA temp_store = MEMORY;
          PRAGMA cache_size = -32768; PRAGMA recursive_triggers = ON
          """)
    }
    return configuration
  }

  /// Makes an empty one.
  ///
  /// - Parameter path: A file for it, which must not be there yet; `nil` for one in memory.
  init(path: String? = nil) throws {
    queue =
      try path.map { try DatabaseQueue(path: $0, configuration: Self.configuration) }
      ?? DatabaseQueue(configuration: Self.configuration)
    try Self.empty.get().backup(to: queue)
  }

  /// How many of these events it has folded already; `nil` when it has folded others.
  func progress(in events: [FoldedEvent]) -> Int? {
    held.withLock { held in events.starts(with: held) ? held.count : nil }
  }

  /// Folds the events of one payment and looks at the rows that they make.
  ///
  /// They stay, so that the next look at the payment folds only what came after.
  func folding<Value>(
    _ events: [FoldedEvent], _ look: (Database) throws -> Value
  ) throws -> Value {
    try queue.inDatabase { db in
      do {
        let done = progress(in: events)
        if done == nil { try clear(db) }
        if !db.isInsideTransaction { try db.beginTransaction(.deferred) }
        for folded in events.dropFirst(done ?? 0) {
          try Self.apply(
            RowSource(folded.event, texts: folded.texts, mayBeDamaged: folded.mayBeDamaged), db)
        }
        held.withLock { $0 = events }
        return try look(db)
      } catch {
        try clear(db)
        throw error
      }
    }
  }

  private func clear(_ db: Database) throws {
    held.withLock { $0 = [] }
    if db.isInsideTransaction { try db.rollback() }
  }

  /// Makes the rows of events that follow on those before, while the caller reads the next.
  func continueFolding(_ events: [RowSource]) {
    queue.asyncWriteWithoutTransaction { [self] db in
      guard failure.withLock({ $0 == nil }) else { return }
      do {
        if !db.isInsideTransaction { try db.beginTransaction(.deferred) }
        for source in events { try Self.apply(source, db) }
      } catch {
        failure.withLock { $0 = error }
      }
    }
  }

  /// Waits for the rows of all events so far, and looks at them.
  func finish<Value>(_ look: (Database) throws -> Value) throws -> Value {
    try queue.inDatabase { db in
      if let error = failure.withLock({ $0 }) { throw error }
      return try look(db)
    }
  }

  /// Makes the rows of one event; all of them, or where a person took the record as it is, none.
  private static func apply(_ source: RowSource, _ db: Database) throws {
    func project() throws {
      try Projection(db: db).apply(source.event, facts: source.facts.get(), texts: source.texts)
    }
    guard !source.mayBeDamaged else {
      try? db.inSavepoint {
        try project()
        return .commit
      }
      return
    }
    do { try project() } catch {
      if case JournalError.tampered = error { throw error }
      throw JournalError.tampered(event: source.event.sequence, "it breaks a rule of the record")
    }
  }
}

/// An event of which rows are made.
struct RowSource: Sendable {
  let event: EventRecord
  /// What it says of rows; fails where that cannot be read.
  let facts: Result<RowFacts, any Error>
  let texts: EventTexts
  /// See ``FoldedEvent/mayBeDamaged``.
  let mayBeDamaged: Bool

  init(_ event: EventRecord, texts: EventTexts, mayBeDamaged: Bool) {
    self.event = event
    self.texts = texts
    self.mayBeDamaged = mayBeDamaged
    facts = Result { try RowFacts(json: event.facts) }
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

  /// How the name of a foreign table begins that an acceptance set aside.
  static let asidePrefix = "aside_"

  /// All of a database but those that SQLite and the migrations keep for themselves, and foreign tables that were set
  /// aside.
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
    }.filter { $0.type != "table" || !$0.name.hasPrefix(asidePrefix) }
  }

  /// Lets the rules stand aside for a repair: they are for steps.
  ///
  /// They stand again before the transaction ends.
  static func settingRulesAside<Value>(_ db: Database, _ body: () throws -> Value) throws -> Value {
    let rules = try all(db).filter { $0.type == "trigger" }
    for rule in rules { try db.execute(sql: "DROP TRIGGER \(rule.name.quotedDatabaseIdentifier)") }
    let value = try body()
    for rule in rules { try db.execute(sql: rule.sql) }
    return value
  }

  /// The name of one that differs; `nil` when all are as they have to be.
  static func difference(_ found: [SchemaObject], from expected: [SchemaObject]) -> String? {
    Set(found).symmetricDifference(expected).map(\.name).min()
  }
}
