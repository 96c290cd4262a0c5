import Foundation

/// A folder for the files of one test; it goes when the last who uses it goes.
package final class BenchFolder: Sendable {
  private let url: URL

  /// Makes the folder.
  package init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "bench-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { remove() }

  /// The path of a file in it.
  package func path(_ name: String) -> String { url.appending(path: name).path }

  /// Removes it with all that is in it.
  package func remove() { try? FileManager.default.removeItem(at: url) }
}
