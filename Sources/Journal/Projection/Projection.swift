import GRDB
import Payments
import TextSafety

/// Makes the rows from the events; the same code runs when an event is new and when all are folded
/// again.
struct Projection {
  let db: Database

  /// Applies one event to the rows.
  func apply(_ event: EventRecord, facts: RowFacts, texts: EventTexts) throws {
    switch event.kind {
    case .prepared: try insert(event, facts: facts, texts: texts)
    case .intent(let happened):
      try insertAttempt(event, facts: facts)
      try insertAnswer(event, facts: facts)
      try step(event, happened, facts: facts, texts: texts)
      try putRefunds(event, facts: facts)
    case .answered:
      try insertAnswer(event, facts: facts)
      try keepAnswer(event, facts: facts, texts: texts)
      try putRefunds(event, facts: facts)
    case .looked:
      try insertLook(event, facts: facts)
      try keepMessage(event, texts: texts)
    case .noted, .signaturesErased: break
    case .recordAccepted: try acceptTags(event)
    case .tagFound: try putTag(event, facts: facts)
    case .corrected: try correct(event, facts: facts)
    case .resolved: try resolve(event, facts: facts)
    case .released: try release(event, facts: facts)
    case .refundsSeen: try putRefunds(event, facts: facts)
    case .accountRemembered, .accountConfirmed: try putAccount(event, facts: facts)
    case .merchantNamed: try putMerchant(event, facts: facts)
    case .merchantDoubted: try putDoubt(event, facts: facts)
    case .erased: try eraseTexts(event)
    }
  }

  /// Runs one statement, which stays prepared: to compile an update of `intent` compiles all its triggers.
  func run(sql: String, arguments: StatementArguments) throws {
    try db.cachedStatement(sql: sql).execute(arguments: arguments)
  }

  // MARK: - Intents

  private func insert(_ event: EventRecord, facts: RowFacts, texts: EventTexts) throws {
    guard let intent = facts.intent, let write = facts.write else { throw missing(event) }
    let values = try IntentRow.values(intent, texts: texts, owner: event.process)
    let marks = Array(repeating: "?", count: values.count).joined(separator: ", ")
    try run(
      sql: "INSERT INTO intent VALUES (\(marks))", arguments: StatementArguments(values))
    try run(
      sql: "INSERT INTO write (intent, event, idempotency_key) VALUES (?, ?, ?)",
      arguments: [intent.id.text, event.sequence, Columns.value(write.idempotencyKey)])
  }

  private func insertAttempt(_ event: EventRecord, facts: RowFacts) throws {
    guard let attempt = facts.attempt else { return }
    guard let intent = event.intent, let number = event.attempt else { throw missing(event) }
    try run(
      sql: "INSERT INTO attempt (intent, number, event, process, nonce) VALUES (?, ?, ?, ?, ?)",
      arguments: [
        intent.text, number, event.sequence, Columns.value(event.process),
        Columns.value(attempt.nonce),
      ])
  }

  private func insertLook(_ event: EventRecord, facts: RowFacts) throws {
    guard let look = facts.look, let intent = event.intent else { throw missing(event) }
    try run(
      sql: """
        INSERT INTO look (intent, number, event, could_read)
        SELECT ?1, 1 + (SELECT count(*) FROM look WHERE intent = ?1), ?2, ?3
        """,
      arguments: [intent.text, event.sequence, look.couldRead])
  }

  /// What a look showed becomes the last word on an intent that is not at its end.
  private func keepMessage(_ event: EventRecord, texts: EventTexts) throws {
    guard let id = event.intent, let place = try place(of: id) else { throw missing(event) }
    guard !place.state.isTerminal else { return }
    try run(
      sql: "UPDATE intent SET message = coalesce(?, message) WHERE id = ?",
      arguments: [message(texts), id.text])
  }

  private func insertAnswer(_ event: EventRecord, facts: RowFacts) throws {
    guard facts.hasAnswer else { return }
    guard let intent = event.intent, let number = event.attempt else { throw missing(event) }
    try run(
      sql: """
        INSERT INTO answer (intent, attempt, event)
        SELECT intent, number, ? FROM attempt WHERE intent = ? AND number = ?
        """,
      arguments: [event.sequence, intent.text, number])
    guard db.changesCount == 1 else { throw missing(event) }
  }

  /// I3, I10: the row changes only from the state and the owner that the event was made for.
  private func step(
    _ event: EventRecord, _ happened: IntentEvent, facts: RowFacts, texts: EventTexts
  ) throws {
    guard let id = event.intent, let state = try place(of: id)?.state, let result = event.result
    else { throw missing(event) }
    guard state.after(happened) == result else { throw JournalError.impossible(happened, state) }
    let refundID = happened.isEvidence ? facts.refundID : nil
    try run(
      sql: """
        UPDATE intent SET state = ?1, owner = ?2, message = coalesce(?4, message),
          updated = CASE state WHEN ?1 THEN updated ELSE ?3 END,
          refund_id = coalesce(?5, refund_id), remaining = coalesce(?6, remaining)
        WHERE id = ?7 AND state = ?8 AND owner = ?9
        """,
      arguments: [
        result.rawValue, Columns.value(owner(after: event, happened, result)),
        event.time.milliseconds, message(texts), Columns.value(refundID?.raw),
        try facts.remaining.map { Columns.value(try IntentRow.encode($0)) }, id.text,
        state.rawValue, Columns.value(facts.formerOwner ?? event.process),
      ])
    guard db.changesCount == 1 else { throw JournalError.notOwner }
    if let refundID { try claim(refundID, for: id.text, event: event.sequence) }
  }

  /// I23: a refund stays with the first decision that it settled; a second one, from before the rule, waits to be locked.
  func claim(_ refundID: ForeignText, for intent: String, event: Int64) throws {
    try run(
      sql: """
        INSERT INTO settled_refund
        SELECT provider, account_origin, merchant, ?1, id, ?2 FROM intent WHERE id = ?3
        ON CONFLICT DO NOTHING
        """,
      arguments: [Columns.value(refundID.raw), event, intent])
    try run(
      sql: """
        INSERT INTO duplicate_refund
        SELECT intent.id, ?2 FROM intent JOIN settled_refund AS settled
          ON settled.provider = intent.provider AND settled.account_origin = intent.account_origin
            AND settled.merchant = intent.merchant AND settled.refund_id = ?1
        WHERE intent.id = ?3 AND settled.intent <> intent.id
        ON CONFLICT DO NOTHING
        """,
      arguments: [Columns.value(refundID.raw), event, intent])
  }

  /// A correction says it: nothing more is to be done by itself.
  func clearDuplicate(of intent: String) throws {
    try run(sql: "DELETE FROM duplicate_refund WHERE intent = ?", arguments: [intent])
  }

  /// Who owns an intent after an event: the process that will send or is sending; else nobody.
  private func owner(
    after event: EventRecord, _ happened: IntentEvent, _ result: IntentState
  ) -> String {
    switch result {
    case .prepared, .sending: event.process
    case .unknown: happened == .replayed ? event.process : ""
    case .awaitingApproval, .declined, .expired, .withdrawn, .discarded, .notSent, .succeeded,
      .pending, .rejected, .failed, .needsHuman, .ruledDone, .ruledNotDone:
      ""
    }
  }

  /// I7: an answer that settles nothing leaves the state alone; the replay is over, so its owner
  /// lets go.
  private func keepAnswer(_ event: EventRecord, facts: RowFacts, texts: EventTexts) throws {
    guard let id = event.intent, let place = try place(of: id) else { throw missing(event) }
    guard !place.state.isTerminal else { return }
    let lets = place.state != .sending && place.owner == event.process
    try run(
      sql: """
        UPDATE intent SET owner = ?, message = coalesce(?, message),
          remaining = coalesce(?, remaining) WHERE id = ?
        """,
      arguments: [
        Columns.value(lets ? "" : place.owner), message(texts),
        try facts.remaining.map { Columns.value(try IntentRow.encode($0)) }, id.text,
      ])
  }

  private func message(_ texts: EventTexts) -> DatabaseValue {
    Columns.value(texts[.message] == nil ? nil : texts.string(.message))
  }

  // MARK: - Payments

  private func putRefunds(_ event: EventRecord, facts: RowFacts) throws {
    if facts.hasRefunds { try put(event, into: "known_refunds") }
  }

  func put(_ event: EventRecord, into table: String) throws {
    guard event.key != nil else { throw missing(event) }
    try run(
      sql: """
        INSERT INTO \(table) (\(Schema.keyColumns), event) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET event = excluded.event
        """,
      arguments: StatementArguments(Columns.values(event.key) + [event.sequence.databaseValue]))
  }

  private func eraseTexts(_ event: EventRecord) throws {
    try run(
      sql: """
        UPDATE intent SET reason = '', note = '', ticket = '', message = '' WHERE \(Columns.isKey)
        """,
      arguments: StatementArguments(Columns.values(event.key)))
  }

  /// Where an intent stands and who works on it, without reading what else its row holds; `nil` when there is none.
  func place(of id: IntentID) throws -> (state: IntentState, owner: String)? {
    try Row.fetchOne(
      db.cachedStatement(sql: "SELECT state, owner FROM intent WHERE id = ?"), arguments: [id.text]
    ).map { row in (try row.word("state"), try row.text("owner")) }
  }

  func missing(_ event: EventRecord) -> JournalError {
    .corrupt("event \(event.sequence) lacks what it is about")
  }
}
