import FoundationEssentials
import GRDB
package import Payments

/// One transaction of the index.
package struct IndexedTransaction: Hashable, Sendable {
  /// The transaction as last read.
  package let transaction: Transaction
  /// The label of its account.
  package let account: AccountName
  /// When it was read from its provider.
  package let asOf: Instant

  /// Makes an indexed transaction.
  package init(transaction: Transaction, account: AccountName, asOf: Instant) {
    self.transaction = transaction
    self.account = account
    self.asOf = asOf
  }
}

/// One page of what a query finds.
package struct IndexPage: Hashable, Sendable {
  /// The rows in the order asked for.
  package let rows: [IndexedTransaction]
  /// How many rows match, counted up to ``TransactionIndex/countLimit``.
  package let total: Int
  /// Whether more rows may match than `total` says.
  package let totalIsLowerBound: Bool
  /// Whether dashes and look-alike characters had to be forgiven to find these.
  package let forgiving: Bool
}

extension TransactionIndex {
  /// How far matches are counted.
  package static let countLimit = 10_000

  /// How many rows are looked at, in the order asked for, for a text that no index can serve.
  private static let windowLimit = 5_000

  /// In how many rows a piece of text may stand to be a good one to look for.
  private static let rareLimit = 5_000

  /// Finds rows; when nothing matches the words as typed, dashes and look-alike characters are
  /// forgiven.
  package func search(
    _ query: Query, limit: Int, offset: Int = 0
  ) throws(JournalError) -> IndexPage {
    precondition(limit >= 0 && offset >= 0, "A page begins and ends somewhere.")
    return try read { db in
      let page = try Self.page(query, forgiving: false, limit: limit, offset: offset, db)
      guard page.total == 0, query.terms.contains(where: \.canForgive) else { return page }
      let forgiven = try Self.page(query, forgiving: true, limit: limit, offset: offset, db)
      return forgiven.total == 0 ? page : forgiven
    }
  }

  private static func page(
    _ query: Query, forgiving: Bool, limit: Int, offset: Int, _ db: Database
  ) throws -> IndexPage {
    let found = try find(IndexQuery(query, forgiving: forgiving), wanted: limit + offset, db)
    let rows = try found.ids.dropFirst(offset).prefix(limit).compactMap { id in
      try fetch(id, db).flatMap { row in
        // The conditions in SQL say the same; the query itself has the last word.
        query.matches(try queryRow(row, db), forgiving: forgiving) ? row : nil
      }
    }
    return IndexPage(
      rows: rows, total: min(found.ids.count, countLimit), totalIsLowerBound: found.isCut,
      forgiving: forgiving)
  }

  // MARK: - Finding

  /// The numbers of the rows that match, in order.
  private struct Found {
    var ids: [Int64]
    /// Whether more may match.
    var isCut: Bool
  }

  private static func find(_ query: IndexQuery, wanted: Int, _ db: Database) throws -> Found {
    let reach = max(countLimit, wanted)
    let all = IndexCondition.all([query.facts, query.texts])
    let narrowings = try query.narrowings { piece in try isRare(piece, db) }
    let counted = try narrowings.map {
      (condition: $0, count: try count($0, upTo: countLimit + 1, db))
    }
    let narrowest = counted.min { $0.count < $1.count }
    if let narrowest, narrowest.count <= countLimit {
      return try select(query, "entry", all.within(narrowest.condition), reach, db)
    }
    guard query.looksAtText else { return try select(query, "entry", all, reach, db) }
    // A text that stands in very many rows stands in many of the first ones too.
    let near = try window(query, db)
    guard near.isCut, near.ids.count < wanted, let text = narrowings.last, query.hasLongText else {
      return near
    }
    return try select(query, "entry", all.within(text), reach, db)
  }

  /// Looks at the first rows only.
  private static func window(_ query: IndexQuery, _ db: Database) throws -> Found {
    let facts = query.facts
    let rows = "SELECT * FROM entry WHERE \(facts.sql) ORDER BY \(query.order) LIMIT \(windowLimit)"
    let condition = IndexCondition(
      sql: query.texts.sql, values: facts.values + query.texts.values)
    var found = try select(query, "(\(rows)) AS entry", condition, windowLimit, db)
    // One more row than the window holds tells that there is more to see.
    let row = IndexCondition(sql: "SELECT 1 FROM entry WHERE \(facts.sql)", values: facts.values)
    found.isCut = try count(row, upTo: windowLimit + 1, db) > windowLimit
    return found
  }

  private static func select(
    _ query: IndexQuery, _ source: String, _ condition: IndexCondition, _ reach: Int, _ db: Database
  ) throws -> Found {
    let order = query.foundOrder
    let sql = """
      SELECT id FROM \(source) WHERE \(condition.sql) ORDER BY \(order.sql) LIMIT \(reach + 1)
      """
    let ids = try Int64.fetchAll(
      db, sql: sql, arguments: StatementArguments(condition.values + order.values))
    return Found(ids: Array(ids.prefix(reach)), isCut: ids.count > reach)
  }

  private static func isRare(_ piece: String, _ db: Database) throws -> Bool {
    let rows = IndexCondition(
      sql: "SELECT rowid FROM search WHERE search MATCH ?",
      values: [IndexText.quoted(piece).databaseValue])
    return try count(rows, upTo: rareLimit, db) < rareLimit
  }

  private static func count(_ rows: IndexCondition, upTo limit: Int, _ db: Database) throws -> Int {
    try Int.fetchOne(
      db, sql: "SELECT count(*) FROM (\(rows.sql) LIMIT \(limit))",
      arguments: StatementArguments(rows.values)) ?? 0
  }

  // MARK: - Rows

  private static func queryRow(_ row: IndexedTransaction, _ db: Database) throws -> QueryRow {
    let annotation = try annotation(row.transaction.key, db) ?? IndexAnnotation()
    return annotation.row(row.transaction, account: row.account)
  }

  static func fetch(_ id: Int64, _ db: Database) throws -> IndexedTransaction? {
    let statement = try db.cachedStatement(
      sql: """
        SELECT entry.account, entry.as_of, document.json FROM entry
        JOIN document ON document.id = entry.id WHERE entry.id = ?
        """)
    return try Row.fetchOne(statement, arguments: [id]).map(indexed)
  }

  static func fetch(_ key: PaymentKey, _ db: Database) throws -> IndexedTransaction? {
    let statement = try db.cachedStatement(
      sql: """
        SELECT entry.account, entry.as_of, document.json FROM entry
        JOIN document ON document.id = entry.id WHERE \(Columns.isKey)
        """)
    return try Row.fetchOne(statement, arguments: StatementArguments(Columns.values(key)))
      .map(indexed)
  }

  private static func indexed(_ row: Row) throws -> IndexedTransaction {
    guard let account = AccountName(try row.text("account")) else {
      throw JournalError.corrupt("an account's name")
    }
    let transaction = try JSONDecoder().decode(
      Transaction.self, from: Data(try row.text("json").utf8))
    return IndexedTransaction(
      transaction: transaction, account: account,
      asOf: Instant(milliseconds: try row.integer("as_of")))
  }
}
