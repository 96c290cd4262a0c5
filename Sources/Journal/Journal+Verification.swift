import GRDB
import Glibc
import Host
package import Payments
import TilldeskCrypto

/// What a whole verification found.
package struct RecordVerification: Hashable, Sendable {
  /// How many events there are.
  package let events: Int64
  /// The hash of the last, in hexadecimal; what people keep elsewhere to compare.
  package let head: String
  /// Payments that are locked because their rows were changed, and still differ.
  package let locked: [PaymentKey]
  /// What is not as it was written, and was accepted; `nil` where nothing is.
  package let accepted: AcceptedDamage?
}

/// Damage of the record that a person took as it stands.
package struct AcceptedDamage: Hashable, Sendable {
  /// The last event up to which it may lie: the acceptance.
  package let upTo: Int64
  /// How many events up to there are not as they were written.
  package let bad: Int64
  /// How many events up to there are missing.
  package let missing: Int64
  /// Who accepted.
  package let actor: Actor
  /// When.
  package let time: Instant
}

extension Journal {
  /// Checks the whole record: the chain of hashes, the free text, and that the events make exactly
  /// these rows.
  ///
  /// Throws ``JournalError/tampered(event:_:)`` at the first event that does not fit.
  ///
  /// - Returns: The number of events.
  package func verifyChain() throws(JournalError) -> Int {
    Int(try verifyWhole().events)
  }

  /// Checks the whole record on one state of it, in memory that does not grow with it.
  ///
  /// Throws ``JournalError/tampered(event:_:)`` at the first event that does not fit.
  ///
  /// - Parameter progress: Called now and then with the number of events checked.
  package func verifyWhole(
    progress: (Int64) -> Void = { _ in }
  ) throws(JournalError) -> RecordVerification {
    let proof = try prove(progress)
    if let table = proof.differing {
      throw .tampered(
        event: proof.found.events, "table \(table) differs from the events")
    }
    return proof.found
  }

  /// What was found, and a table that differs from the events; `nil` when none does.
  func prove(
    _ progress: (Int64) -> Void
  ) throws(JournalError) -> (found: RecordVerification, differing: String?) {
    // Beside the locks, which are on the disk of the journal: memory is for its rows.
    let scratch = path == ":memory:" ? nil : "\(owner.directory)/fold.\(owner.name)"
    defer { removeScratch(scratch) }
    removeScratch(scratch)
    return try readApart { db in
      let fold = try Fold(path: scratch)
      let (last, accepted) = try checkEvents(db, into: fold, progress)
      return try fold.finish { made in
        let locked = try Self.lockedForDifference(db)
        let found = RecordVerification(
          events: last.sequence, head: Hex.encode(last.hash), locked: locked,
          accepted: accepted)
        return (found, try differingTable(db, made, besides: locked))
      }
    }
  }

  /// How many events are handed on together, to be folded while the next are read.
  private static let batch = 1000

  /// Checks every event in order and makes its rows anew.
  func checkEvents(
    _ db: Database, into fold: Fold, _ progress: (Int64) -> Void
  ) throws -> (last: RecordTip, accepted: AcceptedDamage?) {
    let check = try EventCheck(db)
    var bad: Int64 = 0
    var last = RecordTip(sequence: 0, hash: EventRecord.root)
    var batch: [RowSource] = []
    func handOn() throws {
      // Those before are waited for: memory does not grow where folding is slower.
      try fold.finish { _ in }
      fold.continueFolding(batch)
      batch.removeAll(keepingCapacity: true)
    }
    let found = Result {
      let events = try EventLog(db: db).cursor()
      while let (event, hash) = try events.next() {
        let isAccepted = event.sequence <= check.accepted
        let (texts, isAsWritten) = try check.read(event, hash: hash, after: last)
        if !isAsWritten { bad += 1 }
        batch.append(RowSource(event, texts: texts, mayBeDamaged: isAccepted))
        if batch.count == Self.batch { try handOn() }
        last = RecordTip(sequence: event.sequence, hash: hash)
        if event.sequence.isMultiple(of: 10_000) { progress(event.sequence) }
      }
    }
    try handOn()
    // What is wrong with an earlier event comes first.
    try fold.finish { _ in }
    try found.get()
    try check.requireCount()
    try check.requireIntegrity()
    guard let taker = check.taker, bad > 0 || check.gap > 0 else { return (last, nil) }
    let accepted = AcceptedDamage(
      upTo: taker.sequence, bad: bad, missing: check.gap, actor: taker.actor, time: taker.time)
    return (last, accepted)
  }

  /// A table that does not hold what the events make; payments that are locked for it may differ.
  private func differingTable(
    _ db: Database, _ made: Database, besides locked: [PaymentKey]
  ) throws -> String? {
    let marks = locked.map { _ in "(?, ?, ?, ?)" }.joined(separator: ", ")
    let apart = locked.isEmpty ? "" : "(\(Schema.keyColumns)) NOT IN (VALUES \(marks))"
    for projection in Schema.projections {
      let condition = apart.isEmpty ? "" : projection.condition(apart)
      let sql = "SELECT * FROM \(projection.table) \(condition) ORDER BY \(projection.order)"
      let values = StatementArguments(condition.isEmpty ? [] : locked.flatMap(Columns.values))
      let folded = try Row.fetchCursor(made, sql: sql, arguments: values)
      let stored = try Row.fetchCursor(db, sql: sql, arguments: values)
      guard try Row.agree(stored, folded) else { return projection.table }
    }
    return nil
  }

  /// The payments whose present lock says that their rows were changed.
  private static func lockedForDifference(_ db: Database) throws -> [PaymentKey] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT freeze.* FROM freeze JOIN event ON event.sequence = freeze.event
        WHERE event.cause = ? ORDER BY freeze.event
        """, arguments: [rowsDiffer]
    ).compactMap { try $0.paymentKey() }
  }

  private func removeScratch(_ path: String?) {
    guard let path else { return }
    for file in DatabaseFiles.all(of: path) { unsafe unlink(file) }
  }
}

extension Schema.Projected {
  /// Leaves some payments out of the table; one that is about no payment is looked at whole.
  fileprivate func condition(_ apart: String) -> String {
    switch rows {
    case .ofPayment: "WHERE \(apart)"
    case .ofIntent: "WHERE intent IN (SELECT id FROM intent WHERE \(apart))"
    case .ofRecord: ""
    }
  }
}
