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

  /// The refunds of other payments, over all accounts of one mode, of this amount and with a name in common, newest
  /// first.
  package func claims(
    like amount: Money, named names: ClaimNames, besides key: PaymentKey, mode: Mode,
    at time: Instant
  ) throws(JournalError) -> [RecordedClaim] {
    try read { db in
      try Self.claims(like: amount, named: names, besides: key, mode: mode, at: time, db)
    }
  }

  static func claims(
    like amount: Money, named names: ClaimNames, besides key: PaymentKey, mode: Mode,
    at time: Instant, _ db: Database
  ) throws -> [RecordedClaim] {
    let start = time.adding(milliseconds: -claimMilliseconds)
    let rows = try IntentRow.fetchAll(
      db,
      """
      WHERE created > ? AND kind = 'refund' AND amount_minor = ? AND mode = ?
      ORDER BY created DESC, rowid DESC
      """,
      [
        start.milliseconds.databaseValue, amount.minor.databaseValue, Columns.value(mode.rawValue),
      ])
    let log = EventLog(db: db)
    return try rows.map(\.intent).compactMap { intent in
      guard intent.key != key, intent.amount == amount, intent.holdsAmount else { return nil }
      let event = try Int64.fetchOne(
        db.cachedStatement(sql: "SELECT event FROM write WHERE intent = ?"),
        arguments: [intent.id.text])
      let texts = try event.map(log.texts) ?? [:]
      let theirs = ClaimNames(
        ticket: intent.ticket, reference: texts.string(.reference),
        customer: texts.string(.customer))
      return names.link(to: theirs).map {
        RecordedClaim(intent: intent, names: theirs, link: $0)
      }
    }
  }
}
