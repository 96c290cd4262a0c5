import Glibc
import Host
import Synchronization
import TextSafety

/// A file to which lines are added, by this process and by others.
///
/// It is opened for each line, so that one that was rotated or removed is begun anew. The log is no record: a line that
/// cannot be written stops nothing, and is counted and told before the next one that can.
final class LogFile: Sendable {
  private let path: String
  private let lost = Mutex(0)

  /// Takes a file; one that does not exist yet is made, with its folder, shared as the journal in that folder would be.
  ///
  /// - Throws: ``FileFailure`` when nothing can be written to it now.
  init(path: String) throws(FileFailure) {
    self.path = path
    Self.makeFolder(of: path)
    guard try Self.isOurs(path) else { throw .notOurs }
    try append([])
  }

  /// Whether a file begins as a log of ours does, or is empty, or is not there: anything else may be somebody's key.
  private static func isOurs(_ path: String) throws(FileFailure) -> Bool {
    let file = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY)
    // What cannot be read for another reason is told by the first line that is written.
    guard file >= 0 else { return true }
    defer { close(file) }
    var status = stat()
    guard unsafe fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return true }
    var bytes = [UInt8](repeating: 0, count: 64)
    let count = unsafe read(file, &bytes, bytes.count)
    guard count >= 0 else { throw .system(errno) }
    let beginning = String(decoding: bytes.prefix(count), as: UTF8.self)
    return count == 0 || LogEntry.begins(beginning)
      || beginning.firstMatch(of: #/^[0-9]+ lines? could not be written/#) != nil
  }

  /// Makes the folder where part of its path is there; a path whose first folder is missing is mistyped.
  private static func makeFolder(of path: String) {
    guard let top = path.split(separator: "/").first, path.hasPrefix("/"),
      unsafe access("/\(top)", F_OK) == 0
    else { return }
    // What stands in the way is told when the file is opened.
    try? FolderSharing.makeFolder(HostPath.directory(of: path))
  }

  /// Adds a line.
  func add(_ line: SafeText) {
    lost.withLock { lost in
      let missing = lost == 1 ? "1 line" : "\(lost) lines"
      let before = lost == 0 ? "" : "\(missing) could not be written\n"
      do throws(FileFailure) {
        try append(Array("\(before)\(line)\n".utf8))
        lost = 0
      } catch {
        lost += 1
      }
    }
  }

  /// Refuses a file that somebody else made: it may be one that matters to them, or that they read along in.
  private func check(_ status: stat, isShared: Bool) throws(FileFailure) {
    // A second name may be that of a key or of a journal.
    guard status.st_nlink <= 1 else { throw .ofOthers }
    guard status.st_uid != geteuid() else { return }
    var folder = stat()
    guard isShared, unsafe stat(HostPath.directory(of: path), &folder) == 0,
      status.st_gid == folder.st_gid
    else { throw .ofOthers }
  }

  /// Writes at the end, in one piece.
  private func append(_ bytes: [UInt8]) throws(FileFailure) {
    // Opening a pipe that nobody reads would wait for ever.
    let flags = O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY
    let mode = FolderSharing.fileMode(at: path)
    let file = unsafe open(path, flags, mode)
    guard file >= 0 else { throw .system(errno) }
    defer { close(file) }
    var status = stat()
    guard unsafe fstat(file, &status) == 0 else { throw .system(errno) }
    // A terminal would show it in the middle of the screen.
    guard status.st_mode & S_IFMT == S_IFREG else { throw .notAFile }
    try check(status, isShared: mode != 0o600)
    // Whatever the mask of this agent: the others write to it too.
    if status.st_uid == geteuid(), status.st_mode & 0o777 != mode { fchmod(file, mode) }
    if let number = PrivateFile.write(bytes, to: file) { throw .system(number) }
  }
}
