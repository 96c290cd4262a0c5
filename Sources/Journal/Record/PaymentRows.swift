import GRDB
import Payments

/// The rows that belong to one payment, in every table that is made from events.
struct PaymentRows {
  let key: PaymentKey

  /// The tables that have rows of one payment alone, with the condition that selects them and all of them in order.
  private static let tables = Schema.projections.compactMap { projection -> Table? in
    guard !projection.crossesPayments, projection.rows != .ofRecord else { return nil }
    let condition =
      projection.rows == .ofPayment
      ? Columns.isKey : "intent IN (SELECT id FROM intent WHERE \(Columns.isKey))"
    return Table(
      name: projection.table, isOfPayment: projection.rows == .ofPayment,
      selection: "SELECT * FROM \(projection.table) WHERE \(condition) ORDER BY \(projection.order)"
    )
  }

  private struct Table {
    let name: String
    let isOfPayment: Bool
    let selection: String
  }

  /// Whether a record holds exactly the rows that were made from the events.
  func agree(in db: Database, with made: Database) throws -> Bool {
    try Self.tables.allSatisfy { try agree($0, in: db, with: made) }
  }

  /// Whether a record holds what ``replace(in:by:keepsLargerHolds:)`` would put there with the larger holds.
  func agreeBesidesHolds(in db: Database, with made: Database) throws -> Bool {
    for table in Self.tables {
      guard table.name == "intent" else {
        guard try agree(table, in: db, with: made) else { return false }
        continue
      }
      let holds = try HeldRow.all(intents(in: db), db)
      let folded = try fetch(table.selection, made)
      for row in folded {
        guard let stored = try holds[row.text("id")]?.row,
          try HeldRow.larger(row, holds).valuesByColumn == stored.valuesByColumn
        else { return false }
      }
      let known = try Set(folded.map { try $0.text("id") })
      guard holds.allSatisfy({ known.contains($0) || $1.weight > 0 }) else { return false }
    }
    return true
  }

  /// Whether every refund that the events of this payment alone say to have settled a decision is on record for it, or
  /// for the decision of another payment that had it first.
  ///
  /// Which of two had it first is known of all events together only.
  func agreeAcross(in db: Database, with made: Database) throws -> Bool {
    try settled(made).allSatisfy { row in try Self.isKept(row, in: db) }
  }

  private func settled(_ made: Database) throws -> [Row] {
    try Row.fetchAll(made.cachedStatement(sql: "SELECT * FROM settled_refund"))
  }

  private static func isKept(_ row: Row, in db: Database) throws -> Bool {
    let values = ["provider", "account_origin", "merchant", "refund_id", "intent", "event"]
      .map { row[$0] as DatabaseValue }
    return try Bool.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT EXISTS (
            SELECT 1 FROM settled_refund AS kept WHERE kept.provider = ?1
              AND kept.account_origin = ?2 AND kept.merchant = ?3 AND kept.refund_id = ?4
              AND (kept.intent = ?5 AND kept.event = ?6 OR EXISTS (
                SELECT 1 FROM intent WHERE intent.id = kept.intent AND intent.id <> ?5
                  AND intent.provider = ?1 AND intent.account_origin = ?2
                  AND intent.merchant = ?3 AND intent.refund_id = ?4)))
          """), arguments: StatementArguments(values)) ?? false
  }

  private func agree(
    _ table: Table, in db: Database, with made: Database
  ) throws -> Bool {
    let values = StatementArguments(Columns.values(key))
    return try Row.agree(
      Row.fetchCursor(db.cachedStatement(sql: table.selection), arguments: values),
      Row.fetchCursor(made.cachedStatement(sql: table.selection), arguments: values))
  }

  /// Puts the rows that were made from the events in place of those that are stored.
  ///
  /// - Parameter keepsLargerHolds: Where a stored row holds more than the events say, what it holds stays.
  /// - Returns: The payments to which decisions went back that had been given to this one.
  func replace(
    in db: Database, by made: Database, keepsLargerHolds: Bool
  ) throws -> [PaymentKey] {
    try SchemaObject.settingRulesAside(db) {
      try put(made, into: db, keepsLargerHolds: keepsLargerHolds)
    }
  }

  private func put(
    _ made: Database, into db: Database, keepsLargerHolds: Bool
  ) throws -> [PaymentKey] {
    try db.execute(sql: "PRAGMA defer_foreign_keys = ON")
    let owners = try giveBack(in: db)
    let ids = try intents(in: db) + intents(in: made)
    let holds = keepsLargerHolds ? try HeldRow.all(ids, db) : [:]
    try delete(ids, db)
    for table in Self.tables {
      for row in try fetch(table.selection, made) {
        let row = table.name == "intent" ? try HeldRow.larger(row, holds) : row
        try row.insert(into: table.name, db)
      }
    }
    let known = try Set(intents(in: made))
    for (id, held) in holds where !known.contains(id) && held.weight > 0 {
      try held.row.insert(into: "intent", db)
    }
    let crossing = Schema.projections.filter(\.crossesPayments).map(\.table)
    // What another payment's decision holds by now stays with it.
    for table in crossing {
      let own = "intent IN (SELECT id FROM intent WHERE \(Columns.isKey))"
      try db.execute(
        sql: "DELETE FROM \(table) WHERE \(own)",
        arguments: StatementArguments(Columns.values(key)))
      for row in try fetch("SELECT * FROM \(table) WHERE \(own)", made) {
        if table == "settled_refund", try !Self.isKept(row, in: db) { try takeAway(row, db) }
        try row.insert(into: table, orIgnore: true, db)
      }
    }
    // No event knows of them.
    for table in ["claim", "told"] + crossing {
      try db.execute(
        sql: "DELETE FROM \(table) WHERE intent NOT IN (SELECT id FROM intent)")
    }
    return owners
  }

  /// Takes away whom a refund was given to that another decision had.
  private func takeAway(_ row: Row, _ db: Database) throws {
    try db.execute(
      sql: """
        DELETE FROM settled_refund
        WHERE provider = ? AND account_origin = ? AND merchant = ? AND refund_id = ?
        """,
      arguments: StatementArguments(
        ["provider", "account_origin", "merchant", "refund_id"].map { row[$0] as DatabaseValue }))
  }

  /// Gives decisions that were given to this payment back to the ones that their first events name.
  private func giveBack(in db: Database) throws -> [PaymentKey] {
    var owners: [PaymentKey] = []
    for id in try intents(in: db).compactMap(IntentID.init) {
      guard let own = try EventLog(db: db).payment(of: id), own != key else { continue }
      try db.execute(
        sql: "UPDATE intent SET (\(Schema.keyColumns)) = (?, ?, ?, ?) WHERE id = ?",
        arguments: StatementArguments(Columns.values(own) + [id.text.databaseValue]))
      if !owners.contains(own) { owners.append(own) }
    }
    return owners
  }

  private func intents(in db: Database) throws -> [String] {
    try String.fetchAll(
      db, sql: "SELECT id FROM intent WHERE \(Columns.isKey)",
      arguments: StatementArguments(Columns.values(key)))
  }

  /// Takes away the rows of the payment, and those of its decisions that were given to another.
  private func delete(_ ids: [String], _ db: Database) throws {
    for id in ids {
      for table in Self.tables where !table.isOfPayment {
        try db.execute(sql: "DELETE FROM \(table.name) WHERE intent = ?", arguments: [id])
      }
      try db.execute(sql: "DELETE FROM intent WHERE id = ?", arguments: [id])
    }
    for table in Self.tables where table.isOfPayment {
      try db.execute(
        sql: "DELETE FROM \(table.name) WHERE \(Columns.isKey)",
        arguments: StatementArguments(Columns.values(key)))
    }
  }

  private func fetch(_ sql: String, _ db: Database) throws -> [Row] {
    try Row.fetchAll(
      db.cachedStatement(sql: sql), arguments: StatementArguments(Columns.values(key)))
  }
}

extension Row {
  /// Puts the row into a table of the same columns.
  func insert(into table: String, orIgnore: Bool = false, _ db: Database) throws {
    let names = columnNames.joined(separator: ", ")
    let marks = map { _ in "?" }.joined(separator: ", ")
    try db.cachedStatement(
      sql: "INSERT \(orIgnore ? "OR IGNORE " : "")INTO \(table) (\(names)) VALUES (\(marks))"
    ).execute(arguments: StatementArguments(databaseValues))
  }

  fileprivate var valuesByColumn: [String: DatabaseValue] {
    Dictionary(map { ($0, $1) }, uniquingKeysWith: { first, _ in first })
  }
}

/// What a stored row of an intent holds, whatever the events say.
private struct HeldRow {
  let row: Row

  /// 3 bars every other decision and may have been sent, 2 bars them, 1 holds its amount, 0 holds nothing.
  let weight: Int

  init(_ row: Row) throws {
    self.row = row
    let kind = IntentKind(rawValue: try row.text("kind")) ?? .refund
    // What nobody can read holds everything.
    let state = IntentState(rawValue: try row.text("state")) ?? .unknown
    weight =
      state.isOpen(kind) ? (state.mayHaveBeenSent ? 3 : 2) : state.holdsAmount ? 1 : 0
  }

  static func all(_ ids: [String], _ db: Database) throws -> [String: HeldRow] {
    try ids.reduce(into: [:]) { all, id in
      all[id] = try Row.fetchOne(db, sql: "SELECT * FROM intent WHERE id = ?", arguments: [id])
        .map(HeldRow.init)
    }
  }

  /// The row that the events make, with the state and the amount of the stored one where that holds more.
  static func larger(_ made: Row, _ stored: [String: HeldRow]) throws -> Row {
    guard let held = stored[try made.text("id")] else { return made }
    let own = try HeldRow(made)
    var values = made.valuesByColumn
    if held.weight > own.weight {
      for column in ["state", "owner"] { values[column] = held.row[column] }
    }
    if held.weight > 0, let amount = try held.row.optionalInteger("amount_minor"),
      amount > (try made.integer("amount_minor"))
    {
      values["amount_minor"] = amount.databaseValue
    }
    return Row(
      Dictionary(uniqueKeysWithValues: values.map { ($0, $1 as (any DatabaseValueConvertible)?) }))
  }
}
