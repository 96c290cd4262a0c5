import Glibc

/// Directories and files with the right owner bits, and kernel locks on them.
enum HostFiles {
  /// The directory that holds a file; `.` when the path names none.
  static func directory(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// Brings a file, or the names in a directory, to the disk.
  static func sync(_ path: String) throws(JournalError) {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure("open", path) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw failure("sync", path) }
  }

  /// A path without links and detours; `nil` where there is nothing.
  static func realPath(_ path: String) -> String? {
    guard let resolved = unsafe realpath(path, nil) else { return nil }
    defer { unsafe free(resolved) }
    return unsafe String(cString: resolved)
  }

  /// Makes a directory and those above it, each for its owner only, or for its group below a setgid
  /// one.
  static func makeDirectory(_ path: String) throws(JournalError) {
    var status = stat()
    if unsafe stat(path, &status) == 0 { return }
    let parent = directory(of: path)
    if parent != path { try makeDirectory(parent) }
    let shared = FolderSharing.isShared(parent)
    guard unsafe mkdir(path, 0o700) == 0 || errno == EEXIST else { throw failure("make", path) }
    if shared { unsafe chmod(path, 0o2770) }
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
    let mode = FolderSharing.fileMode(at: path)
    let descriptor = unsafe open(path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, mode)
    if descriptor < 0, errno == EEXIST { return }
    guard descriptor >= 0 else { throw failure("make", path) }
    fchmod(descriptor, mode)
    close(descriptor)
  }

  /// Makes and opens a new file and locks it; the descriptor holds the lock until it is closed.
  static func makeLocked(_ path: String) throws(JournalError) -> CInt {
    let mode = FolderSharing.fileMode(at: path)
    let descriptor = unsafe open(path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, mode)
    guard descriptor >= 0 else { throw failure("make", path) }
    fchmod(descriptor, mode)
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
    entries(in: directory).filter { name in
      var status = stat()
      return unsafe stat("\(directory)/\(name)", &status) == 0
        && status.st_mode & S_IFMT == S_IFREG && status.st_mtim.tv_sec < time(nil) - age
    }
  }

  /// The names of all that is in a directory, whatever it is; empty when it cannot be read.
  static func entries(in directory: String) -> [String] {
    guard let listing = unsafe opendir(directory) else { return [] }
    defer { unsafe closedir(listing) }
    var names: [String] = []
    while let entry = unsafe readdir(listing) {
      // The field is declared longer than what an entry has of it: read in place, up to its end.
      guard let field = unsafe UnsafePointer(entry).pointer(to: \.d_name) else { continue }
      names.append(
        unsafe String(cString: UnsafeRawPointer(field).assumingMemoryBound(to: CChar.self)))
    }
    return names
  }

  /// The text of a small file of the kernel; `nil` when it cannot be read.
  static func contents(_ path: String) -> String? {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = unsafe read(descriptor, &chunk, chunk.count)
      guard count > 0 else { break }
      bytes += chunk.prefix(count)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The bits of a new file: for its owner only, or for the group too in a directory shared by one.
  static func fileMode(in directory: String) -> mode_t {
    FolderSharing.isShared(directory) ? 0o660 : 0o600
  }

  private static func failure(_ verb: String, _ path: String) -> JournalError {
    let code = errno
    if code == ENOSPC || code == EDQUOT { return .full(path) }
    return unsafe .io("cannot \(verb) \(path): \(String(cString: strerror(code)))")
  }
}
