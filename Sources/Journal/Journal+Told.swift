import GRDB
package import Payments
import TextSafety

// What happened to a person's decisions that they were not told of: a line that dropped, a process that died, an
// outcome that was found out while they were away.

extension Journal {
  /// How many decisions a person is told of at most; the others stand in the list.
  private static let newsLimit = 100

  /// Remembers that a person has seen where a decision stands.
  package func tell(_ id: IntentID) throws(JournalError) {
    try change { db in
      try db.execute(
        sql: """
          INSERT OR REPLACE INTO told (intent, event)
          SELECT ?1, max(sequence) FROM event WHERE intent = ?1 HAVING max(sequence) IS NOT NULL
          """,
        arguments: [id.text])
    }
  }

  /// The decisions of a person that came to another state than they were told of, oldest first.
  ///
  /// Those that a living process still works on are left out: it will tell.
  ///
  /// - Parameter since: Decisions made before are old news.
  package func untold(to actor: Actor, since: Instant) throws(JournalError) -> [Intent] {
    try read { db in
      try IntentRow.fetchAll(
        db,
        """
        WHERE actor = ? AND created >= ? AND state NOT IN ('prepared', 'sending')
          AND (SELECT max(sequence) FROM event WHERE event.intent = intent.id
                AND (result IS NOT NULL OR kind = 'corrected'))
            > coalesce((SELECT event FROM told WHERE told.intent = intent.id), 0)
        ORDER BY created LIMIT \(Self.newsLimit)
        """,
        [Columns.value(actor.name.raw), since.milliseconds.databaseValue]
      ).map(\.intent)
    }
  }
}
