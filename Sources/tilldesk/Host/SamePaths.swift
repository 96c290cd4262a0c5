import Foundation
import Host
import Payments
import Settings
import TextSafety

/// Files that the configuration names twice: what is written to one would destroy the other.
///
/// Files are compared by device and inode, so that links and detours do not hide it; those that are not there yet by
/// their folder and name.
enum SamePaths {
  private struct Named {
    let name: SafeText
    let path: String
    /// Whether it is written to.
    let isWritten: Bool
  }

  private enum Identity: Hashable {
    case file(FileIdentity)
    case absent(folder: String, name: String)
  }

  /// Throws when one file has two purposes.
  static func refuse(in configuration: Configuration) throws(CommandFailure) {
    var seen: [Identity: Named] = [:]
    for named in named(by: configuration) {
      let identity = identity(of: named.path)
      guard let other = seen[identity] else {
        seen[identity] = named
        continue
      }
      guard other.name != named.name, other.isWritten || named.isWritten else { continue }
      throw CommandFailure(
        .configuration,
        "\(other.name) and \(named.name) are the same file, \(SafeText(sanitizing: named.path)): name another file for one of them."
      )
    }
  }

  private static func named(by configuration: Configuration) -> [Named] {
    var all = configuration.files.map {
      Named(name: "the configuration", path: $0, isWritten: false)
    }
    for account in configuration.accounts {
      if case .file(let path) = account.secret {
        all.append(Named(name: "the secret of \(account.name.safe)", path: path, isWritten: false))
      }
    }
    for (name, path) in [("journal", configuration.journal), ("index", configuration.index)] {
      for file in DatabaseFiles.all(of: path) {
        all.append(Named(name: SafeText(sanitizing: name), path: file, isWritten: true))
      }
    }
    if let log = configuration.log { all.append(Named(name: "log", path: log, isWritten: true)) }
    if let memory = LiveDesk.memoryPath {
      all.append(Named(name: "what the desk remembers", path: memory, isWritten: true))
    }
    return all
  }

  private static func identity(of path: String) -> Identity {
    if let file = FileIdentity(path) { return .file(file) }
    let url = URL(filePath: path).standardizedFileURL
    return .absent(
      folder: url.deletingLastPathComponent().resolvingSymlinksInPath().path,
      name: url.lastPathComponent)
  }
}
