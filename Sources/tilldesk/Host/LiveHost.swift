import Foundation
import Host
import Journal

/// What the host says of the agent and of its folders.
enum LiveHost {
  /// The login name; never taken from the configuration.
  static var login: String { HostUser(id: getuid()).name }

  /// Where decisions are made: this host, and the client's address when it came by SSH.
  static var origin: EventOrigin {
    let client = ProcessInfo.processInfo.environment["SSH_CLIENT"]?.split(separator: " ").first
    return EventOrigin(
      host: ProcessInfo.processInfo.hostName, sshClient: client.map(String.init))
  }

  /// Makes the folder of a file, readable by its owner only, where it is missing.
  static func makeFolder(of path: String) throws(JournalError) {
    let folder = URL(filePath: path).deletingLastPathComponent()
    do {
      try FileManager.default.createDirectory(
        at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw .io("the folder \(folder.path) cannot be made: \(error.localizedDescription)")
    }
  }
}
