import TextSafety

/// Whether somebody else could put other words into a file that this program obeys.
///
/// Where money goes is what a configuration says: it counts only where none but this user and root can change it, or put
/// another file in its place.
struct FileTrust {
  /// Where files are looked at.
  let world: SettingsWorld

  private static let writableByOthers: UInt32 = 0o022
  private static let writableByAll: UInt32 = 0o002
  /// In such a folder nobody moves what is another's.
  private static let sticky: UInt32 = 0o1000

  /// What is wrong with a configuration as a file; `nil` when nothing is.
  func mistake(inConfiguration path: String) -> ConfigurationMistake? {
    guard let status = world.fileStatus(path) else { return nil }
    guard status.isRegular else { return notPlain(path) }
    if status.permissions & Self.writableByOthers != 0 {
      return mistake(
        path, "Others can change this file (mode \(octal(status))).", "Run: chmod go-w \(path)")
    }
    guard isTrusted(status) else {
      return mistake(
        path, "This file belongs to another user, who can change it.",
        "Give it to this user or to root: chown USER \(path)")
    }
    let target = world.resolvedPath(path)
    for place in path == target ? [path] : [path, target] {
      let folders = Self.folders(above: place)
      if let folder = folders.first, let mistake = mistake(inFolder: folder, of: path) {
        return mistake
      }
      for folder in folders.dropFirst() where isOpenToAll(folder) {
        return exchangeable(path, folder)
      }
    }
    return nil
  }

  /// What is wrong with a theme as a file; `nil` when nothing is.
  ///
  /// It can make LIVE look like test, but moves nothing: that a group keeps it is no mistake.
  func mistake(inTheme path: String) -> ConfigurationMistake? {
    guard let status = world.fileStatus(path) else { return nil }
    guard status.isRegular else { return notPlain(path) }
    if status.permissions & Self.writableByAll != 0 {
      return mistake(
        path, "Everybody can change this file (mode \(octal(status))).", "Run: chmod o-w \(path)")
    }
    guard let folder = Self.folders(above: path).first, isOpenToAll(folder) else { return nil }
    return exchangeable(path, folder)
  }

  // MARK: - Folders

  private func mistake(inFolder folder: String, of path: String) -> ConfigurationMistake? {
    guard let status = world.fileStatus(folder) else { return nil }
    if status.permissions & Self.writableByOthers != 0, status.permissions & Self.sticky == 0 {
      return exchangeable(path, folder)
    }
    guard !isTrusted(status), status.permissions & Self.sticky == 0 else { return nil }
    return mistake(
      path, "Its folder \(folder) belongs to another user, who can put another file in its place.",
      "Move it to a folder of this user or of root.")
  }

  private func isOpenToAll(_ folder: String) -> Bool {
    guard let status = world.fileStatus(folder) else { return false }
    return status.permissions & Self.writableByAll != 0 && status.permissions & Self.sticky == 0
  }

  private func exchangeable(_ path: String, _ folder: String) -> ConfigurationMistake {
    mistake(
      path, "Others can change the folder \(folder), and so put another file in its place.",
      "Run: chmod go-w \(folder)")
  }

  /// The folders above a file, the nearest first; of a relative path only the nearest.
  static func folders(above path: String) -> [String] {
    var folders: [String] = []
    var rest = path[...]
    while let slash = rest.lastIndex(of: "/") {
      rest = rest[..<slash]
      folders.append(rest.isEmpty ? "/" : String(rest))
      guard path.hasPrefix("/") else { break }
    }
    return folders.isEmpty ? ["."] : folders
  }

  // MARK: - Words

  private func isTrusted(_ status: SettingsWorld.FileStatus) -> Bool {
    status.owner == world.userID || status.owner == 0
  }

  private func notPlain(_ path: String) -> ConfigurationMistake {
    mistake(path, "This is not a plain file.", "Name a plain file.")
  }

  private func octal(_ status: SettingsWorld.FileStatus) -> SafeText {
    SafeText(sanitizing: String(status.permissions, radix: 8))
  }

  private func mistake(
    _ path: String, _ message: SafeText, _ remedy: SafeText
  ) -> ConfigurationMistake {
    ConfigurationMistake(
      at: SourcePosition(file: path, line: nil, column: nil), message: message, remedy: remedy)
  }
}
