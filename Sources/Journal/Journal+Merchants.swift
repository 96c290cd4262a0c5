import GRDB
package import Payments

// Which merchant is meant: names on record, and the same payment under another merchant's name.

extension Journal {
  /// Every name on record, and what labels were bound to.
  package func merchantBook() throws(JournalError) -> MerchantBook {
    try withRecordTables { tables, record in
      var book = MerchantBook()
      for row in try Row.fetchAll(tables, sql: "SELECT * FROM merchant_name") {
        let event = try EventLog(db: record).event(row.integer("event"))
        book.names[try row.merchantName()] = MerchantBook.Entry(
          identity: try row.accountIdentity(), since: event.time, actor: event.actor,
          cause: event.cause)
      }
      for row in try Row.fetchAll(tables, sql: "SELECT * FROM account") {
        guard let label = AccountName(try row.text("name")) else { continue }
        book.labels[label] = MerchantBook.Label(
          identity: try row.accountIdentity(),
          mode: try row.optionalText("mode").flatMap(Mode.init(rawValue:)))
      }
      for row in try Row.fetchAll(tables, sql: "SELECT account, told FROM merchant_doubt") {
        guard let label = AccountName(try row.text("account")) else { continue }
        book.doubts[label] = try row.text("told")
      }
      return book
    }
  }

  /// Records names of a merchant, all or none; those on record already are left alone.
  ///
  /// Throws ``JournalError/merchantNameTaken(_:)`` when one names another merchant, also by the other word for it.
  ///
  /// - Parameters:
  ///   - cause: By whose word, in a few words of ours.
  ///   - isMoving: Whether a person says that names of another merchant are this one's.
  package func name(
    _ identity: AccountIdentity, _ names: [MerchantName], cause: String, isMoving: Bool = false,
    actor: Actor = Journal.desk, at time: Instant
  ) throws(JournalError) {
    guard !names.isEmpty else { return }
    try change { db in
      try requireRecordTables(EventCheck(db))
      for name in names {
        let own = try Self.identity(of: name, db)
        guard own != identity else { continue }
        let twin = own == nil ? name.twin : nil
        let known = try own ?? twin.flatMap { try Self.identity(of: $0, db) }
        if let known, known != identity, !isMoving { throw JournalError.merchantNameTaken(known) }
        var draft = EventDraft(kind: .merchantNamed, actor: actor, time: time)
        draft.cause = cause
        draft.facts.merchant = EventFacts.MerchantFact(name: name, identity: identity)
        try append(draft, db)
      }
    }
  }

  /// Records what a provider called the merchant of a label, where that is not what is on record;
  /// `nil` when it calls it the recorded name again.
  package func doubt(
    _ account: AccountName, told: String?, at time: Instant
  ) throws(JournalError) {
    try change { db in
      try requireRecordTables(EventCheck(db))
      let known = try String.fetchOne(
        db, sql: "SELECT told FROM merchant_doubt WHERE account = ?", arguments: [account.text])
      guard known != told else { return }
      var draft = EventDraft(kind: .merchantDoubted, actor: Self.desk, time: time)
      draft.facts.doubt = EventFacts.DoubtFact(account: account, told: told)
      try append(draft, db)
    }
  }

  /// Whether decisions of a merchant were made in another mode: earlier versions did not tell modes apart.
  package func hasDecisions(
    of identity: AccountIdentity, outside mode: Mode
  ) throws(JournalError) -> Bool {
    try read { db in
      try Row.fetchOne(
        db,
        sql: """
          SELECT 1 FROM intent
          WHERE provider = ? AND account_origin = ? AND merchant = ? AND mode <> ? LIMIT 1
          """,
        arguments: StatementArguments(
          Columns.values(identity) + [mode.rawValue.databaseValue])) != nil
    }
  }

  /// Decisions on a payment of this id at this provider that stand under another merchant's name, oldest first: those in
  /// this mode, and those at this address, whose mode may have been a mistake.
  package func intents(
    elsewhereThan key: PaymentKey, mode: Mode
  ) throws(JournalError) -> [Intent] {
    try read { db in
      try IntentRow.fetchAll(
        db,
        """
        WHERE provider = ? AND payment = ? AND (mode = ? OR account_origin = ?)
        ORDER BY created, rowid
        """,
        [
          Columns.value(key.account.provider.rawValue), Columns.value(key.id.raw),
          mode.rawValue.databaseValue, Columns.value(key.account.origin),
        ]
      ).map(\.intent).filter { $0.key != key }
    }
  }

  /// The latest decisions of a merchant, those whose end is not known first.
  package func decisions(
    of identity: AccountIdentity, limit: Int
  ) throws(JournalError) -> [Intent] {
    let closed = IntentState.allCases.filter(\.isTerminal)
    let marks = closed.map { _ in "?" }.joined(separator: ", ")
    return try read { db in
      try IntentRow.fetchAll(
        db,
        """
        WHERE provider = ? AND account_origin = ? AND merchant = ?
        ORDER BY state IN (\(marks)), created DESC, rowid DESC LIMIT \(limit)
        """,
        Columns.values(identity) + closed.map { $0.rawValue.databaseValue }
      ).map(\.intent)
    }
  }

  private static func identity(
    of name: MerchantName, _ db: Database
  ) throws -> AccountIdentity? {
    try Row.fetchOne(
      db,
      sql: """
        SELECT * FROM merchant_name
        WHERE provider = ? AND mode = ? AND origin = ? AND kind = ? AND name = ?
        """,
      arguments: [
        Columns.value(name.provider.rawValue), name.mode.rawValue, Columns.value(name.origin),
        name.kind.rawValue, Columns.value(name.name),
      ])?.accountIdentity()
  }
}

extension Row {
  /// The merchant of a row that always has one.
  func accountIdentity() throws -> AccountIdentity {
    AccountIdentity(
      provider: ProviderName(rawValue: try text("provider")), origin: try text("account_origin"),
      merchant: try text("merchant"))
  }

  /// The name of a row of `merchant_name`.
  func merchantName() throws -> MerchantName {
    MerchantName(
      provider: ProviderName(rawValue: try text("provider")), mode: try word("mode"),
      origin: try text("origin"), kind: try word("kind"), name: try text("name"))
  }
}

extension Columns {
  /// The three columns of a merchant.
  static func values(_ identity: AccountIdentity) -> [DatabaseValue] {
    [
      value(identity.provider.rawValue), value(identity.origin), value(identity.merchant),
    ]
  }
}
