import Glibc

/// Who may use the files of a folder: its owner only, or its group too, where the folder was made setgid on purpose.
package enum FolderSharing {
  /// The permissions of a new file at a path.
  package static func fileMode(at path: String) -> UInt32 {
    isShared(HostPath.directory(of: path)) ? 0o660 : 0o600
  }

  /// Whether a folder is shared by its group.
  package static func isShared(_ folder: String) -> Bool {
    var status = stat()
    return unsafe stat(folder, &status) == 0 && status.st_mode & S_ISGID != 0
  }

  /// Makes a folder and those above it, each for its owner only, or for its group below a shared one.
  package static func makeFolder(_ path: String) throws(FolderFailure) {
    var status = stat()
    if unsafe stat(path, &status) == 0 { return }
    let parent = HostPath.directory(of: path)
    if parent != path { try makeFolder(parent) }
    let shared = isShared(parent)
    guard unsafe mkdir(path, 0o700) == 0 || errno == EEXIST else {
      throw FolderFailure(path: path, number: errno)
    }
    if shared { unsafe chmod(path, 0o2770) }
  }
}

/// A folder that could not be made.
package struct FolderFailure: Error, Hashable {
  /// The folder, which may be one above the one that was wanted.
  package let path: String
  /// The system's error number.
  package let number: CInt

  /// Makes a failure.
  package init(path: String, number: CInt) {
    self.path = path
    self.number = number
  }
}
