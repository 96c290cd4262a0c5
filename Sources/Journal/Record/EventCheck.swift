import GRDB
import Payments
import TextSafety

/// Whether events are as they were written: their hashes, their links, their free text.
struct EventCheck {
  let db: Database
  /// Up to this event a person took the record as it is.
  let accepted: Int64
  /// How many events are missing up to there.
  let gap: Int64
  /// Who took it, and when; `nil` where nobody had to.
  let taker: EventRecord?
  /// The events that were not as they were written then; `nil` where they were not listed.
  private let bad: Set<Int64>?

  init(_ db: Database) throws {
    self.db = db
    let taken = try Self.acceptances(db).last { $0.facts.takesDamage }
    accepted = taken?.event.sequence ?? 0
    gap = taken?.facts.gap ?? 0
    taker = taken?.event
    bad = taken?.facts.bad.map(Set.init)
  }

  /// Whether a person took an event as it stands, whatever its hash is.
  func isTaken(_ sequence: Int64) -> Bool {
    sequence <= accepted && bad?.contains(sequence) ?? true
  }

  /// The free texts of an event that follows on the one before, with the hash and the texts that were written; `nil` for
  /// one that is not as it was written.
  private func writtenTexts(
    of event: EventRecord, hash: [UInt8], after last: RecordTip
  ) throws -> EventTexts? {
    guard event.sequence == last.sequence + 1, event.previous == last.hash, event.hash == hash
    else { return nil }
    do { return try writtenTexts(of: event) } catch JournalError.tampered { return nil }
  }

  /// The events that are not as they were written; `nil` where they are too many to be listed.
  func badEvents() throws -> [Int64]? {
    var bad: [Int64] = []
    var last = RecordTip(sequence: 0, hash: EventRecord.root)
    let events = try EventLog(db: db).cursor()
    while let (event, hash) = try events.next() {
      if try writtenTexts(of: event, hash: hash, after: last) == nil {
        bad.append(event.sequence)
      }
      guard bad.count <= Acceptance.badMax else { return nil }
      last = RecordTip(sequence: event.sequence, hash: hash)
    }
    return bad
  }

  /// The free texts of an event, and whether all of it is as it was written; throws where it is not, and nobody took it.
  func read(
    _ event: EventRecord, hash: [UInt8], after last: RecordTip
  ) throws -> (texts: EventTexts, isAsWritten: Bool) {
    if let texts = try writtenTexts(of: event, hash: hash, after: last) { return (texts, true) }
    guard isTaken(event.sequence) else {
      _ = try writtenTexts(of: event)
      throw JournalError.tampered(event: event.sequence, "its hash differs")
    }
    return (try texts(of: event), false)
  }

  /// Throws unless an event follows on the one before and has the hash that was written, or a person took it as it
  /// stands; its free text is not looked at.
  func requirePlace(of event: EventRecord, hash: [UInt8], after last: RecordTip) throws {
    let follows =
      event.sequence == last.sequence + 1 && event.previous == last.hash && event.hash == hash
    guard follows || isTaken(event.sequence) else {
      throw JournalError.tampered(event: event.sequence, "its hash differs")
    }
  }

  /// Throws unless SQLite finds every page, row and index of the file as they have to be.
  func requireIntegrity() throws {
    // A handful of findings says as much as all of them.
    let found = try String.fetchAll(db, sql: "PRAGMA integrity_check(3)")
    guard found != ["ok"] else { return }
    let last = try? EventLog(db: db).tip().sequence
    throw JournalError.tampered(
      event: last ?? 0, "the file is damaged (\(found.first ?? "no answer"))")
  }

  /// All times that a record was accepted, in order.
  static func acceptances(
    _ db: Database
  ) throws -> [(event: EventRecord, facts: Acceptance)] {
    try Row.fetchAll(
      db.cachedStatement(
        sql: "SELECT * FROM event WHERE kind = 'recordAccepted' ORDER BY sequence")
    ).compactMap { row in
      let event = try EventRecord(row)
      return try EventFacts(json: event.facts).acceptance.map { (event, $0) }
    }
  }

  /// What was witnessed and was given up by them.
  static func given(_ db: Database) throws -> GivenUp {
    GivenUp(acceptances: try acceptances(db).map { ($0.event.sequence, $0.facts.marks) })
  }

  /// No event is missing: there are as many as the highest number.
  func requireCount() throws {
    let row = try Row.fetchOne(
      db.cachedStatement(
        sql: """
          SELECT (SELECT count(*) FROM event) AS count, (SELECT max(sequence) FROM event) AS last,
            (SELECT max(event) FROM event_text) AS text
          """))
    let last = try row?.optionalInteger("last") ?? 0
    guard let count = try row?.integer("count"), count &+ gap == last else {
      throw JournalError.tampered(event: last, "events are missing")
    }
    // Free text that stands without its event tells of one that is gone from the end.
    guard try row?.optionalInteger("text") ?? 0 <= last else {
      throw JournalError.tampered(event: last &+ 1, "events are missing")
    }
  }

  /// An event has the hash that it was stored with, and its neighbours are linked to it.
  ///
  /// - Parameters:
  ///   - hash: Made from the event.
  ///   - stored: What stands beside it.
  func requireLinks(of event: EventRecord, hash: [UInt8], stored: [UInt8]) throws {
    guard !isTaken(event.sequence) else { return }
    guard hash == stored else {
      throw JournalError.tampered(event: event.sequence, "its hash differs")
    }
    let before = event.sequence == 1 ? EventRecord.root : try Self.hash(of: event.sequence - 1, db)
    guard before == event.previous else {
      throw JournalError.tampered(event: event.sequence, "it is not linked to the one before")
    }
    let next = try Self.bytes(
      "SELECT previous FROM event WHERE sequence = ?", event.sequence + 1, db)
    guard next == nil || next == hash || isTaken(event.sequence + 1) else {
      throw JournalError.tampered(event: event.sequence + 1, "it is not linked to the one before")
    }
  }

  /// An event to be folded, which is as it was written and linked to its neighbours.
  func folded(_ event: EventRecord, stored: [UInt8]) throws -> FoldedEvent {
    let hash = event.hash
    try requireLinks(of: event, hash: hash, stored: stored)
    return FoldedEvent(
      event: event, hash: hash, texts: try texts(of: event),
      mayBeDamaged: event.sequence <= accepted)
  }

  /// The hash stored for an event; `nil` when there is none.
  static func hash(of sequence: Int64, _ db: Database) throws -> [UInt8]? {
    try bytes("SELECT hash FROM event WHERE sequence = ?", sequence, db)
  }

  private static func bytes(_ sql: String, _ sequence: Int64, _ db: Database) throws -> [UInt8]? {
    try Row.fetchOne(db.cachedStatement(sql: sql), arguments: [sequence])
      .flatMap { row in try row.optionalBytes(row.columnNames.first ?? "") }
  }

  // MARK: - Free text

  /// The free texts of an event, each as it was written or erased by an event that says so.
  func texts(of event: EventRecord) throws -> EventTexts {
    guard !isTaken(event.sequence) else { return try EventLog(db: db).texts(of: event.sequence) }
    return try writtenTexts(of: event)
  }

  private func writtenTexts(of event: EventRecord) throws -> EventTexts {
    let rows = try Row.fetchAll(
      db.cachedStatement(sql: "SELECT field, salt, content FROM event_text WHERE event = ?"),
      arguments: [event.sequence])
    let hashes = try Self.hashes(of: event)
    guard rows.count == hashes.count else {
      throw JournalError.tampered(event: event.sequence, "free text is missing or added")
    }
    var texts: EventTexts = [:]
    for row in rows {
      let name = try row.text("field")
      guard let field = TextField(rawValue: name), let hash = hashes[name] else {
        throw JournalError.tampered(event: event.sequence, "free text is missing or added")
      }
      guard let content = try row.optionalBytes("content"), let salt = try row.optionalBytes("salt")
      else {
        guard try isErased(field, of: event) else {
          throw JournalError.tampered(event: event.sequence, "its free text is gone")
        }
        continue
      }
      guard hash == EventRecord.textHash(content, salt: salt) else {
        throw JournalError.tampered(event: event.sequence, "its free text differs")
      }
      texts[field] = content
    }
    return texts
  }

  private static func hashes(of event: EventRecord) throws -> [String: String] {
    var hashes: [String: String] = [:]
    for line in event.textHashes.utf8.split(separator: UInt8(ascii: "\n")) {
      let parts = line.split(separator: UInt8(ascii: ":"))
      guard parts.count == 2 else {
        throw JournalError.tampered(event: event.sequence, "the hashes of its free text")
      }
      hashes[String(decoding: parts[0], as: UTF8.self)] = String(decoding: parts[1], as: UTF8.self)
    }
    return hashes
  }

  /// Whether an event after it says that its text was erased.
  private func isErased(_ field: TextField, of event: EventRecord) throws -> Bool {
    if field == .envelope {
      let swept = try Int64.fetchOne(
        db.cachedStatement(
          sql: "SELECT max(sequence) FROM event WHERE kind = 'signaturesErased'"))
      if let swept, swept > event.sequence { return true }
    }
    let erased = try Int64.fetchOne(
      db.cachedStatement(
        sql: "SELECT max(sequence) FROM event WHERE \(Columns.isKey) AND kind = 'erased'"),
      arguments: StatementArguments(Columns.values(event.key)))
    return erased.map { $0 > event.sequence } ?? false
  }
}
