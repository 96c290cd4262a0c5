import GRDB
import Payments
import Synchronization

// What a decision rests on (I25): rows that equal the fold of their payment's events, in a record that is whole.

extension Journal {
  /// Runs a change after which money can move or a hold is freed, on a payment whose rows are what its events say.
  ///
  /// Where they are not, the payment is locked with the larger hold of both, and the change is refused with
  /// ``JournalError/rowsDiffer(_:)``; where the record itself is not whole, nothing is decided on it any more.
  func decide<Value>(
    at time: Instant, on key: (Database) throws -> PaymentKey,
    _ body: (Database) throws -> Value
  ) throws(JournalError) -> Value {
    if isChainFarBehind, obstacle == nil { try readChain(at: time) }
    return try keepingFindings(at: time) { db in
      try requireSound(key(db), db)
      return try body(db)
    }
  }

  /// Runs a change, and keeps what it finds out about the record where it is refused.
  func keepingFindings<Value>(
    at time: Instant, _ body: (Database) throws -> Value
  ) throws(JournalError) -> Value {
    do throws(JournalError) { return try change(.whileWhole, body) } catch {
      try keepFinding(error, at: time)
      throw error
    }
  }

  /// The payment of an intent that must be there, as its first event names it: its row may have been given to another.
  func payment(of id: IntentID) -> (Database) throws -> PaymentKey {
    { db in
      if let key = try EventLog(db: db).payment(of: id) { return key }
      guard let row = try IntentRow.fetch(id, db) else { throw JournalError.noSuchIntent(id) }
      return row.intent.key
    }
  }

  /// Throws unless a payment's rows equal the fold of its events, and these are as they were written.
  func requireSound(_ key: PaymentKey, _ db: Database) throws {
    try requireStanding(db)
    let check = try EventCheck(db)
    try requireCount(check)
    try requireChain(check)
    try requireRecordTables(check)
    guard try rowsAgree(key, events(of: key, check), db) else {
      throw JournalError.rowsDiffer(key)
    }
  }

  /// Locks a payment whose rows were changed from outside: the rows are made again from its events, and where they held
  /// more than these say, that hold stays.
  ///
  /// - Returns: Whether that was found now, and not before.
  @discardableResult
  func lockForDifference(_ key: PaymentKey, at time: Instant) throws(JournalError) -> Bool {
    try change { db in
      let events = try events(of: key, EventCheck(db))
      guard try !rowsAgree(key, events, db) else { return false }
      let isRepaired = try FoldShelf.shared.folding(events) { made in
        let rows = PaymentRows(key: key)
        return try rows.agreeBesidesHolds(in: db, with: made)
          && rows.agreeAcross(in: db, with: made)
      }
      if !isRepaired {
        let owners = try replaceRows(key, events, db, keepsLargerHolds: true)
        for owner in owners { try lock(owner, at: time, db) }
      }
      return try lock(key, at: time, db)
    }
  }

  /// Locks a payment for its rows, unless that is its last word already.
  ///
  /// - Returns: Whether it was locked now.
  @discardableResult
  private func lock(_ key: PaymentKey, at time: Instant, _ db: Database) throws -> Bool {
    let known = try EventLog(db: db).events(of: key).last {
      $0.kind == .corrected || $0.kind == .released
    }
    if known?.kind == .corrected, known?.cause == Self.rowsDiffer { return false }
    var draft = EventDraft(kind: .corrected, actor: Self.desk, time: time, key: key)
    draft.cause = Self.rowsDiffer
    draft.texts.put(
      "The stored rows of this payment were changed from outside. What was recorded counts, and the larger hold: compare with the provider, then release it.",
      as: .note)
    try append(draft, db)
    return true
  }

  /// Throws ``JournalError/rowsDiffer(_:)`` where rows of a payment were changed from outside and nobody was told: what a
  /// person or a read concluded from them is not recorded.
  func requireToldOfDifference(_ key: PaymentKey, at time: Instant) throws(JournalError) {
    if try lockForDifference(key, at: time) { throw .rowsDiffer(key) }
  }

  /// Makes the rows of every payment anew from its events: an earlier version read some of them in another way.
  func foldAnew() throws(JournalError) {
    let keys = try read { db in
      try Row.fetchAll(
        db, sql: "SELECT DISTINCT \(Schema.keyColumns) FROM event WHERE payment IS NOT NULL"
      ).compactMap { try $0.paymentKey() }
    }
    do {
      try queue.write { db in
        let check = try EventCheck(db)
        for key in keys {
          do {
            let events = try foundEvents(of: key, check)
            if try !rowsAgree(key, events, db) {
              try replaceRows(key, events, db, keepsLargerHolds: false)
            }
          } catch JournalError.tampered {
            // The next decision on it finds the same, and says so.
          }
        }
      }
    } catch {
      throw StoreFile.translate(error, path: path)
    }
  }

  /// Locks the payment of a decision where its rows were changed from outside, before an outcome is recorded.
  func lockIfDifferent(_ id: IntentID, at time: Instant) {
    do throws(JournalError) {
      try lockForDifference(try read(payment(of: id)), at: time)
    } catch {
      // The outcome is recorded all the same; the next decision finds the same again.
    }
  }

  /// Makes the rows of a payment what its events say, where they are not; for a person who looked at it.
  func repairRows(of key: PaymentKey, at time: Instant, _ db: Database) throws {
    try requireStanding(db)
    let check = try EventCheck(db)
    try requireCount(check)
    try requireChain(check)
    try requireRecordTables(check)
    let events = try events(of: key, check)
    guard try !rowsAgree(key, events, db) else { return }
    for owner in try replaceRows(key, events, db, keepsLargerHolds: false) {
      try lock(owner, at: time, db)
    }
  }

  /// The cause of a correction that says that rows were changed.
  static let rowsDiffer = "rows differ"

  // MARK: - Steps

  /// No event is missing: all are counted again once another connection has changed the file.
  private func requireCount(_ check: EventCheck) throws {
    let version = try Int64.fetchOne(check.db.cachedStatement(sql: "PRAGMA data_version"))
    guard version == nil || counted.withLock({ $0 }) != version else { return }
    try check.requireCount()
    counted.withLock { $0 = version }
  }

  /// The events of a payment, each as it was written and none missing.
  func events(of key: PaymentKey, _ check: EventCheck) throws -> [FoldedEvent] {
    let events = try foundEvents(of: key, check)
    try requireAll(events.count, of: key, check)
    return events
  }

  /// The events that are found by the name of a payment, each as it was written.
  private func foundEvents(of key: PaymentKey, _ check: EventCheck) throws -> [FoldedEvent] {
    try EventLog(db: check.db).hashedEvents(of: key).map(check.folded)
  }

  func rowsAgree(_ key: PaymentKey, _ events: [FoldedEvent], _ db: Database) throws -> Bool {
    try FoldShelf.shared.folding(events) { made in
      let rows = PaymentRows(key: key)
      return try rows.agree(in: db, with: made) && rows.agreeAcross(in: db, with: made)
    }
  }

  /// Puts rows made from events in place of those that are stored.
  ///
  /// - Returns: The payments to which decisions went back.
  @discardableResult
  private func replaceRows(
    _ key: PaymentKey, _ events: [FoldedEvent], _ db: Database, keepsLargerHolds: Bool
  ) throws -> [PaymentKey] {
    do {
      return try FoldShelf.shared.folding(events) { made in
        try PaymentRows(key: key).replace(in: db, by: made, keepsLargerHolds: keepsLargerHolds)
      }
    } catch is DatabaseError {
      throw JournalError.tampered(
        event: events.last?.event.sequence ?? 0, "its rows cannot be made again")
    }
  }

  /// Keeps what a refused decision found: a locked payment, or a record on which nothing is decided.
  private func keepFinding(_ error: JournalError, at time: Instant) throws(JournalError) {
    switch error {
    case .rowsDiffer(let key): try lockForDifference(key, at: time)
    case .tampered(let event, let words): try keepFinding(event: event, words, at: time)
    default: break
    }
  }
}
