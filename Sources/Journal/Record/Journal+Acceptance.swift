import GRDB
package import Payments
import Synchronization
import TextSafety
import TilldeskCrypto

extension Journal {
  /// Takes the record as it is, because a person found that there is none better (I25).
  ///
  /// The event names the highest that was witnessed; every witness up to there is content from then on, and every tag
  /// that no decision has was looked at. Throws
  /// ``JournalError/nothingToAccept`` when nothing is the matter.
  package func accept(
    evidence: String, actor: Actor, at time: Instant
  ) throws(JournalError) -> AcceptedRecord {
    guard evidence.contains(where: { $0.isLetter || $0.isNumber }) else {
      throw .acceptanceNeedsEvidence
    }
    guard !looksLikeCardNumber(evidence) else { throw .cardNumber }
    let obstacle = obstacle ?? warnings.first
    if let obstacle, obstacle == .replaced { throw .readingOnly(obstacle) }
    // A table of tags that is gone is made again below.
    let tags = obstacle == nil ? try tagMatters() : (try? tagMatters()) ?? []
    guard obstacle != nil || !tags.isEmpty else { throw .nothingToAccept }
    let accepted = AcceptedRecord(obstacle: obstacle, tags: tags)
    var takesDamage = false
    let known = try change(.always) { db in
      var lost: Set<String> = []
      if obstacle != nil {
        lost = try restoreSchema(db)
        try restoreIndexes(db)
        try removeLostTexts(db)
      }
      let draft = try acceptance(of: accepted, evidence, actor: actor, at: time, db)
      takesDamage = draft.facts.acceptance?.takesDamage == true
      try append(draft, db)
      if obstacle != nil {
        try fill(lost, db)
        try restoreRecordTables(db)
        // That a worker proves the record stays known.
        try db.execute(
          sql: """
            DELETE FROM verification WHERE scope <> 'worker';
            UPDATE record SET is_copy = 0 WHERE is_copy <> 0
            """)
      }
      return (
        try Self.acceptances(db), try TagCodes(of: Self.recordID(db), db), try EventCheck.given(db)
      )
    }
    standing.withLock { standing in
      standing.obstacle = nil
      standing.warnings = []
      standing.lacksNote = false
      standing.acceptances = known.0
      standing.codes = known.1
      standing.given = known.2
    }
    witness(isForced: obstacle != nil)
    guard obstacle != nil else { return accepted }
    forgetChain()
    try lockWhatDiffers(amongLast: takesDamage ? nil : Self.late, at: time)
    // Nobody is told that it is accepted while something is in the way still.
    try judgeStanding(isSwept: true)
    if let left = self.obstacle { throw .readingOnly(left) }
    try readChain(at: time)
    return accepted
  }

  /// The times that this record was accepted as it was, in order: decisions of before may be missing.
  package var acceptances: [RecordedAcceptance] { standing.withLock(\.acceptances) }

  static func acceptances(_ db: Database) throws -> [RecordedAcceptance] {
    try EventCheck.acceptances(db).map { event, facts in
      RecordedAcceptance(
        sequence: event.sequence, from: facts.from, to: event.time, actor: event.actor,
        isWhole: facts.isWhole)
    }
  }

  private func acceptance(
    of accepted: AcceptedRecord, _ evidence: String, actor: Actor, at time: Instant, _ db: Database
  ) throws -> EventDraft {
    let marks = accepted.obstacle == nil ? [] : witnessedMarks()
    let row = try Row.fetchOne(
      db,
      sql: """
        SELECT (SELECT count(*) FROM event) AS count,
          (SELECT time FROM event ORDER BY sequence DESC LIMIT 1) AS time
        """)
    let count = try row?.integer("count") ?? 0
    let last = try EventLog(db: db).tip().sequence
    var draft = EventDraft(kind: .recordAccepted, actor: actor, time: time)
    draft.cause = accepted.matters.map(\.text).joined(separator: " ")
    // Damage may have been found beside what is said first.
    let hasDamage = try accepted.obstacle?.isDamage ?? false || Self.finding(db) != nil
    draft.facts.acceptance = Acceptance(
      marks: marks, takesDamage: hasDamage, gap: last &- count,
      from: Instant(milliseconds: try row?.optionalInteger("time") ?? 0),
      takesTagsOnly: accepted.isOfTagsOnly ? true : nil,
      bad: hasDamage ? try EventCheck(db).badEvents() : nil)
    draft.texts.put(evidence, as: .note)
    return draft
  }

  /// The highest that was witnessed of this journal, and of others at its place.
  private func witnessedMarks() -> [Acceptance.Mark] {
    let known = standing.withLock { $0 }
    let seen = book?.read() ?? SeenWitnesses()
    let concerning = seen.concerning(journal: known.id, path: realPath)
    let byJournal = Dictionary(grouping: concerning, by: \.journal)
    var marks = byJournal.sorted { $0.key < $1.key }.compactMap { journal, witnesses in
      witnesses.max { $0.sequence < $1.sequence }.map { highest in
        Acceptance.Mark(
          journal: journal, sequence: highest.sequence, head: Hex.encode(highest.head),
          acceptance: witnesses.map(\.acceptance).max())
      }
    }
    if let tip = known.tip,
      !marks.contains(where: { $0.journal == known.id && $0.sequence >= tip.sequence })
    {
      marks.append(
        Acceptance.Mark(journal: known.id, sequence: tip.sequence, head: Hex.encode(tip.hash)))
    }
    return marks
  }

  /// Takes away free text whose event is gone from the end: the next event would meet it under its own number.
  private func removeLostTexts(_ db: Database) throws {
    try SchemaObject.settingRulesAside(db) {
      try db.execute(
        sql: "DELETE FROM event_text WHERE event > ?",
        arguments: [EventLog(db: db).tip().sequence])
    }
  }
}
