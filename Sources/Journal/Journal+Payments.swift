import GRDB
package import Payments
import TextSafety

extension Journal {
  /// Writes a note on a payment.
  ///
  /// Throws ``JournalError/cardNumber`` when it looks like one.
  package func note(
    _ text: String, on key: PaymentKey, actor: Actor, at time: Instant
  ) throws(JournalError) {
    try write(text, as: .noted, on: key, actor: actor, at: time)
  }

  /// The payments that a correction froze.
  package func frozenPayments() throws(JournalError) -> [PaymentKey] {
    try read { db in
      try Row.fetchAll(db, sql: "SELECT * FROM freeze ORDER BY event")
        .compactMap { try $0.paymentKey() }
    }
  }

  /// Whether a correction froze a payment.
  package func isFrozen(_ key: PaymentKey) throws(JournalError) -> Bool {
    try read { db in try Self.isFrozen(key, db) }
  }

  static func isFrozen(_ key: PaymentKey, _ db: Database) throws -> Bool {
    try Row.fetchOne(
      db.cachedStatement(sql: "SELECT 1 FROM freeze WHERE \(Columns.isKey)"),
      arguments: StatementArguments(Columns.values(key))) != nil
  }

  /// The refunds that the provider told of for a payment, over all the times it was asked.
  package func knownRefunds(for key: PaymentKey) throws(JournalError) -> [ReportedRefund] {
    try read { db in try KnownRefunds.fetch(key, db) }
  }

  /// Saves what the provider tells of now; writes nothing when that is known.
  ///
  /// A refund once named for this payment stays known. What only may belong to it is as good as the
  /// last look at a complete list.
  package func saveKnownRefunds(
    _ refunds: [ReportedRefund], isComplete: Bool = true, for key: PaymentKey, at time: Instant
  ) throws(JournalError) {
    let told = refunds.map { refund in
      // A reference is the merchant's text, and only needed while rows are sorted out.
      var refund = refund
      refund.reference = nil
      return refund
    }
    let before = try knownRefunds(for: key)
    guard KnownRefunds.merge(told, into: before, looked: isComplete) != before else { return }
    try change { db in
      let known = try KnownRefunds.fetch(key, db)
      let merged = KnownRefunds.merge(told, into: known, looked: isComplete)
      guard merged != known else { return }
      var draft = EventDraft(kind: .refundsSeen, actor: Self.desk, time: time, key: key)
      try draft.put(merged)
      try append(draft, db)
    }
  }

  /// Erases the free text about a payment: reasons, notes, tickets, messages, raw requests and
  /// answers.
  ///
  /// The chain stays whole: it holds salted hashes, and the salts go too. Throws
  /// ``JournalError/openIntent(_:)`` while a decision is not settled, since its bytes may still be
  /// needed.
  package func eraseText(
    on key: PaymentKey, actor: Actor, at time: Instant
  ) throws(JournalError) {
    try change { db in
      let rows = try IntentRow.fetchAll(db, "WHERE \(Columns.isKey)", Columns.values(key))
      if let unsettled = rows.first(where: { !$0.intent.state.isTerminal }) {
        throw JournalError.openIntent(unsettled.intent)
      }
      try append(EventDraft(kind: .erased, actor: actor, time: time, key: key), db)
      try db.execute(
        sql: """
          UPDATE event_text SET salt = NULL, content = NULL
          WHERE event IN (SELECT sequence FROM event WHERE \(Columns.isKey))
          """,
        arguments: StatementArguments(Columns.values(key)))
    }
  }

  /// The actor of what the program does by itself.
  package static var desk: Actor { Actor("tilldesk") }

  private func write(
    _ text: String, as kind: EventKind, on key: PaymentKey, actor: Actor, at time: Instant
  ) throws(JournalError) {
    guard !looksLikeCardNumber(text) else { throw .cardNumber }
    try change { db in
      var draft = EventDraft(kind: kind, actor: actor, time: time, key: key)
      draft.texts.put(text, as: .note)
      try append(draft, db)
    }
  }
}
