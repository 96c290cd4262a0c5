package import Foundation

/// A folder of one test, removed at its end.
package struct ScratchFolder: Sendable {
  /// Where it is.
  package let url: URL

  /// Makes it, for its owner only.
  package init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "tilldesk-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: url, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
  }

  /// The path of a file in it.
  package func path(_ name: String) -> String { url.appending(path: name).path }

  /// The text of a file in it.
  package func text(_ name: String) throws -> String {
    try String(contentsOfFile: path(name), encoding: .utf8)
  }

  /// Removes it with everything in it.
  package func remove() { try? FileManager.default.removeItem(at: url) }
}
