import Foundation

/// The built program, run as a person or a script would.
struct Program {
  /// What one run came to.
  struct Outcome {
    let status: Int32
    let output: String
    let errors: String

    /// The output read as one JSON value.
    var json: [String: Any] {
      get throws {
        let value = try JSONSerialization.jsonObject(with: Data(output.utf8))
        return value as? [String: Any] ?? [:]
      }
    }
  }

  /// The program beside the test runner.
  static let path: String = {
    let runner = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    return runner.deletingLastPathComponent().appending(path: "tilldesk").path
  }()

  /// Runs a command to its end.
  static func run(_ arguments: [String], environment: [String: String] = [:]) throws -> Outcome {
    let folder = try ScratchFolder()
    defer { folder.remove() }
    let outputPath = folder.path("out")
    let errorsPath = folder.path("err")
    let process = Process()
    process.executableURL = URL(filePath: path)
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try handle(outputPath)
    process.standardError = try handle(errorsPath)
    try process.run()
    process.waitUntilExit()
    return Outcome(
      status: process.terminationStatus,
      output: try String(contentsOfFile: outputPath, encoding: .utf8),
      errors: try String(contentsOfFile: errorsPath, encoding: .utf8))
  }

  private static func handle(_ path: String) throws -> FileHandle {
    _ = FileManager.default.createFile(atPath: path, contents: nil)
    return try FileHandle(forWritingTo: URL(filePath: path))
  }
}

/// A folder of one test, removed at its end.
struct ScratchFolder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "tilldesk-\(UUID().uuidString)")
    try FileManager.default.createDirectory(
      at: url, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
  }

  /// The path of a file in it.
  func path(_ name: String) -> String { url.appending(path: name).path }

  func remove() { try? FileManager.default.removeItem(at: url) }
}
