import GRDB
import Glibc
import Host

extension StoreFile {
  /// Opens the index; throws ``JournalError/corrupt(_:)`` when the file is damaged or of another
  /// shape.
  static func openIndex(
    _ path: String, fileSystem: FileSystemCheck
  ) throws(JournalError) -> any DatabaseWriter {
    guard path != ":memory:" else { return try prepared(path) { try DatabaseQueue() } }
    return try alone(
      with: path, marked: .index, fileSystem: fileSystem, locks: "\(path)-locks",
      patienceSeconds: indexPatienceSeconds
    ) { () throws(JournalError) in
      try prepared(path) { try DatabasePool(path: path, configuration: indexConfiguration) }
    }
  }

  /// How long another process is waited for that opens or writes the index.
  private static let indexPatienceSeconds = 5

  /// Removes an index with its companions; throws ``JournalError/notOurs(_:)`` where the file is none of ours.
  static func removeIndex(_ path: String) throws(JournalError) {
    guard FirstLook(path, .index).isOurs else { throw .notOurs(path) }
    for file in DatabaseFiles.all(of: path) { unsafe unlink(file) }
  }

  private static func prepared(
    _ path: String, _ open: () throws -> any DatabaseWriter
  ) throws(JournalError) -> any DatabaseWriter {
    do {
      let store = try open()
      try store.write { db in
        if try db.tableExists("entry") {
          // Older versions did not mark what was theirs.
          try db.execute(sql: "PRAGMA application_id = \(Mark.index.rawValue)")
          guard try IndexSchema.isCurrent(db), try IndexSchema.isWhole(db) else {
            throw JournalError.corrupt("another shape")
          }
        } else {
          try IndexSchema.create(db)
        }
      }
      return store
    } catch let error as DatabaseError where error.resultCode == .SQLITE_ERROR {
      // Its tables are not ours as they were: it is a cache, and is made anew.
      throw .corrupt(error.message ?? "another shape")
    } catch {
      throw translate(error, path: path)
    }
  }

  /// A pool, so that typing does not wait while a page of live answers is taken over.
  private static var indexConfiguration: Configuration {
    var configuration = Configuration()
    configuration.label = "index"
    configuration.busyMode = .timeout(.init(indexPatienceSeconds))
    configuration.foreignKeysEnabled = false
    configuration.maximumReaderCount = 2
    configuration.prepareDatabase { db in
      // 4 MiB each: the system keeps the file's pages too, and does not keep them twice.
      try db.execute(sql: "PRAGMA cache_size = -4096; PRAGMA recursive_triggers = ON")
    }
    return configuration
  }
}
