import FoundationEssentials
import GRDB
import Glibc

/// Opening of our SQLite files, and what SQLite's errors mean.
enum StoreFile {
  /// Opens the journal's file and brings its schema up to date.
  static func open(
    _ path: String, fileSystem: FileSystemCheck, locks: String, configuration: Configuration,
    migrator: DatabaseMigrator
  ) throws(JournalError) -> DatabaseQueue {
    guard path != ":memory:" else {
      return try connect(path, configuration: configuration, migrator: migrator)
    }
    return try alone(with: path, fileSystem: fileSystem, locks: locks) {
      () throws(JournalError) in
      try connect(path, configuration: configuration, migrator: migrator)
    }
  }

  /// Makes sure that a file is there, on a local disk, and opens it while no other process does.
  ///
  /// Two processes that make the same file at once would meet in the middle of each other's schema.
  static func alone<Store>(
    with path: String, fileSystem: FileSystemCheck, locks: String,
    _ open: () throws(JournalError) -> Store
  ) throws(JournalError) -> Store {
    let directory = HostFiles.directory(of: path)
    try HostFiles.makeDirectory(directory)
    if let name = fileSystem.networkName(of: directory) {
      throw .networkFileSystem(name, path: path)
    }
    try HostFiles.makeDirectory(locks)
    let turn = try HostFiles.waitForLock("\(locks)/opening")
    defer { close(turn) }
    try HostFiles.makeFile(path)
    return try open()
  }

  private static func connect(
    _ path: String, configuration: Configuration, migrator: DatabaseMigrator
  ) throws(JournalError) -> DatabaseQueue {
    do {
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      if try queue.read(migrator.hasBeenSuperseded) { throw JournalError.newerSchema(path) }
      try migrator.migrate(queue)
      return queue
    } catch {
      throw translate(error, path: path)
    }
  }

  /// What an error out of a transaction means to the caller.
  static func translate(_ error: any Error, path: String) -> JournalError {
    switch error {
    case let error as JournalError: error
    case let error as DatabaseError: translate(error, path: path)
    case is DecodingError: .corrupt("a stored value cannot be read")
    default: .io("unexpected \(type(of: error))")
    }
  }

  /// The message of SQLite holds no values, only names of ours.
  private static func translate(_ error: DatabaseError, path: String) -> JournalError {
    let words = error.message ?? "SQLite error \(error.extendedResultCode.rawValue)"
    switch error.resultCode {
    case .SQLITE_FULL: return .full(path)
    // The index of the log beside the file could not grow.
    case .SQLITE_IOERR where error.extendedResultCode == .SQLITE_IOERR_SHMSIZE: return .full(path)
    case .SQLITE_BUSY, .SQLITE_LOCKED: return .busy
    case .SQLITE_CORRUPT, .SQLITE_NOTADB: return .corrupt(words)
    case .SQLITE_CONSTRAINT:
      switch error.extendedResultCode {
      case .SQLITE_CONSTRAINT_UNIQUE, .SQLITE_CONSTRAINT_PRIMARYKEY: return .duplicate
      default: return .io(words)
      }
    default: return .io(words)
    }
  }
}
