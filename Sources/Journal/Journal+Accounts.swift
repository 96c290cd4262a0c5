import GRDB
package import Payments

extension Journal {
  /// Binds a label to its merchant the first time, and refuses another merchant under that label
  /// afterwards.
  ///
  /// Throws ``JournalError/accountChanged(_:old:new:)`` until
  /// ``confirmAccount(_:_:mode:actor:at:)`` is called.
  package func rememberAccount(
    _ name: AccountName, _ identity: AccountIdentity, mode: Mode? = nil, at time: Instant
  ) throws(JournalError) {
    if let old = try account(name) {
      guard old == identity else { throw .accountChanged(name, old: old, new: identity) }
      return
    }
    try bind(
      name, to: identity, mode: mode, as: .accountRemembered, actor: Self.desk, at: time)
  }

  /// Records that a person confirmed which merchant a label names.
  package func confirmAccount(
    _ name: AccountName, _ identity: AccountIdentity, mode: Mode? = nil, actor: Actor,
    at time: Instant
  ) throws(JournalError) {
    guard try account(name) != identity else { return }
    try bind(name, to: identity, mode: mode, as: .accountConfirmed, actor: actor, at: time)
  }

  /// The merchant that a label was bound to; `nil` when the label is new.
  package func account(_ name: AccountName) throws(JournalError) -> AccountIdentity? {
    try read { db in try Self.account(name, db) }
  }

  private static func account(_ name: AccountName, _ db: Database) throws -> AccountIdentity? {
    let row = try Row.fetchOne(
      db, sql: "SELECT * FROM account WHERE name = ?", arguments: [name.text])
    return try row?.accountIdentity()
  }

  private func bind(
    _ name: AccountName, to identity: AccountIdentity, mode: Mode?, as kind: EventKind,
    actor: Actor, at time: Instant
  ) throws(JournalError) {
    try change { db in
      try requireRecordTables(EventCheck(db))
      // Another process may have bound it since it was read.
      let old = try Self.account(name, db)
      guard old != identity else { return }
      if let old, kind == .accountRemembered {
        throw JournalError.accountChanged(name, old: old, new: identity)
      }
      var draft = EventDraft(kind: kind, actor: actor, time: time)
      draft.facts.account = EventFacts.AccountFact(name: name, identity: identity, mode: mode)
      try append(draft, db)
    }
  }
}
