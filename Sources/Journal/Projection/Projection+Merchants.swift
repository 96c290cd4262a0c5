import GRDB
import Payments

// Labels, the names of merchants, and doubts about them.

extension Projection {
  /// Binds a label to a merchant; whatever was doubted of the label is settled by that.
  func putAccount(_ event: EventRecord, facts: RowFacts) throws {
    guard let account = facts.account else { throw missing(event) }
    try run(
      sql: """
        INSERT INTO account (name, event, provider, account_origin, merchant, mode)
        VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET event = excluded.event, provider = excluded.provider,
          account_origin = excluded.account_origin, merchant = excluded.merchant,
          mode = excluded.mode
        """,
      arguments: StatementArguments(
        [account.name.text.databaseValue, event.sequence.databaseValue]
          + Columns.values(account.identity) + [Columns.value(account.mode?.rawValue)]))
    try dropDoubt(account.name)
  }

  /// Gives a merchant a name; a name that is given anew names the new one from then on.
  func putMerchant(_ event: EventRecord, facts: RowFacts) throws {
    guard let merchant = facts.merchant else { throw missing(event) }
    let name = merchant.name
    try run(
      sql: """
        INSERT INTO merchant_name (provider, mode, origin, kind, name, event, account_origin, merchant)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET event = excluded.event, account_origin = excluded.account_origin,
          merchant = excluded.merchant
        """,
      arguments: [
        Columns.value(name.provider.rawValue), name.mode.rawValue, Columns.value(name.origin),
        name.kind.rawValue, Columns.value(name.name), event.sequence,
        Columns.value(merchant.identity.origin), Columns.value(merchant.identity.merchant),
      ])
  }

  /// Notes that a provider names another merchant for a label, or the recorded one again.
  func putDoubt(_ event: EventRecord, facts: RowFacts) throws {
    guard let doubt = facts.doubt else { throw missing(event) }
    guard let told = doubt.told else { return try dropDoubt(doubt.account) }
    try run(
      sql: """
        INSERT INTO merchant_doubt (account, event, told) VALUES (?, ?, ?)
        ON CONFLICT DO UPDATE SET event = excluded.event, told = excluded.told
        """,
      arguments: [doubt.account.text, event.sequence, Columns.value(told)])
  }

  private func dropDoubt(_ account: AccountName) throws {
    try run(sql: "DELETE FROM merchant_doubt WHERE account = ?", arguments: [account.text])
  }
}
