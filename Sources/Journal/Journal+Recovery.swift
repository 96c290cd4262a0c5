import GRDB
package import Payments

extension Journal {
  /// Settles what processes that are gone left behind (I10): prepared becomes discarded, sending
  /// becomes unknown.
  ///
  /// Intents of living processes, this one among them, are not touched.
  ///
  /// - Returns: The intents that were recovered, as they stand now.
  package func recoverOrphans(at time: Instant) throws(JournalError) -> [Intent] {
    for changed in try changedFromOutside() { try lockForDifference(changed, at: time) }
    return try keepingFindings(at: time) { db in
      // What a locked payment holds is left to the person who unlocks it.
      let orphans = try orphans(db).filter { try isSound(payment(of: $0.intent.id)(db), db) }
      let recovered = try orphans.map { orphan in
        try append(recovery(of: orphan, at: time, db), db)
        return try requireIntent(orphan.intent.id, db).intent
      }
      for name in Set(orphans.map(\.owner)) { owner.forget(name) }
      return recovered
    }
  }

  private func orphans(_ db: Database) throws -> [IntentRow] {
    let rows = try IntentRow.fetchAll(
      db, "WHERE state IN ('prepared', 'sending') ORDER BY created, rowid")
    return rows.filter { $0.owner != owner.name && owner.isFree($0.owner) }
  }

  /// The payments of orphans whose rows are not what their events say: what looks prepared may have been sent.
  private func changedFromOutside() throws(JournalError) -> [PaymentKey] {
    try read { db in
      try orphans(db).map { try payment(of: $0.intent.id)(db) }.filter { key in
        // The recovery itself finds whatever else is the matter, and keeps it.
        (try? isSound(key, db)) == false
      }
    }
  }

  private func isSound(_ key: PaymentKey, _ db: Database) throws -> Bool {
    do { try requireSound(key, db) } catch JournalError.rowsDiffer { return false }
    return true
  }

  /// Discards what this process prepared and did not send in time: nothing is sent of it any more.
  ///
  /// - Returns: The intents that were discarded.
  package func discardUnsent(
    preparedBefore limit: Instant, at time: Instant
  ) throws(JournalError) -> [Intent] {
    var discarded: [Intent] = []
    for overdue in try unsent() where overdue.created < limit {
      do throws(JournalError) {
        let intent = try apply(
          .discarded, to: overdue.id, actor: Self.desk, cause: "not sent in time",
          settlement: Settlement(message: "Not sent; your draft is kept."), at: time)
        discarded.append(intent)
      } catch {
        // It was sent or taken back this very moment.
        guard case .impossible = error else { throw error }
      }
    }
    return discarded
  }

  /// What this process prepared and has not sent yet, oldest first.
  package func unsent() throws(JournalError) -> [Intent] {
    try read { db in
      try IntentRow.fetchAll(
        db, "WHERE state = 'prepared' AND owner = ? ORDER BY created, rowid",
        [Columns.value(owner.name)]
      ).map(\.intent)
    }
  }

  private func recovery(
    of row: IntentRow, at time: Instant, _ db: Database
  ) throws -> EventDraft {
    let wasSending = row.intent.state == .sending
    // An accepted record may end before the attempt: that nothing was sent is then no more than what it lacks.
    let first = try EventLog(db: db).beginning(of: row.intent.id)
    let mayBeMissing = acceptances.contains { $0.sequence > first }
    let isLost = wasSending || mayBeMissing
    var draft = step(
      isLost ? .outcomeLost : .discarded, of: row, to: isLost ? .unknown : .discarded,
      actor: Self.desk, at: time)
    draft.cause = "its process is gone"
    draft.texts.put(
      wasSending
        ? "The program ended while this was being sent: nobody can say yet whether it happened."
        : mayBeMissing
          ? "The record was set back to before it was sent: nobody can say yet whether it happened."
          : "Not sent; your draft is kept.",
      as: .message)
    return draft
  }
}
