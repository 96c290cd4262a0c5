import Glibc
import Host

/// The journal's folders, files and kernel locks, and what it means to it that one cannot be had.
enum JournalFiles {
  /// Brings a file, or the names in a directory, to the disk.
  static func sync(_ path: String) throws(JournalError) {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure("open", path) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw failure("sync", path) }
  }

  /// Makes a directory and those above it, each for its owner only, or for its group below a setgid
  /// one.
  static func makeDirectory(_ path: String) throws(JournalError) {
    do throws(FolderFailure) { try FolderSharing.makeFolder(path) } catch {
      throw failure("make", error.path, error.number)
    }
  }

  /// Throws where a path is a link: files made and removed below it would be somebody else's.
  static func refuseLink(_ path: String) throws(JournalError) {
    var status = stat()
    guard unsafe lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFLNK else { return }
    throw .io("\(path) is a link: remove it, Tilldesk makes this folder itself")
  }

  /// Makes an empty file unless it is there: for its owner only, or for the group too in a setgid
  /// directory.
  ///
  /// SQLite gives its companion files the same bits.
  static func makeFile(_ path: String) throws(JournalError) {
    do throws(FileFailure) {
      close(try PrivateFile.openNew(path, mode: FolderSharing.fileMode(at: path)))
    } catch .exists {
      return
    } catch {
      throw failure("make", path, error)
    }
  }

  /// Makes and opens a new file and locks it; the descriptor holds the lock until it is closed.
  static func makeLocked(_ path: String) throws(JournalError) -> CInt {
    let descriptor: CInt
    do throws(FileFailure) {
      descriptor = try PrivateFile.openNew(path, mode: FolderSharing.fileMode(at: path))
    } catch {
      throw failure("make", path, error)
    }
    guard flock(descriptor, LOCK_EX) == 0 else {
      let error = failure("lock", path)
      close(descriptor)
      throw error
    }
    return descriptor
  }

  /// Whether no process holds the lock on a file; a file that is gone is free, one that cannot be
  /// tried is not.
  static func isUnlocked(_ path: String) -> Bool {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return errno == ENOENT }
    defer { close(descriptor) }
    // Shared, so that two who ask at once do not take each other for the owner.
    return flock(descriptor, LOCK_SH | LOCK_NB) == 0
  }

  /// How often a lock is tried before it is given up, with this many milliseconds between.
  private static let lockPause: CInt = 20

  /// Waits for the lock on a file, which is made when missing; the descriptor holds it until it is
  /// closed.
  ///
  /// Throws ``JournalError/openingHeld(_:seconds:)`` when another process keeps it for longer than the patience.
  static func waitForLock(
    _ path: String, patienceSeconds: Int
  ) throws(JournalError) -> CInt {
    try makeFile(path)
    // A pipe under this name would keep the opening waiting for ever.
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
    guard descriptor >= 0 else { throw failure("open", path) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw .io("\(path) is not a plain file: remove it, Tilldesk makes it itself")
    }
    for _ in 0...(patienceSeconds * 1000 / Int(lockPause)) {
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return descriptor }
      guard errno == EWOULDBLOCK || errno == EINTR else {
        let error = failure("lock", path)
        close(descriptor)
        throw error
      }
      poll(nil, 0, lockPause)
    }
    close(descriptor)
    throw .openingHeld(path, seconds: patienceSeconds)
  }

  /// The names of the files in a directory that were last changed so long ago by the host's clock.
  static func names(in directory: String, untouchedForSeconds age: Int) -> [String] {
    HostFile.entries(in: directory).filter { name in
      var status = stat()
      return unsafe stat("\(directory)/\(name)", &status) == 0
        && status.st_mode & S_IFMT == S_IFREG && status.st_mtim.tv_sec < time(nil) - age
    }
  }

  private static func failure(
    _ verb: String, _ path: String, _ failure: FileFailure
  ) -> JournalError {
    if case .system(let number) = failure { return self.failure(verb, path, number) }
    return .io("cannot \(verb) \(path): \(failure.words)")
  }

  private static func failure(
    _ verb: String, _ path: String, _ number: CInt = errno
  ) -> JournalError {
    if number == ENOSPC || number == EDQUOT { return .full(path) }
    return .io("cannot \(verb) \(path): \(systemWords(number))")
  }
}
