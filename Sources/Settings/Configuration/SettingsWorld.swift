package import Host

/// What reading a configuration needs of the world: environment, files, and where they lie.
package struct SettingsWorld: Sendable {
  /// What came of reading a file.
  package enum FileContents: Sendable {
    /// There is no such file.
    case absent
    /// It, or a folder above it, is a link to what does not exist.
    case dangling
    /// It is there and cannot be read; the system's words say why.
    case unreadable(String)
    /// Its bytes.
    case bytes([UInt8])
  }

  /// The value of an environment variable.
  package var environment: @Sendable (String) -> String?
  /// Reads a file whole.
  package var readFile: @Sendable (String) -> FileContents
  /// Asks about a file, following links; `nil` when there is none.
  package var fileStatus: @Sendable (String) -> FileStatus?
  /// The names in a folder, in no order; none when there is no such folder.
  package var listFolder: @Sendable (String) -> [String]
  /// The type of the file system under a path or its nearest existing parent: `ext4`, `nfs4`.
  package var fileSystemType: @Sendable (String) -> String?
  /// The user that this process acts as.
  package var userID: UInt32
  /// A path without links, as far as it exists.
  package var resolvedPath: @Sendable (String) -> String

  /// Makes a world.
  package init(
    environment: @escaping @Sendable (String) -> String?,
    readFile: @escaping @Sendable (String) -> FileContents,
    fileStatus: @escaping @Sendable (String) -> FileStatus?,
    listFolder: @escaping @Sendable (String) -> [String],
    fileSystemType: @escaping @Sendable (String) -> String?,
    userID: UInt32,
    resolvedPath: @escaping @Sendable (String) -> String = { $0 }
  ) {
    self.environment = environment
    self.readFile = readFile
    self.fileStatus = fileStatus
    self.listFolder = listFolder
    self.fileSystemType = fileSystemType
    self.userID = userID
    self.resolvedPath = resolvedPath
  }
}

extension SettingsWorld {
  /// The folder of the user's own settings; `nil` when neither variable names an absolute path.
  var configurationFolder: String? { folder("XDG_CONFIG_HOME", inHome: ".config") }

  /// The folder of the user's own state; `nil` when neither variable names an absolute path.
  package var stateFolder: String? { folder("XDG_STATE_HOME", inHome: ".local/state") }

  /// The user's home; `nil` unless the variable names an absolute path.
  var home: String? {
    guard let home = environment("HOME"), home.hasPrefix("/") else { return nil }
    return home == "/" ? "" : home
  }

  // Relative paths in these variables are to be ignored (XDG base directory specification).
  private func folder(_ variable: String, inHome path: String) -> String? {
    if let folder = environment(variable), folder.hasPrefix("/") { return folder + "/tilldesk" }
    return home.map { "\($0)/\(path)/tilldesk" }
  }
}
