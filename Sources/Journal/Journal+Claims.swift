import GRDB
package import Payments
import TextSafety

// One claim, several payments (I28).

/// A refund that was decided lately, with the names by which a claim is recognised.
package struct RecordedClaim: Hashable, Sendable {
  /// The decision.
  package let intent: Intent
  /// Its names.
  package let names: ClaimNames
  /// What it has in common with the decision that is being made.
  package let link: ClaimNames.Link
}

extension Journal {
  /// How far back refunds of one claim are looked for: 7 days.
  package static let claimMilliseconds: Int64 = 7 * 24 * 3600 * 1000

  /// The refunds of other payments, over all accounts of one mode, of this amount and with a name in common, and those of
  /// the payment itself for the same ticket, newest first.
  package func claims(
    like amount: Money, named names: ClaimNames, besides key: PaymentKey, mode: Mode,
    at time: Instant
  ) throws(JournalError) -> [RecordedClaim] {
    try read { db in
      try Self.claims(
        like: amount, named: names, besides: key, mode: mode, at: cautious(time, db), db)
    }
  }

  /// The time now, no later than the clock since the machine started makes it after the last event: a wall clock that was
  /// set ahead ends no patience.
  func cautious(_ time: Instant, _ db: Database) throws -> Instant {
    let last = try EventLog(db: db).tip().sequence
    guard last > 0 else { return time }
    let moment = try EventLog(db: db).event(last).moment
    guard let passed = bootTime.elapsed(since: moment.boot) else { return time }
    return min(time, moment.wall.adding(milliseconds: max(0, passed)))
  }

  /// The references that a payment had at our decisions on it, each once, as bytes.
  package func references(of key: PaymentKey) throws(JournalError) -> Set<[UInt8]> {
    try read { db in
      let rows = try Row.fetchAll(
        db.cachedStatement(
          sql: """
            SELECT DISTINCT content FROM event_text JOIN write ON write.event = event_text.event
              JOIN intent ON intent.id = write.intent
            WHERE \(Columns.isKey) AND field = 'reference' AND content IS NOT NULL
            """), arguments: StatementArguments(Columns.values(key)))
      return try Set(rows.compactMap { try $0.optionalBytes("content") })
    }
  }

  /// The decisions of an account whose end is not known, on payments of this reference as it was then, oldest first.
  package func open(
    underReference reference: String, at account: AccountIdentity
  ) throws(JournalError) -> [Intent] {
    let open = try unfinished().filter { $0.key.account == account }
    return try read { db in
      let log = EventLog(db: db)
      return try open.filter { intent in
        try log.texts(of: log.beginning(of: intent.id))[.reference] == Array(reference.utf8)
      }
    }
  }

  static func claims(
    like amount: Money, named names: ClaimNames, besides key: PaymentKey, mode: Mode,
    at time: Instant, _ db: Database
  ) throws -> [RecordedClaim] {
    let rows = try Row.fetchAll(
      db.cachedStatement(
        sql: """
          SELECT intent.id, intent.ticket,
            (SELECT content FROM event_text
              WHERE event_text.event = write.event AND field = 'reference') AS reference,
            (SELECT content FROM event_text
              WHERE event_text.event = write.event AND field = 'customer') AS customer
          FROM intent JOIN write ON write.intent = intent.id
          WHERE kind = 'refund' AND amount_minor = ? AND mode = ? AND created > ?
          ORDER BY created DESC, intent.rowid DESC
          """),
      arguments: [
        amount.minor, mode.rawValue, time.adding(milliseconds: -claimMilliseconds).milliseconds,
      ])
    // Most refunds of an amount have nothing in common: only the others are read whole.
    return try rows.compactMap { row in
      let theirs = ClaimNames(
        ticket: try row.text("ticket"),
        reference: String(decoding: try row.optionalBytes("reference") ?? [], as: UTF8.self),
        customer: String(decoding: try row.optionalBytes("customer") ?? [], as: UTF8.self))
      guard let link = names.link(to: theirs), let id = IntentID(try row.text("id")),
        let intent = try IntentRow.fetch(id, db)?.intent,
        // A payment always has its reference and its payer in common with itself.
        intent.key != key || link == .ticket, intent.amount == amount, intent.holdsAmount
      else { return nil }
      return RecordedClaim(intent: intent, names: theirs, link: link)
    }
  }
}
