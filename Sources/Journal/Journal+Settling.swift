import GRDB
package import Payments
package import TextSafety

// Finding out what became of a decision: looks, claims, rulings.

extension Journal {
  /// Records what a look at the provider showed of a decision; its state stays as it is.
  ///
  /// Throws ``JournalError/rowsDiffer(_:)`` where it is held only because its rows were changed from outside.
  ///
  /// - Parameter words: What it showed, in one sentence; it becomes the decision's last word.
  package func record(
    _ look: StoredLook, words: String, of id: IntentID, actor: Actor, at time: Instant
  ) throws(JournalError) {
    // What stands only because rows were changed has no events that this one could follow on.
    try decide(at: time, on: payment(of: id)) { db in
      let row = try requireIntent(id, db)
      var draft = EventDraft(
        kind: .looked, actor: actor, time: time, key: row.intent.key, intent: id)
      let split = try KnownRefunds.split(look.matches)
      draft.facts.look = StoredLook(
        providerStatus: look.providerStatus, hint: look.hint, matches: split.facts,
        status: look.status, isPartial: look.isPartial, unreadable: look.unreadable,
        isGone: look.isGone, silence: look.silence)
      draft.texts.put(split.details, as: .details)
      draft.texts.put(words, as: .message)
      try append(draft, db)
    }
  }

  // MARK: - Claims

  /// Takes a decision for this process to find out about, so that no other asks at the same time.
  ///
  /// A claim is free when its process is gone, when no process can have its name, and when it is older than a look
  /// can last: its process was stopped.
  ///
  /// - Parameter patience: How long a look can last, in milliseconds.
  /// - Returns: Who has it; `nil` when this process took it.
  package func claim(
    _ id: IntentID, patience: Int64, at time: Instant
  ) throws(JournalError) -> ClaimHolder? {
    try change { db in
      if let holder = try claimHolder(of: id, at: time, db),
        holder.milliseconds.map({ $0 <= patience }) ?? true
      {
        return holder
      }
      let claim = ClaimText(process: owner.name, wall: time, boot: bootTime)
      try db.execute(
        sql: "INSERT OR REPLACE INTO claim (intent, process) VALUES (?, ?)",
        arguments: [id.text, claim.text])
      return nil
    }
  }

  /// The living process that finds out about a decision; `nil` when none does.
  package func claimHolder(
    of id: IntentID, at time: Instant
  ) throws(JournalError) -> ClaimHolder? {
    try read { db in try claimHolder(of: id, at: time, db) }
  }

  private func claimHolder(
    of id: IntentID, at time: Instant, _ db: Database
  ) throws -> ClaimHolder? {
    let text = try String.fetchOne(
      db, sql: "SELECT process FROM claim WHERE intent = ?", arguments: [id.text])
    guard let claim = text.flatMap(ClaimText.init), let process = claim.number,
      claim.process == owner.name || !owner.isFree(claim.process)
    else { return nil }
    let age = claim.boot.map { boot in
      bootTime.elapsed(since: boot, orByWall: time.milliseconds(since: claim.wall))
    }
    return ClaimHolder(process: process, milliseconds: age)
  }

  /// Gives a claim of this process back; one of another stays.
  package func unclaim(_ id: IntentID) throws(JournalError) {
    try change { db in
      try db.execute(
        sql: "DELETE FROM claim WHERE intent = ? AND (process = ?2 OR process LIKE ?2 || ' %')",
        arguments: [id.text, owner.name])
    }
  }

  // MARK: - Rulings

  /// How long after the last attempt a person must wait before ruling that nothing happened (I17).
  package static let rulingPatienceMilliseconds: Int64 = 30 * 60 * 1000
  /// How old the look may be on which such a ruling rests (I17).
  package static let rulingLookMilliseconds: Int64 = 10 * 60 * 1000

  /// Records a person's ruling on a decision whose end the provider does not tell (I17).
  ///
  /// Throws ``JournalError/rulingNeedsEvidence``, ``JournalError/rulingNeedsLook``,
  /// ``JournalError/rulingTooEarly(until:)`` or ``JournalError/refundTaken(_:)``.
  ///
  /// - Parameters:
  ///   - event: ``IntentEvent/ruledDone`` or ``IntentEvent/ruledNotDone``.
  ///   - evidence: What the ruling rests on, in the person's words.
  ///   - refundID: The provider's refund that it was, where the person found it.
  ///   - despiteGap: Whether the person was shown what the last look lacks, and has other evidence.
  package func rule(
    _ event: IntentEvent, on id: IntentID, evidence: String, refundID: ForeignText?,
    despiteGap: Bool = false, actor: Actor, at time: Instant
  ) throws(JournalError) -> Intent {
    precondition(event == .ruledDone || event == .ruledNotDone, "A ruling is a ruling.")
    guard !looksLikeCardNumber(evidence) else { throw .cardNumber }
    guard evidence.contains(where: { $0.isLetter || $0.isNumber }) else {
      throw .rulingNeedsEvidence
    }
    return try decide(at: time, on: payment(of: id)) { db in
      let row = try requireIntent(id, db)
      try requireMine(row)
      guard row.intent.state.after(event) != nil else {
        throw JournalError.impossible(event, row.intent.state)
      }
      if event == .ruledNotDone {
        try requireProof(for: row.intent, despiteGap: despiteGap, at: time, db)
      }
      let settlement = Settlement(message: "\(actor.safe): \(evidence)", refundID: refundID)
      if let other = try otherDecision(of: settlement, after: event, for: row.intent, db) {
        throw JournalError.refundTaken(other)
      }
      var draft = try outcome(
        event, of: row, settlement: settlement, actor: actor, at: time, db)
      draft.cause = despiteGap ? "ruling despite a gap" : "ruling"
      try append(draft, db)
      return try requireIntent(id, db).intent
    }
  }

  /// Throws where nobody may rule now that a decision did not happen (I17); rules nothing.
  package func requireProofOfAbsence(
    of id: IntentID, despiteGap: Bool = false, at time: Instant
  ) throws(JournalError) {
    try read { db in
      try requireProof(
        for: try requireIntent(id, db).intent, despiteGap: despiteGap, at: time, db)
    }
  }

  /// I17: a look that could read the payment, taken after the last attempt and not long ago, and
  /// time enough for a late execution to show.
  private func requireProof(
    for intent: Intent, despiteGap: Bool, at time: Instant, _ db: Database
  ) throws {
    let requests = StoredRequests(db: db)
    let attempts = try requests.attempts(of: intent.id)
    let boot = bootTime
    // Attempts of before an acceptance may be missing: they ended no later.
    let first = try EventLog(db: db).beginning(of: intent.id)
    let accepted = try EventCheck.acceptances(db).map(\.event.moment).filter { $0.event > first }
    let looks = try requests.looks(of: intent.id)
    for end in attempts.map({ $0.answered ?? $0.begun }) + accepted {
      let waited = max(
        boot.elapsed(since: end.boot, orByWall: time.milliseconds(since: end.wall)),
        boot.provenSince(end, looks: looks.map(\.moment)))
      guard waited >= Self.rulingPatienceMilliseconds else {
        let left = Self.rulingPatienceMilliseconds - max(0, waited)
        throw JournalError.rulingTooEarly(until: time.adding(milliseconds: left))
      }
    }
    let look = looks.last { despiteGap ? $0.look.tells : $0.look.couldRead }
    guard let look, despiteGap || look.look.gap == nil,
      look.moment.event > (attempts.last?.begun.event ?? 0),
      look.moment.event > (accepted.last?.event ?? 0),
      boot.elapsed(
        since: look.moment.boot, orByWall: time.milliseconds(since: look.moment.wall))
        <= Self.rulingLookMilliseconds
    else { throw JournalError.rulingNeedsLook }
  }
}
