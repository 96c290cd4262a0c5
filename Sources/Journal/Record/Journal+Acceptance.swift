import GRDB
package import Payments
import Sodium
import Synchronization
import TextSafety

extension Journal {
  /// Takes the record as it is, because a person found that there is none better (I25).
  ///
  /// The event names the highest that was witnessed; every witness up to there is content from then on. Throws
  /// ``JournalError/nothingToAccept`` when nothing is the matter.
  package func accept(
    evidence: String, actor: Actor, at time: Instant
  ) throws(JournalError) -> RecordObstacle {
    guard evidence.contains(where: { $0.isLetter || $0.isNumber }) else {
      throw .acceptanceNeedsEvidence
    }
    guard !looksLikeCardNumber(evidence) else { throw .cardNumber }
    guard let obstacle = obstacle ?? warnings.first else { throw .nothingToAccept }
    if obstacle == .replaced { throw .readingOnly(obstacle) }
    let acceptances = try change(.always) { db in
      try restoreRules(db)
      try append(try acceptance(of: obstacle, evidence, actor: actor, at: time, db), db)
      try db.execute(
        sql: "DELETE FROM verification; UPDATE record SET is_copy = 0 WHERE is_copy <> 0")
      return try Self.acceptances(db)
    }
    standing.withLock { standing in
      standing.obstacle = nil
      standing.warnings = []
      standing.acceptances = acceptances
    }
    witness(isForced: true)
    return obstacle
  }

  /// The times that this record was accepted as it was, in order: decisions of before may be missing.
  package var acceptances: [RecordedAcceptance] { standing.withLock(\.acceptances) }

  static func acceptances(_ db: Database) throws -> [RecordedAcceptance] {
    try EventCheck.acceptances(db).map { event, facts in
      RecordedAcceptance(
        sequence: event.sequence, from: facts.from, to: event.time, actor: event.actor)
    }
  }

  private func acceptance(
    of obstacle: RecordObstacle, _ evidence: String, actor: Actor, at time: Instant, _ db: Database
  ) throws -> EventDraft {
    let known = standing.withLock { $0 }
    let seen = book?.read() ?? SeenWitnesses()
    var highest: [String: Witness] = [:]
    for witness in seen.concerning(journal: known.id, path: realPath)
    where witness.sequence > highest[witness.journal]?.sequence ?? 0 {
      highest[witness.journal] = witness
    }
    var marks = highest.values.sorted { $0.journal < $1.journal }.map {
      Acceptance.Mark(journal: $0.journal, sequence: $0.sequence, head: Hex.encode($0.head))
    }
    if let tip = known.tip,
      !marks.contains(where: { $0.journal == known.id && $0.sequence >= tip.sequence })
    {
      marks.append(
        Acceptance.Mark(journal: known.id, sequence: tip.sequence, head: Hex.encode(tip.hash)))
    }
    let row = try Row.fetchOne(
      db,
      sql: """
        SELECT (SELECT count(*) FROM event) AS count, (SELECT max(sequence) FROM event) AS last,
          (SELECT time FROM event ORDER BY sequence DESC LIMIT 1) AS time
        """)
    let count = try row?.integer("count") ?? 0
    let last = try row?.optionalInteger("last") ?? 0
    var draft = EventDraft(kind: .recordAccepted, actor: actor, time: time)
    draft.cause = obstacle.matter.text
    draft.facts.acceptance = Acceptance(
      marks: marks, takesDamage: obstacle.isDamage, gap: last &- count,
      from: Instant(milliseconds: try row?.optionalInteger("time") ?? 0))
    draft.texts.put(evidence, as: .note)
    return draft
  }

  /// Makes the rules and indexes of the database what they have to be; tables stay as they are.
  private func restoreRules(_ db: Database) throws {
    let expected = try Fold.expectedSchema()
    let found = try SchemaObject.all(db)
    for object in found where object.type != "table" && !expected.contains(object) {
      let kind = object.type.uppercased()
      try db.execute(sql: "DROP \(kind) \(object.name.quotedDatabaseIdentifier)")
    }
    for object in expected where object.type != "table" && !found.contains(object) {
      try db.execute(sql: object.sql)
    }
  }
}
