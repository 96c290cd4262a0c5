/// The files that SQLite keeps beside a database: it makes them, obeys them and removes them by their names.
package enum DatabaseFiles {
  /// What SQLite adds to the name of a database for a file of its own.
  package enum Companion: String, CaseIterable, Sendable {
    /// The write-ahead log.
    case log = "-wal"
    /// The index of the log, shared by the processes that have the database open.
    case sharedMemory = "-shm"
    /// What a change that was cut off is taken back with.
    case rollback = "-journal"

    /// Its path beside a database.
    package func path(beside database: String) -> String { database + rawValue }
  }

  /// The paths of a database and of all its companions.
  package static func all(of database: String) -> [String] {
    [database] + Companion.allCases.map { $0.path(beside: database) }
  }

  /// The ending by which a path is a companion's; `nil` for a name that a database may have.
  package static func companionEnding(of path: String) -> String? {
    Companion.allCases.map(\.rawValue).first(where: path.hasSuffix)
  }
}
