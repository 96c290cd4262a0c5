import GRDB
import Glibc
package import Host
import Payments
import Synchronization
package import TilldeskCrypto

/// The durable record of every decision and of what came of it.
///
/// Events are the truth: each change appends one to a hash chain and makes the rows from it, in one
/// transaction. Several processes use one file; what must hold between them (I3, I9, I10, I16) is
/// held by the database. Calls are synchronous and take about a third of a millisecond; none
/// touches the network.
package final class Journal: Sendable {
  /// The file; `:memory:` for a record that ends with the process.
  package let path: String
  /// The lock that tells other processes that this one lives.
  package let owner: OwnerLock

  let queue: DatabaseQueue
  let random: RandomSource
  /// Whether LIVE accounts use it.
  package let isLive: Bool
  /// Where it is noted how far the record was seen; `nil` for nowhere.
  let book: WitnessBook?
  /// The path without links and detours.
  let realPath: String
  /// What this process knows of the record.
  let standing = Mutex(RecordStanding())
  private let bootClock: BootClock
  private let origin: EventOrigin
  private let fuse: JournalFuse
  private let patienceSeconds: Int
  /// SQLite's number of the file's content when all events were last counted; other connections change it.
  let counted = Mutex<Int64?>(nil)
  /// The last event of the change under way.
  private let appended = Mutex<RecordTip?>(nil)
  /// What this process itself read of the chain.
  let chain = Mutex(ChainMemory())
  /// When the tables about the whole record were last compared with their events.
  let comparedTables = Mutex<ComparedTables?>(nil)
  /// SQLite's number of the file's rules when these were last found to be as they have to be.
  let knownRules = Mutex<Int64?>(nil)

  /// Opens a journal, and makes it when missing.
  ///
  /// - Parameters:
  ///   - path: On a local disk; missing directories are made for their owner only. `:memory:` for tests.
  ///   - owner: Held by this process.
  ///   - random: Gives the salts of free text.
  ///   - bootClock: The clock that people cannot set, for each event.
  ///   - origin: Where this process's person works.
  ///   - fileSystem: Tells a network file system, which is refused.
  ///   - patienceSeconds: How long to wait for another process that is writing.
  ///   - pageLimit: The most pages of 4 KiB that the file may have; `nil` for no limit but the disk.
  ///   - fuse: Fails changes on purpose.
  ///   - witness: Where it is noted how far the record was seen, so that an older or a new one in its place is found
  ///     out; `nil` for nowhere.
  ///   - isLive: Whether LIVE accounts use it: then it must lie on a disk, and nothing is decided on one that is not as
  ///     it was left.
  package init(
    path: String, owner: OwnerLock, random: RandomSource, bootClock: BootClock = .unknown,
    origin: EventOrigin = EventOrigin(host: ""), fileSystem: FileSystemCheck = .kernel,
    patienceSeconds: Int = 10, pageLimit: Int? = nil, fuse: JournalFuse = .none,
    witness: WitnessPlaces? = nil, isLive: Bool = false
  ) throws(JournalError) {
    self.path = path
    self.owner = owner
    self.random = random
    self.bootClock = bootClock
    self.origin = origin
    self.fuse = fuse
    self.isLive = isLive
    self.patienceSeconds = patienceSeconds
    let wasOlder: Bool
    (queue, wasOlder) = try StoreFile.open(
      path, fileSystem: fileSystem, locks: owner.directory, patienceSeconds: patienceSeconds,
      wantsDisk: isLive, configuration: Self.configuration(patienceSeconds, pageLimit: pageLimit),
      migrator: Schema.migrator())
    realPath = HostPath.resolved(path)
    book =
      path == ":memory:"
      ? nil
      : witness.map {
        WitnessBook(locks: owner.directory, userFolder: $0.userFolder, process: owner.name)
      }
    if wasOlder { try foldAnew() }
    try judgeStanding(isSwept: !wasOlder)
    try eraseSignatures()
  }

  /// GRDB sets `synchronous` back to NORMAL when it is told to use the write-ahead log itself, so
  /// the default journal mode is kept and both are set here.
  private static func configuration(
    _ patienceSeconds: Int, pageLimit: Int?
  ) -> Configuration {
    var configuration = Configuration()
    configuration.label = "journal"
    configuration.busyMode = .timeout(.init(patienceSeconds))
    configuration.foreignKeysEnabled = true
    configuration.prepareDatabase { db in
      try db.execute(
        sql: """
          PRAGMA journal_mode = WAL;
          PRAGMA synchronous = FULL;
          PRAGMA recursive_triggers = ON;
          PRAGMA secure_delete = ON;
          """)
      if let pageLimit { try db.execute(sql: "PRAGMA max_page_count = \(pageLimit)") }
    }
    return configuration
  }

  /// The clock that people cannot set, as it dates events.
  package var bootTime: BootTime { bootClock.now() }

  // MARK: - Access

  /// When a change may be made.
  enum Occasion {
    /// While the record is the one that was left.
    case whileWhole
    /// Whatever is the matter: what was sent has an outcome, and what was found has to be kept.
    case always
  }

  /// Runs a change in one immediate transaction: all of it happens, or nothing.
  func change<Value>(
    _ occasion: Occasion = .whileWhole, _ body: (Database) throws -> Value
  ) throws(JournalError) -> Value {
    try fuse.before()
    if occasion == .whileWhole, obstacle != nil { try reconsider() }
    let result: (value: Value, tip: RecordTip?)
    do {
      result = try queue.write { db in
        if occasion == .whileWhole { try requireStanding(db) }
        appended.withLock { $0 = nil }
        defer { appended.withLock { $0 = nil } }
        return (try body(db), appended.withLock { $0 })
      }
    } catch {
      throw StoreFile.translate(error, path: path)
    }
    if let tip = result.tip { see(tip) }
    try fuse.after()
    return result.value
  }

  /// Whether the change under way has appended an event that is not durable yet.
  var hasAppended: Bool { appended.withLock { $0 != nil } }

  /// Remembers how far the record is durable, here and outside of it.
  private func see(_ tip: RecordTip) {
    standing.withLock { standing in
      if tip.sequence > standing.tip?.sequence ?? 0 { standing.tip = tip }
    }
    if obstacle == nil { witness() }
  }

  /// Runs reads on one state of the record.
  func read<Value>(_ body: (Database) throws -> Value) throws(JournalError) -> Value {
    do {
      // `queue.read` would make the connection read-only around each call, which throws away every
      // prepared statement; a deferred transaction gives the same one state of the record.
      return try queue.inDatabase { db in
        var value: Value?
        try db.inTransaction(.deferred) {
          value = try body(db)
          return .commit
        }
        guard let value else { throw JournalError.io("a read ended without a result") }
        return value
      }
    } catch {
      throw StoreFile.translate(error, path: path)
    }
  }

  /// Runs reads on one state of the record, on a connection of their own, so that they hold up nobody.
  func readApart<Value>(_ body: (Database) throws -> Value) throws(JournalError) -> Value {
    guard path != ":memory:" else { return try read(body) }
    var configuration = Configuration()
    configuration.label = "journal reader"
    configuration.readonly = true
    configuration.busyMode = .timeout(.init(patienceSeconds))
    do {
      return try DatabaseQueue(path: path, configuration: configuration).read(body)
    } catch {
      throw StoreFile.translate(error, path: path)
    }
  }

  /// Appends an event and makes its rows, inside a transaction.
  @discardableResult
  func append(_ draft: EventDraft, _ db: Database) throws -> EventRecord {
    let log = EventLog(db: db)
    let tip = try log.tip()
    let key = try draft.intent.flatMap(log.payment) ?? draft.key
    var salts: [TextField: [UInt8]] = [:]
    for field in TextField.allCases where draft.texts[field] != nil {
      salts[field] = random.bytes(16)
    }
    let hashes = draft.texts.map { field, content in
      "\(field.rawValue):\(EventRecord.textHash(content, salt: salts[field] ?? []))"
    }
    let event = EventRecord(
      sequence: try Columns.number(after: tip.sequence), previous: tip.hash, time: draft.time,
      boot: bootClock.now(),
      process: owner.name, actor: draft.actor, origin: origin.text, key: key,
      intent: draft.intent, attempt: draft.attempt, kind: draft.kind, cause: draft.cause,
      result: draft.result, facts: try draft.facts.encoded(),
      textHashes: hashes.sorted().joined(separator: "\n"))
    try log.insert(event, texts: draft.texts, salts: salts)
    try Projection(db: db).apply(event, facts: RowFacts(draft.facts), texts: draft.texts)
    appended.withLock { $0 = RecordTip(sequence: event.sequence, hash: event.hash) }
    return event
  }
}

/// What a use case says of an event; its place in the chain is added when it is appended.
struct EventDraft {
  var kind: EventKind
  var actor: Actor
  var time: Instant
  var key: PaymentKey?
  var intent: IntentID?
  var attempt: Int?
  var cause = ""
  var result: IntentState?
  var facts = EventFacts()
  var texts: EventTexts = [:]
}

/// How the journal's connection is set up, for the doctor and for tests.
package struct StorageSettings: Hashable, Sendable {
  /// `wal`; `memory` for a journal in memory.
  package let journalMode: String
  /// 2 is FULL.
  package let synchronous: Int
  /// Whether references between rows are enforced.
  package let foreignKeys: Bool
}

extension Journal {
  /// Reads the settings back from the connection that writes.
  package func storageSettings() throws(JournalError) -> StorageSettings {
    try change { db in
      StorageSettings(
        journalMode: try String.fetchOne(db, sql: "PRAGMA journal_mode") ?? "",
        synchronous: try Int.fetchOne(db, sql: "PRAGMA synchronous") ?? -1,
        foreignKeys: try Bool.fetchOne(db, sql: "PRAGMA foreign_keys") ?? false)
    }
  }
}
