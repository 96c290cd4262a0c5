import GRDB
import Glibc
import Host
import Payments
import TextSafety
import TilldeskCrypto

/// An event as it is taken out of the record, for people and other programs: everything that its hash is made of.
package struct ExportedEvent: Sendable {
  /// Its columns by name, in the order in which the hash takes them; `nil` for what it has not.
  package let columns: [(name: String, value: String?)]
  /// Its free texts by name, where they were not erased; signatures are never among them.
  package let texts: [(name: String, value: String)]
}

extension Journal {
  /// Gives every event in order, without holding more than one.
  package func export(
    from first: Int64 = 1, withText: Bool, _ take: (ExportedEvent) throws(JournalError) -> Void
  ) throws(JournalError) {
    try readApart { db in
      let log = EventLog(db: db)
      let rows = try Row.fetchCursor(
        db, sql: "SELECT * FROM event WHERE sequence >= ? ORDER BY sequence", arguments: [first])
      while let row = try rows.next() {
        let event = try EventRecord(row)
        var texts: EventTexts = withText ? try log.texts(of: event.sequence) : [:]
        texts[.envelope] = nil
        try take(
          ExportedEvent(
            columns: event.exported(hash: try row.optionalBytes("hash") ?? []),
            texts: TextField.allCases.compactMap { field in
              texts[field].map { (field.rawValue, String(decoding: $0, as: UTF8.self)) }
            }))
      }
    }
  }

  /// Writes a copy of the record to a new file, as it stands at one moment.
  ///
  /// The copy can be read, and nothing is decided on it until a person accepts it: others go on with the original.
  package func copy(to target: String) throws(JournalError) {
    var status = stat()
    guard unsafe lstat(target, &status) != 0 else {
      throw .io("\(target) is there already: name a new file")
    }
    if let ending = DatabaseFiles.companionEnding(of: target) {
      throw .io(
        "\(target) ends in \(ending), and databases remove files of that name: name another")
    }
    let draft = "\(target).\(owner.name)"
    defer { unsafe unlink(draft) }
    try JournalFiles.makeFile(draft)
    do {
      let queue = try DatabaseQueue(path: path, configuration: Self.readingConfiguration)
      try queue.writeWithoutTransaction { db in
        try db.execute(sql: "VACUUM INTO ?", arguments: [draft])
      }
      try Self.markCopy(draft)
    } catch {
      throw StoreFile.translate(error, path: target)
    }
    try JournalFiles.sync(draft)
    // Nothing is replaced: the name is taken only where it is free.
    guard unsafe link(draft, target) == 0 else {
      throw .io("\(target) cannot be made: \(systemWords(errno))")
    }
    try JournalFiles.sync(HostPath.directory(of: target))
  }

  private static var readingConfiguration: Configuration {
    var configuration = Configuration()
    configuration.label = "journal copier"
    configuration.busyMode = .timeout(10)
    return configuration
  }

  private static func markCopy(_ path: String) throws {
    var configuration = Configuration()
    configuration.prepareDatabase { db in
      try db.execute(sql: "PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL")
    }
    try DatabaseQueue(path: path, configuration: configuration).write { db in
      try db.execute(sql: "UPDATE record SET is_copy = 1")
    }
  }
}

extension EventRecord {
  /// The columns as text, in the order in which the hash takes them.
  fileprivate func exported(hash: [UInt8]) -> [(name: String, value: String?)] {
    [
      ("sequence", String(sequence)), ("previous", Hex.encode(previous)),
      ("hash", Hex.encode(hash)), ("time", String(time.milliseconds)), ("boot_id", boot.bootID),
      ("boot_time", String(boot.milliseconds)), ("process", process), ("actor", actor.name.raw),
      ("origin", origin), ("provider", key?.account.provider.rawValue),
      ("account_origin", key?.account.origin), ("merchant", key?.account.merchant),
      ("payment", key?.id.raw), ("intent", intent?.text), ("attempt", attempt.map(String.init)),
      ("kind", kind.rawValue), ("cause", cause), ("result", result?.rawValue), ("facts", facts),
      ("text_hashes", textHashes),
    ]
  }
}
