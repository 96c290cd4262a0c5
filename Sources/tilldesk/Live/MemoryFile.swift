import DeskApp
import Foundation
import Glibc
import Host
import Journal
import Payments
import TextSafety
import ViewModels

/// What the desk remembers, in a file of the agent's own.
///
/// Each change is put to what the file holds at that moment, under a lock, and the whole is renamed into place: several
/// desks lose nothing of each other, and a crash leaves the file as it was before or after. A file that is not ours or
/// cannot be understood stays as it is.
struct MemoryFile: MemoryStore {
  /// Where it lies; `nil` when there is no folder for it.
  let path: String?
  /// The wall clock.
  let now: @Sendable () -> Instant

  /// The largest file that is read.
  private static let sizeMax = 1 << 20
  /// How often the lock is tried, with `lockPause` milliseconds between.
  private static let lockTries = 250
  private static let lockPause: CInt = 20

  func read() throws(MemoryFailure) -> DeskMemory {
    let memory = try stored()
    var current = memory
    current.forgetOldDrafts(now: now())
    // What was promised to be kept until tomorrow is not kept for longer; a disk that is full changes nothing of that.
    return current == memory ? memory : (try? keep([])) ?? current
  }

  func keep(_ change: MemoryChange) throws(MemoryFailure) -> DeskMemory {
    try keep([change])
  }

  private func stored() throws(MemoryFailure) -> DeskMemory {
    let path = try place()
    guard let bytes = try contents(of: path) else { return DeskMemory() }
    return try memory(bytes, at: path)
  }

  private func keep(_ changes: [MemoryChange]) throws(MemoryFailure) -> DeskMemory {
    let path = try place()
    do throws(JournalError) { try LiveHost.makeFolder(of: path) } catch {
      throw failure("cannot be written: \(error.sentence)")
    }
    guard let lock = Self.lock(folderOf: path) else {
      throw failure("is being written by another desk that does not get on.")
    }
    defer { close(lock) }
    var memory = try stored()
    for change in changes { memory.apply(change) }
    memory.forgetOldDrafts(now: now())
    guard let bytes = StoredMemory(memory).bytes else { throw failure("cannot be written.") }
    try replace(path, with: bytes)
    return memory
  }

  private func place() throws(MemoryFailure) -> String {
    guard let path else {
      throw MemoryFailure("\(Self.loss): neither XDG_STATE_HOME nor HOME names a folder for them.")
    }
    return path
  }

  private static let loss: SafeText = "Searches, columns and drafts are not kept"

  private func failure(_ why: SafeText) -> MemoryFailure {
    MemoryFailure("\(Self.loss): \(SafeText(sanitizing: path ?? "")) \(why)")
  }

  // MARK: - Reading

  private func memory(_ bytes: [UInt8], at path: String) throws(MemoryFailure) -> DeskMemory {
    do throws(StoredMemory.Mistake) { return try StoredMemory(bytes: bytes).memory } catch {
      switch error {
      case .otherVersion(let version):
        throw failure("was written by another Tilldesk (version \(version)) and stays as it is.")
      case .notOurs:
        throw failure("holds something else, or is damaged; move it away to begin anew.")
      }
    }
  }

  /// The bytes of the file; `nil` when there is none.
  private func contents(of path: String) throws(MemoryFailure) -> [UInt8]? {
    let file = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY)
    guard file >= 0 else {
      if errno == ENOENT { return nil }
      if errno == ELOOP { throw failure("is a link; only a plain file is used.") }
      throw failure("cannot be read: \(FileFailure.words(of: errno)).")
    }
    defer { close(file) }
    var status = stat()
    guard unsafe fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw failure("is not a plain file.")
    }
    guard status.st_uid == geteuid() else { throw failure("belongs to somebody else.") }
    guard status.st_mode & 0o022 == 0 else {
      throw failure("can be changed by others; run: chmod 600 \(path)")
    }
    guard status.st_size <= Self.sizeMax else { throw failure("is too long to be ours.") }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while bytes.count <= Self.sizeMax {
      let count = unsafe Glibc.read(file, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw failure("cannot be read: \(FileFailure.words(of: errno)).") }
      if count == 0 { break }
      bytes += buffer[..<count]
    }
    return bytes
  }

  // MARK: - Writing

  private func replace(_ path: String, with bytes: [UInt8]) throws(MemoryFailure) {
    // Nobody else writes now: the lock is held.
    do throws(FileFailure) {
      try PrivateFile.replace(path, holding: bytes, isSynced: true)
    } catch {
      throw failure("cannot be written: \(error.words).")
    }
  }

  /// Holds the others off while the file is changed; `nil` where one of them hangs.
  private static func lock(folderOf path: String) -> CInt? {
    let folder = URL(filePath: path).deletingLastPathComponent().path
    let lock = unsafe open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard lock >= 0 else { return nil }
    for _ in 0..<lockTries {
      if flock(lock, LOCK_EX | LOCK_NB) == 0 { return lock }
      guard errno == EWOULDBLOCK || errno == EINTR else { break }
      poll(nil, 0, lockPause)
    }
    close(lock)
    return nil
  }
}
