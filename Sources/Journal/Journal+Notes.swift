import GRDB
package import Payments
package import TextSafety

/// A note that a person wrote on a payment.
package struct RecordedNote: Hashable, Sendable {
  /// When.
  package let time: Instant
  /// Who.
  package let actor: Actor
  /// What they wrote.
  package let words: SafeText
}

extension Journal {
  /// The notes on a payment, oldest first; those that were erased are left out.
  package func notes(on key: PaymentKey) throws(JournalError) -> [RecordedNote] {
    try read { db in
      let rows = try Row.fetchAll(
        db.cachedStatement(
          sql: """
            SELECT time, actor, content FROM event JOIN event_text ON event_text.event = event.sequence
            WHERE \(Columns.isKey) AND kind = '\(EventKind.noted.rawValue)'
              AND field = '\(TextField.note.rawValue)' AND content IS NOT NULL
            ORDER BY sequence
            """),
        arguments: StatementArguments(Columns.values(key)))
      return try rows.map { row in
        let content = try row.optionalBytes("content") ?? []
        return RecordedNote(
          time: Instant(milliseconds: try row.integer("time")),
          actor: Actor(try row.text("actor")),
          words: SafeText(sanitizing: String(decoding: content, as: UTF8.self)))
      }
    }
  }
}
