import Host
package import TextSafety

/// Why a secret could not be taken from its source.
///
/// Never holds a part of it, nor what a program printed.
package enum SecretProblem: Error, Hashable, Sendable {
  /// There is no such file.
  case fileMissing(String)
  /// The file cannot be read; the system's words say why.
  case fileUnreadable(String, String)
  /// The path names something that is no plain file.
  case notAFile(String)
  /// The path is a link: what it leads to can be exchanged where nobody looks.
  case isLink(String)
  /// Others can put another file in its place.
  case folderOpenToOthers(String, folder: String)
  /// The file's mode lets its group or everyone at it.
  case readableByOthers(String, permissions: UInt32)
  /// The file belongs to another user than this one and root.
  case ownedByOther(String)
  /// The environment variable is not set.
  case variableMissing(String)
  /// The program could not be started; the system's words say why.
  case commandNotStarted(String, String)
  /// The program ended with another status than 0.
  case commandFailed(String, exitCode: Int32)
  /// The program was ended by a signal.
  case commandKilled(String, signal: Int32)
  /// The program did not end in time.
  case commandTooSlow(String, seconds: Int64)
  /// Nothing but, perhaps, a line end came.
  case empty(String)
  /// More came than any key has.
  case tooLong(String)
  /// Line ends or other control characters stand inside.
  case controlCharacters(String)
  /// The secret was read and could not be kept in guarded memory.
  case notGuarded(String)

  /// What is wrong; a whole sentence.
  package var message: SafeText {
    switch self {
    case .fileMissing(let path): "The secret file \(path) does not exist."
    case .fileUnreadable(let path, let words): "The secret file \(path) cannot be read: \(words)."
    case .notAFile(let path): "\(path) is not a plain file."
    case .isLink(let path): "\(path) is a link."
    case .folderOpenToOthers(let path, let folder):
      "Others can change the folder \(folder), and so put another file in the place of \(path)."
    case .readableByOthers(let path, let permissions):
      "The secret file \(path) is open to others (mode \(octal(permissions)))."
    case .ownedByOther(let path):
      "The secret file \(path) belongs to another user, who can change it."
    case .variableMissing(let name): "The environment variable \(name) is not set."
    case .commandNotStarted(let program, let words): "\(program) could not be started: \(words)."
    case .commandFailed(let program, let code): "\(program) ended with exit code \(code)."
    case .commandKilled(let program, let signal): "\(program) was ended by signal \(signal)."
    case .commandTooSlow(let program, let seconds): "\(program) did not end within \(seconds) s."
    case .empty(let source): "\(source) gave an empty secret."
    case .tooLong(let source): "\(source) gave more than \(SecretReader.byteLimit) bytes."
    case .controlCharacters(let source):
      "The secret from \(source) has line ends or control characters in it."
    case .notGuarded(let reason): "The secret could not be guarded: \(reason)."
    }
  }

  /// What to do; a whole sentence.
  package var remedy: SafeText {
    switch self {
    case .fileMissing: "Create it with mode 600, or correct the path."
    case .fileUnreadable: "Run as the user who owns it, or give the file to this user."
    case .notAFile: "Name a file that holds the secret and nothing else."
    case .isLink: "Name the file itself."
    case .folderOpenToOthers(_, let folder): "Run: chmod go-w \(folder)"
    case .readableByOthers(let path, _): "Run: chmod 600 \(path)"
    case .ownedByOther(let path): "Give it to this user or to root: chown USER \(path)"
    case .variableMissing(let name): "Set \(name) before starting, or name a file or a command."
    case .commandNotStarted: "Write the program's full path, and check that it can be run."
    case .commandFailed, .commandKilled: "Run the command by hand to see what it says."
    case .commandTooSlow: "Unlock what it waits for first; it must not ask anything here."
    case .empty, .tooLong, .controlCharacters:
      "Store the secret alone, on one line, exactly as the provider gave it."
    case .notGuarded: "Raise the locked-memory limit (ulimit -l)."
    }
  }

  private func octal(_ permissions: UInt32) -> SafeText {
    SafeText(sanitizing: String(permissions, radix: 8))
  }
}

extension SecretProblem {
  /// What is wrong with a file as a place for a secret; `nil` when nothing is.
  static func of(
    _ status: FileStatus, path: String, userID: UInt32
  ) -> SecretProblem? {
    if !status.isRegular { return .notAFile(path) }
    if status.permissions & 0o077 != 0 {
      return .readableByOthers(path, permissions: status.permissions)
    }
    if status.owner != userID, status.owner != 0 { return .ownedByOther(path) }
    return nil
  }

  /// What is wrong with the folder of a file as a place for a secret; `nil` when nothing is.
  static func of(
    folder status: FileStatus, _ folder: String, path: String, userID: UInt32
  ) -> SecretProblem? {
    // In a sticky folder nobody moves what is another's.
    let isSticky = status.permissions & 0o1000 != 0
    let isOpen =
      status.permissions & 0o022 != 0 || (status.owner != userID && status.owner != 0)
    return isOpen && !isSticky ? .folderOpenToOthers(path, folder: folder) : nil
  }

  /// What is wrong with a variable as a place for a secret; `nil` when nothing is.
  static func of(variable name: String, value: String?) -> SecretProblem? {
    guard let value else { return .variableMissing(name) }
    return value.isEmpty ? .empty("The variable \(name)") : nil
  }
}
