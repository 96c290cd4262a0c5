import GRDB
import Payments
import TextSafety

extension Schema {
  /// Which decision a provider's refund settled (I23), and what an earlier version let settle a second one.
  static let settledRefundStatements = [
    """
    CREATE TABLE settled_refund (
      provider TEXT NOT NULL, account_origin TEXT NOT NULL, merchant TEXT NOT NULL,
      refund_id TEXT NOT NULL, intent TEXT NOT NULL REFERENCES intent (id), event INTEGER NOT NULL,
      PRIMARY KEY (provider, account_origin, merchant, refund_id)) WITHOUT ROWID
    """,
    """
    CREATE TABLE duplicate_refund (
      intent TEXT NOT NULL PRIMARY KEY REFERENCES intent (id), event INTEGER NOT NULL) WITHOUT ROWID
    """,
    """
    CREATE TRIGGER settled_refund_stays BEFORE UPDATE ON settled_refund
    WHEN NEW.refund_id IS NOT OLD.refund_id OR NEW.intent IS NOT OLD.intent
    BEGIN SELECT RAISE(ABORT, 'a refund settles one decision'); END
    """,
    """
    CREATE TRIGGER settled_refund_kept BEFORE DELETE ON settled_refund
    BEGIN SELECT RAISE(ABORT, 'settled_refund rows are never deleted'); END
    """,
  ]

  /// Fills them from what is on record, and takes out the ids that came with answers nobody may trust.
  ///
  /// The rows are then those that the events make: earlier versions kept such an id and went by it later.
  static func settleRefundsOnRecord(_ db: Database) throws {
    let projection = Projection(db: db)
    var trusted: [String: String] = [:]
    let events = try Row.fetchCursor(
      db,
      sql: """
        SELECT sequence, intent, kind, facts FROM event WHERE intent IS NOT NULL
          AND (kind = 'corrected' OR instr(facts, '"refundID"') > 0) ORDER BY sequence
        """)
    while let row = try events.next() {
      let intent = try row.text("intent")
      guard let kind = EventKind(rawValue: try row.text("kind")) else { continue }
      if kind == .corrected { try projection.clearDuplicate(of: intent) }
      guard case .intent(let event) = kind, event.isEvidence,
        let refundID = try EventFacts(json: try row.text("facts")).refundID
      else { continue }
      trusted[intent] = refundID.raw
      try projection.claim(refundID, for: intent, event: try row.integer("sequence"))
    }
    try dropUntrusted(trusted, db)
  }

  private static func dropUntrusted(_ trusted: [String: String], _ db: Database) throws {
    let named = try Row.fetchAll(
      db, sql: "SELECT id, refund_id FROM intent WHERE refund_id IS NOT NULL")
    let wrong = try named.filter { row in
      let kept = trusted[try row.text("id")]
      return try row.optionalText("refund_id").map { ForeignText($0) }
        != kept.map { ForeignText($0) }
    }
    guard !wrong.isEmpty,
      let rule = try String.fetchOne(
        db, sql: "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = 'intent_terminal'"
      )
    else { return }
    // What a rule keeps from changing is what was wrong; it stands again before anybody else can write.
    try db.execute(sql: "DROP TRIGGER intent_terminal")
    for row in wrong {
      let id = try row.text("id")
      try db.execute(
        sql: "UPDATE intent SET refund_id = ? WHERE id = ?",
        arguments: [Columns.value(trusted[id]), id])
    }
    try db.execute(sql: rule)
  }
}
