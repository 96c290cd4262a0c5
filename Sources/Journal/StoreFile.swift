import FoundationEssentials
import GRDB
import Glibc
import Host

/// Opening of our SQLite files, and what SQLite's errors mean.
enum StoreFile {
  /// Opens the journal's file and brings its schema up to date.
  ///
  /// - Parameter wantsDisk: Whether a file system in memory is refused.
  /// - Returns: The open file, and whether an earlier version had written it.
  static func open(
    _ path: String, fileSystem: FileSystemCheck, locks: String, patienceSeconds: Int,
    wantsDisk: Bool, configuration: Configuration, migrator: DatabaseMigrator
  ) throws(JournalError) -> (queue: DatabaseQueue, wasOlder: Bool) {
    guard path != ":memory:" else {
      return try connect(path, configuration: configuration, migrator: migrator)
    }
    if wantsDisk, let type = fileSystem.memoryName(of: HostPath.directory(of: path)) {
      throw .inMemoryFileSystem(type, path: path)
    }
    return try alone(
      with: path, marked: .journal, fileSystem: fileSystem, locks: locks,
      patienceSeconds: patienceSeconds
    ) { () throws(JournalError) in
      try connect(path, configuration: configuration, migrator: migrator)
    }
  }

  /// Makes sure that a file is there, on a local disk, and opens it while no other process does.
  ///
  /// Two processes that make the same file at once would meet in the middle of each other's schema.
  /// A file that is not ours is left alone: it is looked at before anything is written.
  static func alone<Store>(
    with path: String, marked mark: Mark, fileSystem: FileSystemCheck, locks: String,
    patienceSeconds: Int, _ open: () throws(JournalError) -> Store
  ) throws(JournalError) -> Store {
    let directory = HostPath.directory(of: path)
    try JournalFiles.makeDirectory(directory)
    if let name = fileSystem.networkName(of: directory) {
      throw .networkFileSystem(name, path: path)
    }
    // Its companions and locks lie beside the name: two names in two folders would be two records.
    guard !fileSystem.isMounted(path) else { throw .mounted(path) }
    // Where nobody ever opened it, a file that is not ours gets no folder beside it either.
    let hasLocks = FileIdentity(locks) != nil
    if !hasLocks { try FirstLook(path, mark).require(witness: "\(locks)/witness") }
    try JournalFiles.makeDirectory(locks)
    let turn = try JournalFiles.waitForLock("\(locks)/opening", patienceSeconds: patienceSeconds)
    defer { close(turn) }
    // Now nobody else is in the middle of making it.
    if hasLocks { try FirstLook(path, mark).require(witness: "\(locks)/witness") }
    try JournalFiles.makeFile(path)
    return try open()
  }

  private static func connect(
    _ path: String, configuration: Configuration, migrator: DatabaseMigrator
  ) throws(JournalError) -> (queue: DatabaseQueue, wasOlder: Bool) {
    do {
      let queue = try DatabaseQueue(path: path, configuration: configuration)
      if try queue.read(migrator.hasBeenSuperseded) { throw JournalError.newerSchema(path) }
      // Where SQLite took back a change that was cut off, only now it can be seen what the file is.
      let tables = try queue.read(FirstLook.tables)
      guard FirstLook.isBarelyBegun(tables) || FirstLook.areOurs(tables, .journal) else {
        throw JournalError.notOurs(path)
      }
      let earlier = try queue.read(migrator.appliedIdentifiers)
      guard !earlier.isEmpty || FirstLook.isBarelyBegun(tables) else {
        throw JournalError.corrupt("the list of its versions is gone")
      }
      try migrator.migrate(queue)
      let isOld = !earlier.isEmpty && earlier.count < migrator.migrations.count
      return (queue, isOld)
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
      // Rows name events or decisions that somebody took away.
      case .SQLITE_CONSTRAINT_FOREIGNKEY:
        return .corrupt("its rows name what is not there any more")
      default: return .io(words)
      }
    default: return .io(words)
    }
  }
}
