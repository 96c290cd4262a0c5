import FoundationEssentials
import GRDB
import Glibc
package import Host
package import Payments
import Synchronization
package import TextSafety

/// Every transaction that was ever read, for searching at once while the providers answer.
///
/// It is a cache in a file of its own: what is damaged or of an older shape is thrown away and
/// filled by the next readings. Money is never decided on what stands here.
package final class TransactionIndex: Sendable {
  /// The file; `:memory:` for an index that ends with the process.
  package let path: String
  private let fileSystem: FileSystemCheck
  /// The open file; another one after a damaged file was thrown away.
  private let store: Mutex<any DatabaseWriter>

  /// Opens an index, and makes it when missing, damaged or of another shape.
  ///
  /// - Parameters:
  ///   - path: On a local disk. `:memory:` for tests.
  ///   - fileSystem: Tells a network file system, which is refused.
  package init(path: String, fileSystem: FileSystemCheck = .kernel) throws(JournalError) {
    self.path = path
    self.fileSystem = fileSystem
    store = Mutex(try Self.openOrReplace(path, fileSystem: fileSystem))
  }

  // MARK: - Filling

  /// Takes over transactions as just read; an older reading never replaces a newer one.
  package func upsert(
    _ transactions: [Transaction], account: AccountName, asOf: Instant
  ) throws(JournalError) {
    try write { db in
      for transaction in transactions {
        try Self.put(transaction, account: account, asOf: asOf, db)
      }
      try db.execute(
        sql: """
          INSERT INTO freshness (account, as_of) VALUES (?, ?)
          ON CONFLICT DO UPDATE SET as_of = max(as_of, excluded.as_of)
          """,
        arguments: [account.text, asOf.milliseconds])
    }
  }

  /// Takes over what our records say of a payment, so that it can be searched for; kept for
  /// payments not read yet.
  package func annotate(
    _ key: PaymentKey, refundIDs: [ForeignText], tickets: [String], actors: [Actor],
    states: [IntentState], refunded: RefundedPart
  ) throws(JournalError) {
    let annotation = IndexAnnotation(
      refundIDs: refundIDs, tickets: tickets, actors: actors, states: states, refunded: refunded)
    try write { db in
      guard try Self.annotation(key, db) != annotation else { return }
      try db.execute(
        sql: """
          INSERT INTO annotation (\(Schema.keyColumns), json) VALUES (?, ?, ?, ?, ?)
          ON CONFLICT DO UPDATE SET json = excluded.json
          """,
        arguments: StatementArguments(
          Columns.values(key) + [try IntentRow.encode(annotation).databaseValue]))
      if let known = try Self.fetch(key, db) {
        try Self.put(known.transaction, account: known.account, asOf: known.asOf, db)
      }
    }
  }

  /// Takes over what our decisions on a payment say; the same as giving each part.
  package func annotate(
    _ key: PaymentKey, intents: [Intent], amount: Money?, status: Status
  )
    throws(JournalError)
  {
    try annotate(
      key, refundIDs: intents.compactMap(\.refundID),
      tickets: intents.map(\.ticket).filter { !$0.isEmpty }, actors: intents.map(\.actor),
      states: intents.map(\.state),
      refunded: RefundedPart(status: status, amount: amount, intents: intents))
  }

  /// Forgets every transaction of an account, for a label that names another merchant now.
  package func remove(account: AccountName) throws(JournalError) {
    try write { db in
      let entries = "SELECT id FROM entry WHERE account = ?"
      for table in ["document WHERE id", "refund_alias WHERE entry"] {
        try db.execute(sql: "DELETE FROM \(table) IN (\(entries))", arguments: [account.text])
      }
      for table in ["entry", "freshness"] {
        try db.execute(sql: "DELETE FROM \(table) WHERE account = ?", arguments: [account.text])
      }
    }
  }

  private static func put(
    _ transaction: Transaction, account: AccountName, asOf: Instant, _ db: Database
  ) throws {
    let annotation = try annotation(transaction.key, db) ?? IndexAnnotation()
    let row = annotation.row(transaction, account: account)
    guard let id = try IndexEntry(row, of: transaction, asOf: asOf).upsert(db) else { return }
    let document = try db.cachedStatement(
      sql:
        "INSERT INTO document (id, json) VALUES (?, ?) ON CONFLICT DO UPDATE SET json = excluded.json"
    )
    try document.execute(arguments: [id, try IntentRow.encode(transaction)])
  }

  static func annotation(_ key: PaymentKey, _ db: Database) throws -> IndexAnnotation? {
    let statement = try db.cachedStatement(
      sql: "SELECT json FROM annotation WHERE \(Columns.isKey)")
    let json = try String.fetchOne(statement, arguments: StatementArguments(Columns.values(key)))
    return try json.map { try JSONDecoder().decode(IndexAnnotation.self, from: Data($0.utf8)) }
  }

  // MARK: - Access

  /// Reads; a damaged file is replaced by an empty one, in which the reading is repeated.
  func read<Value>(_ body: (Database) throws -> Value) throws(JournalError) -> Value {
    try withStore { store in try store.read(body) }
  }

  private func write(_ body: (Database) throws -> Void) throws(JournalError) {
    try withStore { store in try store.write(body) }
  }

  private func withStore<Value>(
    _ body: (any DatabaseWriter) throws -> Value
  ) throws(JournalError) -> Value {
    do {
      return try body(store.withLock { $0 })
    } catch {
      let error = StoreFile.translate(error, path: path)
      guard case .corrupt = error else { throw error }
    }
    do {
      return try body(try replaceStore())
    } catch {
      throw StoreFile.translate(error, path: path)
    }
  }

  private func replaceStore() throws -> any DatabaseWriter {
    try store.withLock { store in
      do {
        try store.close()
      } catch {
        // The file is thrown away: what its connection says of that does not matter.
      }
      try StoreFile.removeIndex(path)
      store = try Self.openOrReplace(path, fileSystem: fileSystem)
      return store
    }
  }

  private static func openOrReplace(
    _ path: String, fileSystem: FileSystemCheck
  ) throws(JournalError) -> any DatabaseWriter {
    do {
      return try StoreFile.openIndex(path, fileSystem: fileSystem)
    } catch {
      guard case .corrupt = error else { throw error }
      try StoreFile.removeIndex(path)
      return try StoreFile.openIndex(path, fileSystem: fileSystem)
    }
  }
}
