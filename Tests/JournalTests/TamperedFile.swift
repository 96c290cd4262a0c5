import GRDB

extension JournalFixture {
  /// Takes all entries out of indexes, as damage of the disk may, and leaves tables and rules as they are.
  func empty(_ indexes: String...) throws {
    let statements = try raw().read { db in
      try indexes.map { name in
        try String.fetchOne(
          db, sql: "SELECT sql FROM sqlite_master WHERE name = ?", arguments: [name]) ?? ""
      }
    }
    func rewrite(_ statement: (String) -> String) throws {
      try raw().writeWithoutTransaction { db in
        try db.execute(sql: "PRAGMA writable_schema = ON")
        for (name, sql) in zip(indexes, statements) {
          try db.execute(
            sql: "UPDATE sqlite_master SET sql = ? WHERE name = ?",
            arguments: [statement(sql), name])
        }
        let version = try Int.fetchOne(db, sql: "PRAGMA schema_version") ?? 0
        try db.execute(sql: "PRAGMA schema_version = \(version + 1)")
      }
    }
    try rewrite { "\($0) WHERE rowid < 0" }
    try raw().writeWithoutTransaction { db in
      for name in indexes { try db.execute(sql: "REINDEX \(name)") }
    }
    try rewrite { $0 }
  }

  /// Gives the events and rows of a payment to one that nobody asks about.
  func renameAway(_ payment: String) throws {
    try behindTheRules(
      ["event", "intent", "known_refunds", "freeze"].map {
        "UPDATE \($0) SET payment = 'zz' WHERE payment = '\(payment)'"
      }.joined(separator: ";"))
  }
}
