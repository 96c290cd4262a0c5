import GRDB
package import Payments
import TilldeskCrypto

// How far the record was checked, and when (I25).

extension Journal {
  /// How many events are checked at a time, so that nobody waits for the reader.
  private static let batch: Int64 = 500
  /// Below this it is not noted how far the record was checked: the next start does the little again.
  private static let worthNoting: Int64 = 200

  /// Checks the events that no process has checked yet: their hashes, their links and their free text.
  ///
  /// Reads in short pieces on a connection of its own. Throws ``JournalError/tampered(event:_:)``, after which nothing
  /// is decided on the record any more.
  ///
  /// - Parameters:
  ///   - limit: The most events that are checked now.
  ///   - mayContinue: Asked before each piece.
  package func verifyNew(
    limit: Int64 = .max, at time: Instant, while mayContinue: () -> Bool = { true }
  ) throws(JournalError) {
    var mark = try read { db in try Self.mark(db) }
    let begun = mark.sequence
    do throws(JournalError) {
      while mark.sequence - begun < limit, mayContinue() {
        let next = try readApart { db in
          try Self.verify(after: mark, limit: min(Self.batch, limit - (mark.sequence - begun)), db)
        }
        guard next != mark else { break }
        mark = next
      }
    } catch {
      if case .tampered(let event, let words) = error {
        try keepFinding(event: event, words, at: time)
      }
      throw error
    }
    guard mark.sequence - begun >= Self.worthNoting, obstacle == nil else { return }
    do throws(JournalError) { try keep("chain", mark, at: time) } catch {
      // The next start checks the same again.
    }
  }

  /// Checks what is new in the record, reads its whole chain, counts its events and looks through its file, so that fresh damage is known before a person is told of
  /// the record, or accepts it.
  package func lookForDamage(at time: Instant) throws(JournalError) {
    do throws(JournalError) {
      try verifyNew(at: time)
      try readChain(at: time)
      try read { db in
        let check = try EventCheck(db)
        try check.requireCount()
        try check.requireIntegrity()
        try requireRecordTables(check)
      }
    } catch {
      guard case .tampered(let event, let words) = error else { throw error }
      try keepFinding(event: event, words, at: time)
    }
  }

  /// Checks the whole record and keeps what came of it.
  package func verifyWholeAndKeep(
    at time: Instant, progress: (Int64) -> Void = { _ in }
  ) throws(JournalError) -> RecordVerification {
    let found: RecordVerification
    do throws(JournalError) {
      let proof = try prove(progress)
      found = proof.found
      if let table = proof.differing { try lockWhatDiffers(table, in: found, at: time) }
    } catch {
      if case .tampered(let event, let words) = error {
        try keepFinding(event: event, words, at: time)
      }
      throw error
    }
    guard obstacle == nil else { return found }
    try keep(
      "whole", RecordTip(sequence: found.events, hash: (try? Hex.decode(found.head)) ?? []),
      at: time)
    return found
  }

  /// Locks the payments whose rows were changed from outside; throws where a table is about no payment.
  private func lockWhatDiffers(
    _ table: String, in found: RecordVerification, at time: Instant
  ) throws(JournalError) {
    let new = try paymentsThatDiffer().filter { !found.locked.contains($0) }
    guard let first = new.first else {
      throw .tampered(event: found.events, "table \(table) differs from the events")
    }
    for key in new { try lockForDifference(key, at: time) }
    throw .rowsDiffer(first)
  }

  /// Locks the payments whose rows are not what the events say that are left of them, also where a person took the
  /// record as it is: nothing else would find them before a decision does.
  ///
  /// - Parameter count: How many events back they are looked for; `nil` for all.
  /// - Returns: Those that were locked now.
  @discardableResult
  func lockWhatDiffers(
    amongLast count: Int64?, at time: Instant
  ) throws(JournalError) -> [PaymentKey] {
    var locked: [PaymentKey] = []
    for key in try paymentsThatDiffer(amongLast: count)
    where try lockForDifference(key, at: time) { locked.append(key) }
    return locked
  }

  /// The same for the last events only: cheap enough to do before people are told what needs them.
  ///
  /// Damage that it meets is kept, and is told as the record's own obstacle from then on.
  package func lockWhatDiffersLately(at time: Instant) throws(JournalError) -> [PaymentKey] {
    try reconsider()
    guard obstacle == nil else { return [] }
    do throws(JournalError) {
      try readChain(at: time)
      try read { db in try requireRecordTables(EventCheck(db)) }
      return try lockWhatDiffers(amongLast: Self.late, at: time)
    } catch {
      guard case .tampered(let event, let words) = error else { throw error }
      try keepFinding(event: event, words, at: time)
      return []
    }
  }

  /// How many events back these are looked for; the whole is proved once a day.
  static let late: Int64 = 5000

  private func paymentsThatDiffer(
    amongLast count: Int64? = nil
  ) throws(JournalError) -> [PaymentKey] {
    try read { db in
      let last = try Int64.fetchOne(db, sql: "SELECT max(sequence) FROM event") ?? 0
      let keys = try Row.fetchAll(
        db,
        sql: """
          SELECT DISTINCT \(Schema.keyColumns) FROM event NOT INDEXED
          WHERE payment IS NOT NULL AND sequence > ?
          \(count == nil ? "UNION SELECT DISTINCT \(Schema.keyColumns) FROM intent" : "")
          """,
        arguments: [count.map { last - $0 } ?? 0]
      ).compactMap { try $0.paymentKey() }
      let check = try EventCheck(db)
      return try keys.filter { try !rowsAgree($0, events(of: $0, check), db) }
    }
  }

  // MARK: - A worker

  /// How old a whole verification may be before LIVE decisions wait for one, where a worker runs: a day, and an hour
  /// in which the next is made.
  package static let verificationMilliseconds: Int64 = 25 * 3600 * 1000

  /// Notes that a worker runs in this process, which checks the whole record once a day.
  package func registerWorker(at time: Instant) throws(JournalError) {
    try change { db in
      try db.execute(
        sql: "INSERT OR REPLACE INTO verification VALUES ('worker', 0, NULL, ?, ?)",
        arguments: [time.milliseconds, owner.name])
    }
  }

  /// Whether a worker runs and has not checked the whole record for too long.
  package func isVerificationOverdue(at time: Instant) throws(JournalError) -> Bool {
    try read { db in
      let row = try Row.fetchOne(
        db.cachedStatement(sql: "SELECT time, words FROM verification WHERE scope = 'worker'"))
      guard let row else { return false }
      guard try !owner.isFree(row.text("words")) else { return false }
      let whole = try Int64.fetchOne(
        db.cachedStatement(sql: "SELECT time FROM verification WHERE scope = 'whole'"))
      let latest = max(try row.integer("time"), whole ?? 0)
      return time.milliseconds(since: Instant(milliseconds: latest)) > Self.verificationMilliseconds
    }
  }

  /// When the whole record was last checked; `nil` for never.
  package func lastVerified() throws(JournalError) -> Instant? {
    try read { db in
      try Int64.fetchOne(db, sql: "SELECT time FROM verification WHERE scope = 'whole'")
        .map { Instant(milliseconds: $0) }
    }
  }

  // MARK: - Steps

  private static func mark(_ db: Database) throws -> RecordTip {
    let row = try Row.fetchOne(
      db,
      sql: """
        SELECT sequence, hash FROM verification
        WHERE scope IN ('chain', 'whole') AND hash IS NOT NULL ORDER BY sequence DESC LIMIT 1
        """)
    guard let row else { return RecordTip(sequence: 0, hash: EventRecord.root) }
    let mark = RecordTip(
      sequence: try row.integer("sequence"), hash: try row.optionalBytes("hash") ?? [])
    // A mark that the chain does not have is no mark.
    guard try mark.sequence == 0 || EventCheck.hash(of: mark.sequence, db) == mark.hash else {
      return RecordTip(sequence: 0, hash: EventRecord.root)
    }
    return mark
  }

  private static func verify(
    after mark: RecordTip, limit: Int64, _ db: Database
  ) throws -> RecordTip {
    let check = try EventCheck(db)
    var last = mark
    let rows = try Row.fetchAll(
      db, sql: "SELECT * FROM event WHERE sequence > ? ORDER BY sequence LIMIT ?",
      arguments: [mark.sequence, limit])
    for row in rows {
      let event = try EventRecord(row)
      let hash = try row.optionalBytes("hash") ?? []
      _ = try check.read(event, hash: hash, after: last)
      last = RecordTip(sequence: event.sequence, hash: hash)
    }
    return last
  }

  private func keep(_ scope: String, _ tip: RecordTip, at time: Instant) throws(JournalError) {
    try change { db in
      try db.execute(
        sql: "INSERT OR REPLACE INTO verification VALUES (?, ?, ?, ?, '')",
        arguments: [scope, tip.sequence, Columns.value(tip.hash), time.milliseconds])
    }
  }
}
