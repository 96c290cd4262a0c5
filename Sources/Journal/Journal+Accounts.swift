import GRDB
package import Payments

extension Journal {
  /// Binds a label to its merchant the first time, and refuses another merchant under that label
  /// afterwards.
  ///
  /// Throws ``JournalError/accountChanged(_:old:new:)`` until ``confirmAccount(_:_:actor:at:)`` is
  /// called.
  package func rememberAccount(
    _ name: AccountName, _ identity: AccountIdentity, at time: Instant
  ) throws(JournalError) {
    if let old = try account(name) {
      guard old == identity else { throw .accountChanged(name, old: old, new: identity) }
      return
    }
    try bind(name, to: identity, as: .accountRemembered, actor: Self.desk, at: time)
  }

  /// Records that a person confirmed the label's new merchant.
  package func confirmAccount(
    _ name: AccountName, _ identity: AccountIdentity, actor: Actor, at time: Instant
  ) throws(JournalError) {
    guard try account(name) != identity else { return }
    try bind(name, to: identity, as: .accountConfirmed, actor: actor, at: time)
  }

  /// The merchant that a label was bound to; `nil` when the label is new.
  package func account(_ name: AccountName) throws(JournalError) -> AccountIdentity? {
    try read { db in try Self.account(name, db) }
  }

  private static func account(_ name: AccountName, _ db: Database) throws -> AccountIdentity? {
    let row = try Row.fetchOne(
      db, sql: "SELECT * FROM account WHERE name = ?", arguments: [name.text])
    guard let row else { return nil }
    return AccountIdentity(
      provider: ProviderName(rawValue: try row.text("provider")),
      origin: try row.text("account_origin"), merchant: try row.text("merchant"))
  }

  private func bind(
    _ name: AccountName, to identity: AccountIdentity, as kind: EventKind, actor: Actor,
    at time: Instant
  ) throws(JournalError) {
    try change { db in
      // Another process may have bound it since it was read.
      let old = try Self.account(name, db)
      guard old != identity else { return }
      if let old, kind == .accountRemembered {
        throw JournalError.accountChanged(name, old: old, new: identity)
      }
      var draft = EventDraft(kind: kind, actor: actor, time: time)
      draft.facts.account = EventFacts.AccountFact(name: name, identity: identity)
      try append(draft, db)
    }
  }
}
