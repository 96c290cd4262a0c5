import GRDB
package import Payments
package import TextSafety

// One refund of the provider settles one decision (I23).

extension IntentEvent {
  /// Whether it rests on something that can be trusted, so that the refund it names is evidence.
  ///
  /// What came with an answer that settles nothing (cut, of another transaction, a server's error) is kept with the
  /// answer for people to read, and is nothing to go by.
  var isEvidence: Bool {
    switch self {
    case .succeeded, .accepted, .rejected, .failed, .ruledDone: true
    case .approvalRequested, .approved, .declined, .approvalExpired, .withdrawn, .discarded,
      .attemptStarted, .notSent, .outcomeLost, .replayed, .checksExhausted, .ruledNotDone:
      false
    }
  }

  /// Whether it says that no money moved.
  var isNo: Bool { self == .rejected || self == .failed || self == .notSent }
}

extension Journal {
  /// The decision that a refund of the provider settled; `nil` when it settled none.
  ///
  /// - Parameter id: A decision that is not asked for.
  package func decision(
    settledBy refundID: ForeignText, at account: AccountIdentity, besides id: IntentID? = nil
  ) throws(JournalError) -> Intent? {
    try read { db in try decision(settledBy: refundID, at: account, besides: id, db) }
  }

  /// Rows can be deleted; what the decisions themselves say, and the events that they are made of, is asked too.
  private func decision(
    settledBy refundID: ForeignText, at account: AccountIdentity, besides id: IntentID?,
    _ db: Database
  ) throws -> Intent? {
    let values: [any DatabaseValueConvertible] = [
      Columns.value(account.provider.rawValue), Columns.value(account.origin),
      Columns.value(account.merchant), Columns.value(refundID.raw), id?.text ?? "",
    ]
    let isIt = "provider = ?1 AND account_origin = ?2 AND merchant = ?3 AND"
    var questions = [
      "SELECT intent FROM settled_refund WHERE \(isIt) refund_id = ?4 AND intent <> ?5",
      "SELECT id AS intent FROM intent WHERE \(isIt) refund_id = ?4 AND id <> ?5",
    ]
    // This one looks at every event of the merchant.
    if mayHaveSettled(refundID, at: account, db) {
      questions.append(
        """
        SELECT intent FROM event
        WHERE \(isIt) kind IN (\(Self.evidence)) AND instr(facts, '"refundID"') > 0
          AND json_extract(facts, '$.refundID') = ?4 AND intent <> ?5
        """)
    }
    for question in questions {
      let row = try Row.fetchOne(
        db.cachedStatement(sql: "\(question) LIMIT 1"), arguments: StatementArguments(values))
      guard let row, let id = IntentID(try row.text("intent")) else { continue }
      return try IntentRow.fetch(id, db)?.intent
    }
    return nil
  }

  private static let evidence = IntentEvent.allCases.filter(\.isEvidence)
    .map { "'\($0.rawValue)'" }.joined(separator: ", ")

  /// The other decision that the refund of a settlement settled already; `nil` when it is free, or this one's own.
  func otherDecision(
    of settlement: Settlement, after event: IntentEvent, for intent: Intent, _ db: Database
  ) throws -> Intent? {
    guard event.isEvidence, let refundID = settlement.refundID else { return nil }
    return try decision(
      settledBy: refundID, at: intent.key.account, besides: intent.id, db)
  }

  /// Keeps an answer that names another decision's refund: it settles nothing, and a person has to look.
  func recordDuplicate(
    _ answer: StoredAnswer, attempt: Int, of row: IntentRow, refundID: ForeignText, other: Intent,
    actor: Actor, at time: Instant, _ db: Database
  ) throws -> Intent {
    let words: SafeText =
      "The answer names the refund \(refundID), which is the \(other.kind.rawValue) of \(other.amount.text) decided by \(other.actor.safe): nobody can say yet what became of this one."
    var draft = try outcome(
      row.intent.state == .sending ? .outcomeLost : nil, of: row,
      settlement: Settlement(message: words.text), actor: actor, at: time, db)
    keep(answer, of: attempt, in: &draft)
    try append(draft, db)
    try lock(row.intent, words.text, at: time, db)
    return try requireIntent(row.intent.id, db).intent
  }

  /// Locks the payments of decisions that one refund settled together, as versions before the rule allowed.
  ///
  /// - Returns: The decisions that are locked now and were not before.
  package func lockDuplicates(at time: Instant) throws(JournalError) -> [Intent] {
    let waiting = try read { db in
      try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM duplicate_refund)") ?? false
    }
    guard waiting else { return [] }
    return try change { db in
      let ids = try String.fetchAll(db, sql: "SELECT intent FROM duplicate_refund ORDER BY event")
      let second = try ids.compactMap { IntentID($0) }.map { try requireIntent($0, db).intent }
      let first = try second.compactMap { intent in
        try intent.refundID.flatMap {
          try decision(
            settledBy: $0, at: intent.key.account, besides: intent.id, db)
        }
      }
      let all = Set(first + second).sorted { $0.created < $1.created }
      for intent in all {
        let refundID: SafeText = intent.refundID?.safe ?? "the provider's"
        let words: SafeText =
          "The refund \(refundID) is on record for two decisions; one of them was not carried out. Compare both with the provider."
        try lock(intent, words.text, at: time, db)
      }
      return all
    }
  }

  private func lock(_ intent: Intent, _ words: String, at time: Instant, _ db: Database) throws {
    var draft = EventDraft(
      kind: .corrected, actor: Self.desk, time: time, key: intent.key, intent: intent.id)
    draft.texts.put(words, as: .note)
    try append(draft, db)
  }
}
