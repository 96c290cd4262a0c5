import Glibc

/// Who may use the files of a folder: its owner only, or its group too, where the folder was made setgid on purpose.
package enum FolderSharing {
  /// The permissions of a new file at a path.
  package static func fileMode(at path: String) -> UInt32 {
    isShared(HostFiles.directory(of: path)) ? 0o660 : 0o600
  }

  /// The folder of a file; `.` when the path names none.
  package static func folder(of path: String) -> String { HostFiles.directory(of: path) }

  /// Whether a folder is shared by its group.
  package static func isShared(_ folder: String) -> Bool {
    var status = stat()
    return unsafe stat(folder, &status) == 0 && status.st_mode & S_ISGID != 0
  }

  /// Makes the folder of a file and those above it, each shared as the one it lies in.
  package static func makeFolder(of path: String) throws(JournalError) {
    try HostFiles.makeDirectory(HostFiles.directory(of: path))
  }
}
