import GRDB
import Payments

extension Journal {
  /// An intent that must be there.
  func requireIntent(_ id: IntentID, _ db: Database) throws -> IntentRow {
    guard let row = try IntentRow.fetch(id, db) else { throw JournalError.noSuchIntent(id) }
    return row
  }

  /// I3, I16: the same rules stand in the schema; here they find out what is in the way.
  func refuseRepeat(of intent: Intent, _ db: Database) throws {
    if let token = intent.decisionToken {
      let used = try IntentRow.fetchAll(db, "WHERE decision_token = ?", [Columns.value(token)])
      if let earlier = used.first { throw JournalError.decisionTokenUsed(earlier.intent) }
    }
    let key = Columns.values(intent.key)
    let others = try IntentRow.fetchAll(db, "WHERE \(Columns.isKey)", key).map(\.intent)
    // By the payment too: an index of its own leads to a token, and may be damaged.
    if let token = intent.decisionToken,
      let earlier = others.first(where: { $0.decisionToken == token })
    {
      throw JournalError.decisionTokenUsed(earlier)
    }
    if try Self.isFrozen(intent.key, db) { throw JournalError.frozen(intent.key) }
    if let open = others.first(where: \.isOpen) { throw JournalError.openIntent(open) }
    let twin = others.first {
      $0.kind == .refund && $0.state == .pending && $0.amount == intent.amount
    }
    if let twin, intent.kind == .refund { throw JournalError.sameAmountPending(twin) }
  }

  /// I6: a key that may have left is not used for another write; the same rule stands in the schema.
  func refuseUsedKey(_ key: String?, _ db: Database) throws {
    guard let key else { return }
    let isUsed = try Bool.fetchOne(
      db,
      sql: """
        SELECT EXISTS (
          SELECT 1 FROM write JOIN intent ON intent.id = write.intent
          WHERE write.idempotency_key = ? AND intent.state NOT IN ('notSent', 'discarded'))
        """,
      arguments: [key])
    if isUsed == true { throw JournalError.duplicate }
  }

  /// An attempt waits for its answer, and its process is this one or gone.
  func requireOpenAttempt(_ number: Int, of id: IntentID, _ db: Database) throws {
    let row = try Row.fetchOne(
      db,
      sql: """
        SELECT process FROM attempt WHERE intent = ? AND number = ? AND NOT EXISTS (
          SELECT 1 FROM answer WHERE answer.intent = attempt.intent AND answer.attempt = number)
        """,
      arguments: [id.text, number])
    guard let row else { throw JournalError.noOpenAttempt(number) }
    let process = try row.text("process")
    guard process == owner.name || owner.isFree(process) else { throw JournalError.notOwner }
  }

  /// I7, I22: a no speaks for its own attempt, and one of several says nothing of the others.
  ///
  /// Only a success under the same key speaks for all of them, whatever the status of the answer.
  func refuseForeignNo(_ event: IntentEvent, of row: IntentRow, _ db: Database) throws {
    guard event.isNo else { return }
    let attempts = try Int.fetchOne(
      db, sql: "SELECT count(*) FROM attempt WHERE intent = ?", arguments: [row.intent.id.text])
    guard (attempts ?? 0) <= 1 else { throw JournalError.impossible(event, row.intent.state) }
  }

  /// I10: what is prepared or sent belongs to its process; a replay under way belongs to its own.
  func requireMine(_ row: IntentRow) throws {
    switch row.intent.state {
    case .prepared, .sending:
      guard row.owner == owner.name else { throw JournalError.notOwner }
    case .unknown, .needsHuman, .awaitingApproval, .pending, .declined, .expired, .withdrawn,
      .discarded, .notSent, .succeeded, .rejected, .failed, .ruledDone, .ruledNotDone:
      guard row.owner.isEmpty || row.owner == owner.name || owner.isFree(row.owner) else {
        throw JournalError.notOwner
      }
    }
  }

  /// I18: what is sent is what was confirmed; both are read anew from the record.
  func requireUnchanged(_ intent: Intent, _ db: Database) throws {
    let requests = StoredRequests(db: db)
    guard let write = try requests.write(of: intent.id),
      try requests.decisionHash(of: intent.id) == DecisionHash.of(intent, write)
    else { throw JournalError.corrupt("a stored request is not the one that was confirmed") }
  }
}
