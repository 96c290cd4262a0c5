import FoundationEssentials
import GRDB
package import Payments
import Synchronization
import TextSafety

/// What this process itself read of the chain of events (I25).
///
/// It reads the table in its own order, by no index, and believes no mark that stands in the file: so it knows which
/// events a payment has, whatever an index answers or somebody renamed since.
struct ChainMemory {
  /// The last event that was read, with all before it.
  private(set) var tip = RecordTip(sequence: 0, hash: EventRecord.root)
  /// The events that the small tables are made of which are about the whole record.
  private(set) var recordEvents: [Int64] = []
  /// The acceptance of damage under which it was read.
  private var accepted: Int64 = 0
  /// How many events each payment has, by a hash of its key that differs from process to process.
  private var counts: [Int: Int] = [:]
  /// The refunds of providers by which decisions were settled, each by such a hash of its account and its id.
  private var refunds: Set<Int> = []

  /// How many events a payment has.
  func count(of key: PaymentKey) -> Int { counts[Self.place(key)] ?? 0 }

  /// Whether an event may say that a refund of the provider settled a decision.
  func mayHaveSettled(_ refundID: ForeignText, at account: AccountIdentity) -> Bool {
    refunds.contains(Self.place(account, refundID.raw))
  }

  /// Reads the events that follow, at most so many.
  ///
  /// Throws ``JournalError/tampered(event:_:)`` at the first that is not as it was written, which is then read again
  /// the next time.
  ///
  /// - Returns: Whether there may be more.
  mutating func read(limit: Int = .max, _ check: EventCheck) throws -> Bool {
    if accepted != check.accepted {
      self = ChainMemory()
      accepted = check.accepted
    }
    let rows = try Row.fetchCursor(
      check.db.cachedStatement(
        sql: "SELECT * FROM event NOT INDEXED WHERE sequence > ? ORDER BY sequence LIMIT ?"),
      arguments: [tip.sequence, limit])
    var count = 0
    while let row = try rows.next() {
      let event = try EventRecord(row)
      let hash = try row.optionalBytes("hash") ?? []
      try check.requirePlace(of: event, hash: hash, after: tip)
      if let key = event.key { counts[Self.place(key), default: 0] += 1 }
      if let account = event.key?.account, let refundID = try event.settlingRefund {
        refunds.insert(Self.place(account, refundID.raw))
      }
      if event.kind.isOfRecord { recordEvents.append(event.sequence) }
      tip = RecordTip(sequence: event.sequence, hash: hash)
      count += 1
    }
    return count == limit
  }

  private static func place(_ key: PaymentKey) -> Int { place(key.account, key.id.raw) }

  /// By bytes: to Swift, text in another spelling is the same text.
  private static func place(_ account: AccountIdentity, _ id: String) -> Int {
    var hasher = Hasher()
    for part in [account.provider.rawValue, account.origin, account.merchant, id] {
      hasher.combine(part.utf8.count)
      for byte in part.utf8 { hasher.combine(byte) }
    }
    return hasher.finalize()
  }
}

extension EventRecord {
  /// The refund of the provider by which the event says that its decision was settled; `nil` where it says so of none.
  var settlingRefund: ForeignText? {
    get throws {
      guard case .intent(let event) = kind, event.isEvidence else { return nil }
      return try JSONDecoder().decode(RefundFact.self, from: Data(facts.utf8)).refundID
    }
  }

  private struct RefundFact: Decodable { var refundID: ForeignText? }
}

extension EventKind {
  /// Whether tables that are about the whole record are made of it.
  var isOfRecord: Bool {
    switch self {
    case .accountRemembered, .accountConfirmed, .merchantNamed, .merchantDoubted, .tagFound,
      .recordAccepted:
      true
    case .prepared, .intent, .answered, .looked, .noted, .corrected, .resolved, .released,
      .refundsSeen, .erased, .signaturesErased:
      false
    }
  }

  /// Those that tables which are about the whole record are made of, as words of SQL.
  static let ofRecord = [
    EventKind.accountRemembered, .accountConfirmed, .merchantNamed, .merchantDoubted, .tagFound,
    .recordAccepted,
  ].map { "'\($0.rawValue)'" }.joined(separator: ", ")
}

extension Journal {
  /// How many events are read at a time, so that nobody waits for the reader.
  private static let batch = 2000

  /// Reads what this process has not read of the chain yet, beside everything else.
  ///
  /// A decision does the same before its transaction, so that a long record keeps no other process from writing.
  ///
  /// - Parameter mayContinue: Asked before each piece.
  package func readChain(
    at time: Instant, while mayContinue: () -> Bool = { true }
  ) throws(JournalError) {
    do throws(JournalError) {
      try readApart { db in
        let check = try EventCheck(db)
        while mayContinue(), try chain.withLock({ try $0.read(limit: Self.batch, check) }) {}
      }
    } catch {
      guard case .tampered(let event, let words) = error else { throw error }
      try keepFinding(event: event, words, at: time)
      throw error
    }
  }

  /// Whether so many events have not been read yet that they are better read before a transaction.
  var isChainFarBehind: Bool {
    let seen = standing.withLock(\.tip)?.sequence ?? 0
    return seen - chain.withLock(\.tip).sequence > Int64(Self.batch)
  }

  /// Reads the rest of the chain inside a transaction that writes: the record goes on from what this process read.
  func requireChain(_ check: EventCheck) throws {
    guard !hasAppended else { return }
    let tip = try chain.withLock { chain in
      _ = try chain.read(check)
      return chain.tip
    }
    guard tip.sequence > 0, try EventCheck.hash(of: tip.sequence, check.db) != tip.hash else {
      return
    }
    throw JournalError.tampered(event: tip.sequence, "it is not the one that was read before")
  }

  /// Throws where other events of a payment are found by its name than were met in the chain.
  ///
  /// An older state of the record than the one that was read says nothing.
  func requireAll(_ count: Int, of key: PaymentKey, _ check: EventCheck) throws {
    // What stands in a transaction only may never come to be.
    guard !hasAppended else { return }
    let last = try EventLog(db: check.db).tip().sequence
    let (tip, known) = try chain.withLock { chain in
      _ = try chain.read(check)
      return (chain.tip.sequence, chain.count(of: key))
    }
    guard tip == last, known != count else { return }
    throw JournalError.tampered(
      event: last, "payment \(key.id.raw) has \(known) events, and \(count) are found by its name")
  }

  /// Whether an event may say that a refund of the provider settled a decision, as this process read the chain.
  ///
  /// Where the chain cannot be read, or part of it is of this transaction only, the answer is that it may.
  func mayHaveSettled(
    _ refundID: ForeignText, at account: AccountIdentity, _ db: Database
  ) -> Bool {
    guard !hasAppended else { return true }
    do {
      let check = try EventCheck(db)
      return try chain.withLock { chain in
        _ = try chain.read(check)
        return chain.mayHaveSettled(refundID, at: account)
      }
    } catch {
      return true
    }
  }

  /// Forgets what was read: the record was taken as it is, or its rules were changed.
  func forgetChain() {
    chain.withLock { $0 = ChainMemory() }
    comparedTables.withLock { $0 = nil }
  }
}
