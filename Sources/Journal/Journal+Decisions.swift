import GRDB
package import Payments
import TextSafety

extension Journal {
  /// Makes a decision durable, before anything is sent: the intent, its exact request, and this process as its owner.
  ///
  /// Throws, and writes nothing, when the token was used, another decision on the payment is open, a refund of
  /// the same amount is pending, or the payment is frozen.
  ///
  /// - Returns: The intent as it stands in the record now, created at `time`.
  package func prepare(
    _ intent: Intent, write: StoredWrite, at time: Instant
  ) throws(JournalError) -> Intent {
    precondition(intent.state == .prepared, "An intent enters the journal as prepared.")
    guard !looksLikeCardNumber(intent.reason), !looksLikeCardNumber(intent.note) else {
      throw .cardNumber
    }
    let intent = intent.recorded(at: time)
    return try change { db in
      try refuseRepeat(of: intent, db)
      try append(preparation(of: intent, write: write), db)
      // What will be sent is what can be read back, not what was meant to be written.
      guard try IntentRow.fetch(intent.id, db)?.intent == intent,
        try StoredRequests(db: db).write(of: intent.id) == write
      else { throw JournalError.corrupt("a new intent does not read back as written") }
      return intent
    }
  }

  /// Makes an attempt durable; only then may it be sent (I1).
  ///
  /// The first attempt takes the intent from prepared to sending; a later one is a replay of an unknown outcome.
  /// Throws ``JournalError/notOwner`` when this process may not send (I10).
  ///
  /// - Parameter actor: Who has it sent; `nil` for the person who decided.
  /// - Returns: The number of the attempt, from 1.
  package func beginAttempt(
    _ id: IntentID, sealed: StoredAttempt, actor: Actor? = nil, at time: Instant
  ) throws(JournalError) -> Int {
    try change { db in
      let row = try requireIntent(id, db)
      let event: IntentEvent = row.intent.state == .unknown ? .replayed : .attemptStarted
      guard let result = row.intent.state.after(event) else {
        throw JournalError.impossible(event, row.intent.state)
      }
      // A replay under way belongs to its process until its answer is on record, to this one also.
      let mayBegin =
        event == .replayed ? row.owner.isEmpty || owner.isFree(row.owner) : row.owner == owner.name
      guard mayBegin else { throw JournalError.notOwner }
      let last = try Int.fetchOne(
        db, sql: "SELECT max(number) FROM attempt WHERE intent = ?", arguments: [id.text])
      let number = (last ?? 0) + 1
      var draft = step(event, of: row, to: result, actor: actor ?? row.intent.actor, at: time)
      draft.attempt = number
      draft.facts.attempt = StoredAttempt(
        body: nil, nonce: sealed.nonce, timestamp: sealed.timestamp)
      draft.texts.put(sealed.body ?? [], as: .envelope)
      try append(draft, db)
      return number
    }
  }

  /// Records the answer to an attempt, and what it settles, in one transaction.
  ///
  /// - Parameters:
  ///   - answer: The evidence and its judgement.
  ///   - attempt: The attempt that it answers, begun by this process or by one that is gone.
  ///   - event: What the answer does to the intent; `nil` keeps the answer and leaves the state alone (I7).
  ///   - settlement: What is known now.
  ///   - actor: Who had it sent; `nil` for the person who decided.
  package func record(
    _ answer: StoredAnswer, attempt: Int, of id: IntentID, event: IntentEvent?,
    settlement: Settlement, actor: Actor? = nil, at time: Instant
  ) throws(JournalError) -> Intent {
    try change { db in
      let row = try requireIntent(id, db)
      try requireOpenAttempt(attempt, of: id, db)
      if let event { try refuseForeignNo(event, answer, attempt: attempt, of: row, db) }
      var draft = try outcome(
        event, of: row, settlement: settlement, actor: actor ?? row.intent.actor, at: time, db)
      draft.attempt = attempt
      draft.cause = "answer"
      var kept = answer
      kept.body = []
      draft.facts.answer = kept
      draft.texts.put(answer.body, as: .answer)
      try append(draft, db)
      return try requireIntent(id, db).intent
    }
  }

  /// Records what happened to an intent without an attempt: a discard, a poll, an approval, a ruling.
  ///
  /// Prepared and sending intents are changed by their owner only; the others by anyone, unless another living
  /// process is replaying them.
  ///
  /// - Parameter cause: What the event rests on, in a few words of ours: `undo`, `poll`, `ruling`.
  package func apply(
    _ event: IntentEvent, to id: IntentID, actor: Actor, cause: String, settlement: Settlement,
    at time: Instant
  ) throws(JournalError) -> Intent {
    precondition(
      event != .attemptStarted && event != .replayed, "An attempt is begun by beginAttempt (I1).")
    return try change { db in
      let row = try requireIntent(id, db)
      try requireMine(row)
      var draft = try outcome(event, of: row, settlement: settlement, actor: actor, at: time, db)
      draft.cause = cause
      try append(draft, db)
      return try requireIntent(id, db).intent
    }
  }
}

// MARK: - Drafts

extension Journal {
  private func preparation(of intent: Intent, write: StoredWrite) -> EventDraft {
    var draft = EventDraft(
      kind: .prepared, actor: intent.actor, time: intent.created, key: intent.key,
      intent: intent.id, cause: "confirmed", result: .prepared)
    var request = write
    request.body = []
    draft.facts.intent = intent.withoutText
    draft.facts.write = request
    draft.texts.put(intent.reason, as: .reason)
    draft.texts.put(intent.note, as: .note)
    draft.texts.put(intent.ticket, as: .ticket)
    draft.texts.put(intent.message, as: .message)
    draft.texts.put(write.body, as: .body)
    return draft
  }

  /// A transition; the row changes only if state and owner are still those that were read.
  func step(
    _ event: IntentEvent, of row: IntentRow, to result: IntentState, actor: Actor, at time: Instant
  ) -> EventDraft {
    var draft = EventDraft(
      kind: .intent(event), actor: actor, time: time, key: row.intent.key, intent: row.intent.id,
      result: result)
    draft.facts.formerOwner = row.owner
    return draft
  }

  /// A transition, or an answer alone, with what is known after it.
  private func outcome(
    _ event: IntentEvent?, of row: IntentRow, settlement: Settlement, actor: Actor,
    at time: Instant, _ db: Database
  ) throws -> EventDraft {
    var draft: EventDraft
    if let event {
      guard let result = row.intent.state.after(event) else {
        throw JournalError.impossible(event, row.intent.state)
      }
      draft = step(event, of: row, to: result, actor: actor, at: time)
    } else {
      draft = EventDraft(
        kind: .answered, actor: actor, time: time, key: row.intent.key, intent: row.intent.id)
    }
    draft.texts.put(settlement.message, as: .message)
    draft.facts.refundID = settlement.refundID
    draft.facts.remaining = settlement.reportedRemaining
    if !settlement.knownRefunds.isEmpty {
      let known = try KnownRefunds.fetch(row.intent.key, db)
      try draft.put(KnownRefunds.merge(settlement.knownRefunds, into: known, looked: false))
    }
    return draft
  }
}

extension EventDraft {
  /// Puts the list of known refunds in, its free text beside it.
  mutating func put(_ refunds: [ReportedRefund]) throws {
    let split = try KnownRefunds.split(refunds)
    facts.refunds = split.facts
    texts.put(split.details, as: .details)
  }
}

// MARK: - Checks

extension Journal {
  /// An intent that must be there.
  func requireIntent(_ id: IntentID, _ db: Database) throws -> IntentRow {
    guard let row = try IntentRow.fetch(id, db) else { throw JournalError.noSuchIntent(id) }
    return row
  }

  /// I3, I16: the same rules stand in the schema; here they find out what is in the way.
  private func refuseRepeat(of intent: Intent, _ db: Database) throws {
    if let token = intent.decisionToken {
      let used = try IntentRow.fetchAll(db, "WHERE decision_token = ?", [Columns.value(token)])
      if let earlier = used.first { throw JournalError.decisionTokenUsed(earlier.intent) }
    }
    let key = Columns.values(intent.key)
    let frozen = try Row.fetchOne(
      db, sql: "SELECT 1 FROM freeze WHERE \(Columns.isKey)", arguments: StatementArguments(key))
    if frozen != nil { throw JournalError.frozen(intent.key) }
    let others = try IntentRow.fetchAll(db, "WHERE \(Columns.isKey)", key).map(\.intent)
    if let open = others.first(where: \.isOpen) { throw JournalError.openIntent(open) }
    let twin = others.first {
      $0.kind == .refund && $0.state == .pending && $0.amount == intent.amount
    }
    if let twin, intent.kind == .refund { throw JournalError.sameAmountPending(twin) }
  }

  private func requireOpenAttempt(_ number: Int, of id: IntentID, _ db: Database) throws {
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

  /// I7: a no to one attempt says nothing of another that is not accounted for.
  ///
  /// Only a 2xx under the same idempotency key speaks for all of them.
  private func refuseForeignNo(
    _ event: IntentEvent, _ answer: StoredAnswer, attempt: Int, of row: IntentRow, _ db: Database
  ) throws {
    guard event == .rejected || event == .failed || event == .notSent else { return }
    let attempts = try Int.fetchOne(
      db, sql: "SELECT count(*) FROM attempt WHERE intent = ?", arguments: [row.intent.id.text])
    guard let attempts, attempts > 1 else { return }
    let write = try StoredRequests(db: db).write(of: row.intent.id)
    let speaksForAll =
      write?.idempotencyKey != nil && (200..<300).contains(answer.httpStatus ?? 0)
    guard speaksForAll else { throw JournalError.impossible(event, row.intent.state) }
  }

  /// I10: what is prepared or sent belongs to its process; a replay under way belongs to its own.
  private func requireMine(_ row: IntentRow) throws {
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
}
