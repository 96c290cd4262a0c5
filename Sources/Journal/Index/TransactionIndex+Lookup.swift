import GRDB
package import Payments
import TextSafety

extension TransactionIndex {
  /// One transaction by its one name; `nil` when it was never read.
  package func transaction(_ key: PaymentKey) throws(JournalError) -> IndexedTransaction? {
    try read { db in try Self.fetch(key, db) }
  }

  /// The payments of an account that a text names: by id, reference, or the id of a refund, in any
  /// case.
  ///
  /// The canonical id comes first, then references, the newest first; an alias may name several.
  package func lookup(
    account: AccountName, text: String
  ) throws(JournalError) -> [IndexedTransaction] {
    let wanted = IndexText.lower(text)
    return try read { db in
      let ids = try Int64.fetchAll(
        db,
        sql: """
          SELECT id FROM entry WHERE +account = ? AND id IN (
            SELECT id FROM entry WHERE id_lower = ?
            UNION SELECT id FROM entry WHERE reference_lower = ?
            UNION SELECT entry FROM refund_alias WHERE lower = ?)
          ORDER BY id_lower = ? DESC, reference_lower = ? DESC, created DESC, payment
          """,
        arguments: [account.text, wanted, wanted, wanted, wanted, wanted])
      return try ids.compactMap { try Self.fetch($0, db) }
    }
  }

  /// How many transactions of an account are known.
  package func count(_ account: AccountName) throws(JournalError) -> Int {
    try read { db in
      try Int.fetchOne(
        db, sql: "SELECT count(*) FROM entry WHERE account = ?", arguments: [account.text]) ?? 0
    }
  }

  /// When the account was last read; `nil` when it never was.
  package func freshness(_ account: AccountName) throws(JournalError) -> Instant? {
    try read { db in
      try Int64.fetchOne(
        db, sql: "SELECT as_of FROM freshness WHERE account = ?", arguments: [account.text])
    }.map(Instant.init(milliseconds:))
  }

  // MARK: - Near

  /// Transactions whose reference or id is written much like a text, the closest first.
  package func nearest(
    to text: String, limit: Int
  ) throws(JournalError) -> [IndexedTransaction] {
    let wanted = IndexText.fold(text)
    return try read { db in
      let near = try Self.candidates(wanted, db).compactMap { id in
        try Self.distance(of: id, to: wanted, db).map { (id: id, distance: $0) }
      }
      let ordered = near.sorted { ($0.distance, -$0.id) < ($1.distance, -$1.id) }
      return try ordered.prefix(limit).compactMap { try Self.fetch($0.id, db) }
    }
  }

  /// How many pieces of a long text are looked up, and how many rows each may bring.
  private static let pieceLimit = 12
  private static let rowsPerPiece = 400
  private static let candidateLimit = 200

  /// The rows that share the most three-character pieces with a text.
  private static func candidates(_ wanted: String, _ db: Database) throws -> [Int64] {
    var shared: [Int64: Int] = [:]
    for piece in Set(IndexText.allPieces(of: wanted)).sorted().suffix(pieceLimit) {
      let ids = try Int64.fetchAll(
        db,
        sql: """
          SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid DESC LIMIT \(rowsPerPiece)
          """,
        arguments: [IndexText.quoted(piece)])
      for id in ids { shared[id, default: 0] += 1 }
    }
    return shared.sorted { ($0.value, $0.key) > ($1.value, $1.key) }
      .prefix(candidateLimit).map(\.key)
  }

  /// How far the reference or id of a row is from a text; `nil` when more than a third would have
  /// to change.
  private static func distance(of id: Int64, to wanted: String, _ db: Database) throws -> Int? {
    let statement = try db.cachedStatement(
      sql: "SELECT reference_fold, id_fold FROM entry WHERE id = ?")
    guard let row = try Row.fetchOne(statement, arguments: [id]) else { return nil }
    let wanted = Array(wanted.unicodeScalars)
    let most = max(1, wanted.count / 3)
    return try [row.text("reference_fold"), row.text("id_fold")]
      .compactMap { EditDistance.between(wanted, Array($0.unicodeScalars), most: most) }.min()
  }
}
