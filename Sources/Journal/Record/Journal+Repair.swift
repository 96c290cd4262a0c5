import GRDB
import Payments

// What an acceptance puts back (I25): indexes, rules, and tables that are made from events.

extension Journal {
  /// The tables that nothing can make again.
  private static let truth: Set = ["event", "event_text", "record"]

  /// Throws where a table that nothing can make again is not as it has to be.
  static func requireTruth(_ db: Database) throws {
    let found = try SchemaObject.all(db)
    let lost = try Fold.expectedSchema().first { truth.contains($0.name) && !found.contains($0) }
    if let lost { throw JournalError.corrupt("table \(lost.name) is not as it has to be") }
  }

  /// Makes the tables, indexes and rules of the database what they have to be.
  ///
  /// A table of ours that was changed or is gone is there again, empty; a foreign one gets another name and stays.
  ///
  /// - Returns: The tables that are empty now, and are to be filled from the events.
  func restoreSchema(_ db: Database) throws -> Set<String> {
    try Self.requireTruth(db)
    try db.execute(sql: "PRAGMA defer_foreign_keys = ON")
    let expected = try Fold.expectedSchema()
    let found = try SchemaObject.all(db)
    for object in found where object.type != "table" && !expected.contains(object) {
      let kind = object.type.uppercased()
      try db.execute(sql: "DROP \(kind) \(object.name.quotedDatabaseIdentifier)")
    }
    let lost = expected.filter { $0.type == "table" && !found.contains($0) }
    for table in lost {
      try db.execute(sql: "DROP TABLE IF EXISTS \(table.name.quotedDatabaseIdentifier)")
      try db.execute(sql: table.sql)
    }
    let left = try SchemaObject.all(db)
    for object in expected where object.type != "table" && !left.contains(object) {
      try db.execute(sql: object.sql)
    }
    for object in left where object.type == "table" && !expected.contains(object) {
      try setAside(object.name, db)
    }
    if let name = try SchemaObject.difference(SchemaObject.all(db), from: expected) {
      throw JournalError.readingOnly(.rulesChanged(name))
    }
    return Set(lost.map(\.name))
  }

  /// Gives a foreign table a name by which it is known as one.
  private func setAside(_ name: String, _ db: Database) throws {
    var aside = SchemaObject.asidePrefix + name
    while try db.tableExists(aside) { aside += "_" }
    try db.execute(
      sql: """
        ALTER TABLE \(name.quotedDatabaseIdentifier) RENAME TO \(aside.quotedDatabaseIdentifier)
        """)
  }

  /// Makes every index anew from its table; throws where the tables themselves are damaged.
  func restoreIndexes(_ db: Database) throws {
    do {
      try db.execute(sql: "REINDEX")
      try EventCheck(db).requireIntegrity()
    } catch JournalError.tampered(_, let words) {
      throw JournalError.corrupt(words)
    } catch let error as DatabaseError {
      throw JournalError.corrupt(error.message ?? "an index cannot be made again")
    }
  }

  /// Fills tables that were made anew from all events.
  func fill(_ tables: Set<String>, _ db: Database) throws {
    let lost = Schema.projections.filter { tables.contains($0.table) }
    guard !lost.isEmpty else { return }
    let fold = try Fold()
    _ = try checkEvents(db, into: fold) { _ in }
    try fold.finish { made in
      try SchemaObject.settingRulesAside(db) {
        for table in lost { try table.replace(in: db, by: made) }
      }
    }
  }
}
