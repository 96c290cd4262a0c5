import Glibc
package import TextSafety

/// Files that only their owner can read, or a group on purpose, each written whole or not at all.
package enum PrivateFile {
  /// Makes and opens a new file with just these permissions, whatever the mask of this process.
  ///
  /// - Throws: ``FileFailure/exists`` for anything of that name, a link that leads nowhere among it.
  package static func openNew(
    _ path: String, mode: UInt32 = 0o600
  ) throws(FileFailure) -> CInt {
    let file = unsafe open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode)
    guard file >= 0 else { throw errno == EEXIST ? .exists : .system(errno) }
    fchmod(file, mode)
    return file
  }

  /// Makes a file and writes it whole; when that fails, none is left.
  ///
  /// - Parameters:
  ///   - path: Where; anything of that name is a failure.
  ///   - bytes: What it holds.
  ///   - mode: Its permissions.
  ///   - isSynced: Whether it is on the disk when this returns.
  package static func create(
    _ path: String, holding bytes: [UInt8], mode: UInt32 = 0o600, isSynced: Bool
  ) throws(FileFailure) {
    let file = try openNew(path, mode: mode)
    var failure: CInt? = write(bytes, to: file)
    if failure == nil, isSynced, fsync(file) != 0 { failure = errno }
    if close(file) != 0, failure == nil { failure = errno }
    guard let failure else { return }
    _ = unsafe unlink(path)
    throw .system(failure)
  }

  /// Puts a file in the place of what is there, whole; when that fails, what was there stays.
  ///
  /// - Parameters:
  ///   - path: Where; a link is replaced itself, not what it leads to.
  ///   - bytes: What it holds.
  ///   - isSynced: Whether it is on the disk when this returns.
  package static func replace(
    _ path: String, holding bytes: [UInt8], isSynced: Bool
  ) throws(FileFailure) {
    let draft = path + ".new"
    // Left by somebody who was killed while writing it.
    _ = unsafe unlink(draft)
    try create(draft, holding: bytes, isSynced: isSynced)
    guard unsafe rename(draft, path) == 0 else {
      let number = errno
      _ = unsafe unlink(draft)
      throw .system(number)
    }
  }

  /// Writes everything; returns the error number, or `nil` when all is well.
  package static func write(_ bytes: [UInt8], to file: CInt) -> CInt? {
    var written = 0
    while written < bytes.count {
      let count = unsafe bytes.withUnsafeBytes { buffer in
        let rest = unsafe UnsafeRawBufferPointer(rebasing: buffer[written...])
        return unsafe Glibc.write(file, rest.baseAddress, rest.count)
      }
      if count < 0, errno == EINTR { continue }
      if count < 0, errno == EAGAIN {
        waitForRoom(in: file)
        continue
      }
      guard count > 0 else { return count < 0 ? errno : ENOSPC }
      written += count
    }
    return nil
  }

  /// A pipe that does not block is waited for as one that does.
  private static func waitForRoom(in file: CInt) {
    var output = pollfd(fd: file, events: Int16(POLLOUT), revents: 0)
    _ = unsafe poll(&output, 1, 1000)
  }
}

/// Why a file could not be written.
package enum FileFailure: Error, Hashable {
  /// There is something of that name.
  case exists
  /// What is there is a folder, a pipe or a device.
  case notAFile
  /// What is there holds something that is not ours.
  case notOurs
  /// What is there is somebody else's, or has a second name.
  case ofOthers
  /// The system's error number.
  case system(CInt)

  /// In the words of the system.
  package var words: SafeText {
    switch self {
    case .exists: Self.words(of: EEXIST)
    case .notAFile: "It is not a plain file"
    case .notOurs: "It holds something else, and stays as it is"
    case .ofOthers: "It is somebody else's file, or has a second name"
    case .system(let number): Self.words(of: number)
    }
  }

  /// What the system calls an error number.
  package static func words(of number: CInt) -> SafeText {
    SafeText(sanitizing: systemWords(number))
  }
}
