import GRDB
package import Payments
import TextSafety

extension Journal {
  /// Makes a decision durable, before anything is sent: the intent, its exact request, and this
  /// process as its owner.
  ///
  /// Throws, and writes nothing, when the token was used, another decision on the payment is open,
  /// a refund of the same amount is pending, or the payment is frozen.
  ///
  /// - Parameters:
  ///   - claim: The names of a refund by which it may be a claim that was refunded from another payment (I28); `nil` for
  ///     none.
  ///   - acknowledged: The refunds like it that the person was told of.
  ///   - dispute: The hold for a dispute that the person was told of; `nil` for none.
  /// - Returns: The intent as it stands in the record now, created at `time`.
  package func prepare(
    _ intent: Intent, write: StoredWrite, claim: ClaimNames? = nil,
    acknowledged: Set<IntentID> = [], despite dispute: Int64? = nil, at time: Instant
  ) throws(JournalError) -> Intent {
    precondition(intent.state == .prepared, "An intent enters the journal as prepared.")
    guard !looksLikeCardNumber(intent.reason), !looksLikeCardNumber(intent.note) else {
      throw .cardNumber
    }
    let intent = intent.recorded(at: time)
    let key: (Database) throws -> PaymentKey = { _ in intent.key }
    return try decide(at: time, on: key) { db in
      try refuseRepeat(of: intent, db)
      try refuseUsedKey(write.idempotencyKey, db)
      try Self.refuseDispute(on: intent.key, seen: dispute, db)
      if let claim, intent.kind == .refund {
        let alike = try Self.claims(
          like: intent.amount, named: claim, besides: intent.key, mode: intent.mode,
          at: cautious(time, db), db)
        if let unseen = alike.first(where: { !acknowledged.contains($0.intent.id) }) {
          throw JournalError.sameClaim(unseen)
        }
      }
      var draft = preparation(of: intent, write: write, claim: claim)
      if dispute != nil { draft.cause = Self.despiteDispute }
      try append(draft, db)
      // What will be sent is what can be read back, not what was meant to be written.
      guard try IntentRow.fetch(intent.id, db)?.intent == intent,
        try StoredRequests(db: db).write(of: intent.id) == write
      else { throw JournalError.corrupt("a new intent does not read back as written") }
      return intent
    }
  }

  /// Makes an attempt durable; only then may it be sent (I1).
  ///
  /// The first attempt takes the intent from prepared to sending; a later one is a replay of an
  /// unknown outcome. Throws ``JournalError/notOwner`` when this process may not send (I10).
  ///
  /// - Parameter actor: Who has it sent; `nil` for the person who decided.
  /// - Returns: The number of the attempt, from 1.
  package func beginAttempt(
    _ id: IntentID, sealed: StoredAttempt, actor: Actor? = nil, at time: Instant
  ) throws(JournalError) -> Int {
    try decide(at: time, on: payment(of: id)) { db in
      let row = try requireIntent(id, db)
      let event: IntentEvent = row.intent.state == .unknown ? .replayed : .attemptStarted
      guard let result = row.intent.state.after(event) else {
        throw JournalError.impossible(event, row.intent.state)
      }
      // A replay under way belongs to its process until its answer is on record, to this one also.
      let mayBegin =
        event == .replayed ? row.owner.isEmpty || owner.isFree(row.owner) : row.owner == owner.name
      guard mayBegin else { throw JournalError.notOwner }
      guard try !Self.isFrozen(row.intent.key, db) else {
        throw JournalError.frozen(row.intent.key)
      }
      try Self.refuseDispute(since: id, db)
      try requireUnchanged(row.intent, db)
      let last = try Int64.fetchOne(
        db, sql: "SELECT max(number) FROM attempt WHERE intent = ?", arguments: [id.text])
      let number = Int(try Columns.number(after: last ?? 0))
      var draft = step(event, of: row, to: result, actor: actor ?? row.intent.actor, at: time)
      draft.attempt = number
      draft.facts.attempt = sealed
      try append(draft, db)
      return number
    }
  }

  /// Whether an attempt that this process began may still go out: it waits for its answer, the decision is still this
  /// process's, and its payment is not frozen (I10, I24).
  ///
  /// Throws ``JournalError/disputed(_:)`` where the payment was held for a dispute since it was confirmed.
  package func mayStillSend(attempt number: Int, of id: IntentID) throws(JournalError) -> Bool {
    try read { db in
      let row = try requireIntent(id, db)
      guard row.intent.state == .sending || row.intent.state == .unknown,
        row.owner == owner.name, try !Self.isFrozen(row.intent.key, db)
      else { return false }
      try Self.refuseDispute(since: id, db)
      do { try requireOpenAttempt(number, of: id, db) } catch JournalError.noOpenAttempt {
        return false
      }
      return true
    }
  }

  /// Records the answer to an attempt, and what it settles, in one transaction.
  ///
  /// An answer that names a refund which settled another decision settles nothing: it is kept, and the payment is
  /// locked (I23).
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
    // On a row that was changed from outside it would be recorded as what it was not.
    if event != nil { lockIfDifferent(id, at: time) }
    // What was sent has an outcome whatever became of the record (I14).
    return try change(.always) { db in
      let row = try requireIntent(id, db)
      try requireOpenAttempt(attempt, of: id, db)
      let actor = actor ?? row.intent.actor
      if let event {
        try refuseForeignNo(event, of: row, db)
        if let refundID = settlement.refundID,
          let other = try otherDecision(of: settlement, after: event, for: row.intent, db)
        {
          return try recordDuplicate(
            answer, attempt: attempt, of: row, refundID: refundID, other: other, actor: actor,
            at: time, db)
        }
      }
      var draft = try outcome(
        event, of: row, settlement: settlement, actor: actor, at: time, db)
      keep(answer, of: attempt, in: &draft)
      try append(draft, db)
      return try requireIntent(id, db).intent
    }
  }

  /// Records what happened to an intent without an attempt: a discard, a poll, an approval.
  ///
  /// Prepared and sending intents are changed by their owner only; the others by anyone, unless
  /// another living process is replaying them. Throws ``JournalError/refundTaken(_:)`` where the refund settled another
  /// decision, and ``JournalError/impossible(_:_:)`` for a no to a refund of which more than one attempt went out.
  ///
  /// - Parameter cause: What the event rests on, in a few words of ours: `undo`, `poll`, `ruling`.
  package func apply(
    _ event: IntentEvent, to id: IntentID, actor: Actor, cause: String, settlement: Settlement,
    at time: Instant
  ) throws(JournalError) -> Intent {
    precondition(
      event != .attemptStarted && event != .replayed, "An attempt is begun by beginAttempt (I1).")
    precondition(
      event != .ruledDone && event != .ruledNotDone, "A ruling is made by rule (I17).")
    return try decide(at: time, on: payment(of: id)) { db in
      let row = try requireIntent(id, db)
      try requireMine(row)
      // A read decides a cancel; of refunds it tells of one, and says nothing of the other attempts.
      if row.intent.kind == .refund { try refuseForeignNo(event, of: row, db) }
      if let other = try otherDecision(of: settlement, after: event, for: row.intent, db) {
        throw JournalError.refundTaken(other)
      }
      var draft = try outcome(event, of: row, settlement: settlement, actor: actor, at: time, db)
      draft.cause = cause
      try append(draft, db)
      return try requireIntent(id, db).intent
    }
  }
}
