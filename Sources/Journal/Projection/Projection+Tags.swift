import GRDB
import Payments

// Tags of providers' rows that no decision of this journal has (I25).

extension Projection {
  /// Notes a tag with the row that carries it.
  func putTag(_ event: EventRecord, facts: RowFacts) throws {
    guard let fact = facts.tag else { throw missing(event) }
    try run(
      sql: """
        INSERT INTO stray_tag (provider, account_origin, merchant, tag, event)
        VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
        """,
      arguments: StatementArguments(
        Columns.values(fact.account) + [Columns.value(fact.tag), event.sequence.databaseValue]))
  }

  /// A person who accepts the record has looked at every tag that was found by then.
  func acceptTags(_ event: EventRecord) throws {
    try run(
      sql: "UPDATE stray_tag SET acceptance = ? WHERE acceptance IS NULL",
      arguments: [event.sequence])
  }
}
