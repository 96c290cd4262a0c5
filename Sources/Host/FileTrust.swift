/// Whether somebody else could put other words into a file that a program obeys.
///
/// What such a file says counts only where none but this user and root can change it, or put another file in its place.
package struct FileTrust {
  /// What somebody else could do.
  package enum Finding: Hashable, Sendable {
    /// It is a folder, a pipe or a device.
    case notPlain
    /// Others can write it, with these permissions.
    case writable(permissions: UInt32)
    /// It belongs to another user.
    case ofAnother
    /// Others can write its folder, or one above.
    case exchangeable(folder: String)
    /// Its folder belongs to another user.
    case folderOfAnother(folder: String)
  }

  private let status: (String) -> FileStatus?
  private let resolved: (String) -> String
  private let userID: UInt32

  /// Takes what the host says of files, and the user that this process acts as.
  package init(
    userID: UInt32, status: @escaping (String) -> FileStatus?,
    resolved: @escaping (String) -> String
  ) {
    self.userID = userID
    self.status = status
    self.resolved = resolved
  }

  private static let writableByOthers: UInt32 = 0o022
  private static let writableByAll: UInt32 = 0o002
  /// In such a folder nobody moves what is another's.
  private static let sticky: UInt32 = 0o1000

  /// What is wrong with a file that says where money goes; `nil` when nothing is.
  package func finding(inObeyed path: String) -> Finding? {
    guard let status = status(path) else { return nil }
    guard status.isRegular else { return .notPlain }
    if status.permissions & Self.writableByOthers != 0 {
      return .writable(permissions: status.permissions)
    }
    guard isTrusted(status) else { return .ofAnother }
    let target = resolved(path)
    for place in path == target ? [path] : [path, target] {
      let folders = HostPath.folders(above: place)
      if let folder = folders.first, let finding = finding(inFolder: folder) { return finding }
      for folder in folders.dropFirst() where isOpenToAll(folder) {
        return .exchangeable(folder: folder)
      }
    }
    return nil
  }

  /// What is wrong with a file that only sets how things look; `nil` when nothing is.
  ///
  /// That a group keeps it is no mistake.
  package func finding(inShown path: String) -> Finding? {
    guard let status = status(path) else { return nil }
    guard status.isRegular else { return .notPlain }
    if status.permissions & Self.writableByAll != 0 {
      return .writable(permissions: status.permissions)
    }
    guard let folder = HostPath.folders(above: path).first, isOpenToAll(folder) else { return nil }
    return .exchangeable(folder: folder)
  }

  private func finding(inFolder folder: String) -> Finding? {
    guard let status = status(folder) else { return nil }
    guard status.permissions & Self.sticky == 0 else { return nil }
    if status.permissions & Self.writableByOthers != 0 { return .exchangeable(folder: folder) }
    return isTrusted(status) ? nil : .folderOfAnother(folder: folder)
  }

  private func isOpenToAll(_ folder: String) -> Bool {
    guard let status = status(folder) else { return false }
    return status.permissions & Self.writableByAll != 0 && status.permissions & Self.sticky == 0
  }

  private func isTrusted(_ status: FileStatus) -> Bool {
    status.owner == userID || status.owner == 0
  }
}
