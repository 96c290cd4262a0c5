import GRDB
import Glibc
import Host
import Payments
import Synchronization
import TextSafety
import TilldeskCrypto

// Whether the record is the one that was left (I25).

/// The last event that was seen of a record.
struct RecordTip: Hashable, Sendable {
  var sequence: Int64
  var hash: [UInt8]
}

/// What a process knows of the record that it has open.
struct RecordStanding: Sendable {
  /// The journal's own name.
  var id = ""
  /// Why nothing may be decided; `nil` when nothing is in the way.
  var obstacle: RecordObstacle?
  /// What a person should know although work goes on.
  var warnings: [RecordObstacle] = []
  /// The last event seen.
  var tip: RecordTip?
  /// The times that the record was accepted as it was.
  var acceptances: [RecordedAcceptance] = []
  /// What was witnessed and is given up.
  var given = GivenUp()
  /// Whether the note beside it was lost: none is written until a person accepts that.
  var lacksNote = false
  /// The codes that its tags have, and had.
  var codes = TagCodes(of: "")
  /// Whether signatures of older versions were found and erased.
  var erasedSignatures = false
  /// The file that was opened; `nil` in memory.
  var file: FileIdentity?
  /// The same, as it is noted outside of the record.
  var mark: FileMark?
}

extension Journal {
  /// The journal's own name: 32 digits that no other has.
  package var id: String { standing.withLock(\.id) }

  /// Why nothing may be decided on the record; `nil` when nothing is in the way.
  package var obstacle: RecordObstacle? { standing.withLock(\.obstacle) }

  /// What a person should know although work goes on: a journal of tests that was restored or removed.
  package var warnings: [RecordObstacle] { standing.withLock(\.warnings) }

  /// The number and the hash of the last event that this process saw: what people can keep elsewhere to compare.
  package var head: (sequence: Int64, hash: String)? {
    standing.withLock(\.tip).map { ($0.sequence, Hex.encode($0.hash)) }
  }

  /// Finds out whether the record is the one that was left; called once, when it is opened.
  ///
  /// - Parameter isSwept: Whether no earlier version has written to it.
  func judgeStanding(isSwept: Bool) throws(JournalError) {
    try read(Self.requireTruth)
    do {
      try nameRecord(isSwept: isSwept)
    } catch {
      throw StoreFile.translate(error, path: path)
    }
    let seen = book?.read() ?? SeenWitnesses()
    let (found, untold) = try read { db -> (RecordStanding, Witness?) in
      var standing = RecordStanding()
      standing.erasedSignatures = erasedSignatures
      standing.file = path == ":memory:" ? nil : FileIdentity(path)
      standing.mark = path == ":memory:" ? nil : FileMark(path)
      standing.id = try Self.recordID(db)
      let tip = try EventLog(db: db).tip()
      if tip.sequence > 0 { standing.tip = RecordTip(sequence: tip.sequence, hash: tip.hash) }
      standing.acceptances = try Self.acceptances(db)
      standing.given = try EventCheck.given(db)
      standing.codes = try TagCodes(of: standing.id, db)
      standing.lacksNote = try lacksNote(standing, seen, db)
      for obstacle in try obstacles(standing, seen, db) {
        if obstacle.isHarmlessInTests, !isLive {
          if !standing.warnings.contains(obstacle) { standing.warnings.append(obstacle) }
        } else if standing.obstacle == nil {
          standing.obstacle = obstacle
        }
      }
      return (standing, try self.untold(seen, in: standing.id, db))
    }
    standing.withLock { $0 = found }
    // It is said once: what was seen of a journal of tests counts no longer.
    if !found.warnings.isEmpty { book?.forgetTests(journal: found.id, path: realPath) }
    if found.obstacle == nil { witness() } else if let untold, isLive { book?.publish(untold) }
  }

  /// Judges a record anew on which nothing was to be decided, where a person accepted it since.
  package func reconsider() throws(JournalError) {
    let known = standing.withLock { $0 }
    guard let obstacle = known.obstacle, obstacle != .replaced, isSameFile(known.file) else {
      return
    }
    let last = try read { db in try Self.acceptances(db).last?.sequence }
    guard let last, last > known.acceptances.last?.sequence ?? 0 else { return }
    forgetChain()
    try judgeStanding(isSwept: true)
  }

  /// Finds what only this person has noted against the record, to be put where all see it: nobody goes on with less.
  private func untold(
    _ seen: SeenWitnesses, in journal: String, _ db: Database
  ) throws -> Witness? {
    func speaksAgainst(_ witness: Witness) throws -> Bool {
      try Self.obstacle(of: witness, in: journal, isLive: isLive, db) != nil
    }
    let own = try seen.elsewhere.filter { witness in
      try (witness.journal == journal || witness.path == realPath) && speaksAgainst(witness)
    }
    let highest = own.max {
      ($0.journal == journal ? 1 : 0, $0.sequence) < ($1.journal == journal ? 1 : 0, $1.sequence)
    }
    guard let highest, let beside = seen.beside, try speaksAgainst(beside) else { return highest }
    return beside.journal == highest.journal && beside.sequence < highest.sequence ? highest : nil
  }

  /// Throws while the record is not to be decided on; looks at what can change while it is open.
  func requireStanding(_ db: Database) throws {
    let known = standing.withLock { $0 }
    if let obstacle = known.obstacle { throw JournalError.readingOnly(obstacle) }
    guard isSameFile(known.file) else { throw refuse(.replaced) }
    if let tip = known.tip {
      let hash = try EventCheck.hash(of: tip.sequence, db)
      guard hash == tip.hash else { throw refuse(try Self.missing(tip, found: hash, db)) }
    }
    if let finding = try Self.finding(db) { throw refuse(finding) }
    try requireRules(db)
    // Another person may have noted more, and put it there meanwhile.
    if isLive, let witness = book?.seenBeside().beside,
      let obstacle = try Self.obstacle(of: witness, in: known.id, isLive: isLive, db)
    {
      throw refuse(obstacle)
    }
  }

  /// Rules that were changed while the record is open are found before anything is decided by them.
  private func requireRules(_ db: Database) throws {
    let version = try Int64.fetchOne(db.cachedStatement(sql: "PRAGMA schema_version"))
    let known = knownRules.withLock { $0 }
    guard version == nil || known != version else { return }
    if let name = try SchemaObject.difference(SchemaObject.all(db), from: Fold.expectedSchema()) {
      throw refuse(.rulesChanged(name))
    }
    // Whoever set rules aside may have changed what they keep.
    if known != nil { forgetChain() }
    knownRules.withLock { $0 = version }
  }

  /// Whether the file of the record is still the one at its path, with its log beside it.
  private func isSameFile(_ file: FileIdentity?) -> Bool {
    guard let file else { return true }
    let hasLog = unsafe access(DatabaseFiles.Companion.log.path(beside: path), F_OK) == 0
    return hasLog && FileIdentity(path) == file
  }

  private func refuse(_ obstacle: RecordObstacle) -> JournalError {
    standing.withLock { $0.obstacle = obstacle }
    return .readingOnly(obstacle)
  }

  private static func missing(
    _ tip: RecordTip, found hash: [UInt8]?, _ db: Database
  ) throws -> RecordObstacle {
    if hash != nil { return .rewritten(event: tip.sequence) }
    return .behind(found: try EventLog(db: db).tip().sequence, witnessed: tip.sequence)
  }

  /// Everything that is the matter with the record, what matters most first.
  private func obstacles(
    _ standing: RecordStanding, _ seen: SeenWitnesses, _ db: Database
  ) throws -> [RecordObstacle] {
    var found: [RecordObstacle] = []
    if try db.tableExists("verification"), let finding = try Self.finding(db) {
      found.append(finding)
    }
    if let name = try SchemaObject.difference(SchemaObject.all(db), from: Fold.expectedSchema()) {
      found.append(.rulesChanged(name))
    }
    if try Bool.fetchOne(db, sql: "SELECT is_copy FROM record") ?? false { found.append(.copy) }
    let witnesses = seen.concerning(journal: standing.id, path: realPath)
    found += try witnesses.compactMap { witness in
      try Self.obstacle(of: witness, in: standing.id, isLive: isLive, db)
    }
    if try witnesses.contains(where: { try isOfAnotherFile($0, standing, db) }) {
      found.append(.restored)
    }
    let isEmpty = standing.tip == nil
    if seen.isUnreadable(journal: standing.id, path: realPath, isEmpty: isEmpty) {
      found.append(.witnessUnreadable)
    } else if standing.lacksNote {
      found.append(.witnessMissing)
    }
    if isLive, isEmpty, let other = seen.other(than: standing.id, at: realPath) {
      found.append(.begunBeside(other.path))
    }
    return found
  }

  /// Whether the note beside a record of real money was taken away, or never came with it.
  ///
  /// Whoever put an older record into the same file need only remove that one note where this person has seen no more.
  /// Two have none without a reason to ask: one that this person knows from another path, and one that an earlier version
  /// wrote, which is not swept yet.
  private func lacksNote(
    _ standing: RecordStanding, _ seen: SeenWitnesses, _ db: Database
  ) throws -> Bool {
    guard let book, standing.tip != nil, WitnessBook.canNote(realPath),
      !seen.isNotedBeside(standing.id), try isLive || Self.hasLiveDecisions(db)
    else { return false }
    if !seen.isBesideSpoilt {
      guard try Bool.fetchOne(db, sql: "SELECT swept FROM record") ?? false else { return false }
      let wasMoved = try seen.elsewhere.contains { witness in
        try witness.journal == standing.id && witness.path != realPath
          && Self.obstacle(of: witness, in: standing.id, isLive: false, db) == nil
      }
      if wasMoved { return false }
    }
    // Others may have begun it after the notes were read and before the record was.
    return !book.seenBeside().isNotedBeside(standing.id)
  }

  private static func hasLiveDecisions(_ db: Database) throws -> Bool {
    try Bool.fetchOne(
      db, sql: "SELECT EXISTS (SELECT 1 FROM intent WHERE mode = ?)",
      arguments: [Mode.live.rawValue]) ?? false
  }

  /// Whether a LIVE journal was witnessed in another file than this: one that lay at this path, or that is still there.
  private func isOfAnotherFile(
    _ witness: Witness, _ standing: RecordStanding, _ db: Database
  ) throws -> Bool {
    guard isLive, witness.isLive, witness.journal == standing.id, let noted = witness.file,
      let file = standing.mark,
      try !EventCheck.given(db).satisfies(witness, of: standing.id)
    else { return false }
    if witness.path == realPath { return !noted.mayBe(file) }
    guard let other = FileMark(witness.path) else { return false }
    return noted.mayBe(other) && !file.mayBe(other)
  }

  /// What a witness has against the record; `nil` when it is content.
  private static func obstacle(
    of witness: Witness, in journal: String, isLive: Bool, _ db: Database
  ) throws -> RecordObstacle? {
    guard witness.isLive || !isLive else { return nil }
    let tip = RecordTip(sequence: witness.sequence, hash: witness.head)
    let hash = witness.journal == journal ? try EventCheck.hash(of: tip.sequence, db) : nil
    guard witness.journal != journal || hash != tip.hash,
      try !EventCheck.given(db).satisfies(witness, of: journal)
    else { return nil }
    return witness.journal == journal
      ? try missing(tip, found: hash, db) : .begunAnew(witnessed: witness.sequence)
  }

  /// Notes outside of the record how far it was seen, after a change is durable.
  func witness(isForced: Bool = false) {
    guard let book else { return }
    let known = standing.withLock { $0 }
    guard isForced || !known.lacksNote else { return }
    guard let tip = known.tip else { return book.begin(known.id, at: realPath) }
    book.write(
      Witness(
        journal: known.id, path: realPath, sequence: tip.sequence, head: tip.hash,
        acceptance: known.acceptances.last(where: \.isWhole)?.sequence ?? 0, isLive: isLive,
        file: known.mark),
      known.given, isForced: isForced)
  }

  // MARK: - The record's own row

  /// Gives a journal that has no name one; where it has events, an earlier version wrote them.
  private func nameRecord(isSwept: Bool) throws {
    let isNamed = try queue.read { db in try Bool.fetchOne(db, sql: "SELECT 1 FROM record") ?? false
    }
    guard !isNamed else { return }
    let name = random.hex32()
    try queue.write { db in
      try db.execute(
        sql: """
          INSERT OR IGNORE INTO record (one, id, swept)
          VALUES (1, ?, ? AND NOT EXISTS (SELECT 1 FROM event))
          """,
        arguments: [name, isSwept])
    }
  }

  static func recordID(_ db: Database) throws -> String {
    guard let id = try String.fetchOne(db, sql: "SELECT id FROM record") else {
      throw JournalError.corrupt("it has no name")
    }
    return id
  }

  // MARK: - Findings

  /// Keeps that the chain is broken, for every process.
  func keepFinding(
    event: Int64, _ words: String, at time: Instant
  ) throws(JournalError) {
    standing.withLock { $0.obstacle = $0.obstacle ?? .damaged(event: event, words) }
    try change(.always) { db in
      try db.execute(
        sql: "INSERT OR REPLACE INTO verification VALUES ('finding', ?, NULL, ?, ?)",
        arguments: [event, time.milliseconds, words])
    }
  }

  static func finding(_ db: Database) throws -> RecordObstacle? {
    let row = try Row.fetchOne(
      db.cachedStatement(
        sql: "SELECT sequence, words FROM verification WHERE scope = 'finding'"))
    return try row.map { row in
      .damaged(event: try row.integer("sequence"), try row.text("words"))
    }
  }
}
