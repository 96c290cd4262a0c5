import Foundation
import Glibc
import ProgramSupport
import Testing

/// The commands of the README, typed as they stand in a folder in which nothing is yet.
struct ReadmeTests {
  /// The lines that are set in below a heading of the README, in their order.
  private static func typedLines(below heading: String) throws -> [String] {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let text = try String(contentsOf: root.appending(path: "README.md"), encoding: .utf8)
    let section = try #require(
      text.components(separatedBy: "\n## ").first { $0.hasPrefix(heading) })
    return section.split(separator: "\n").filter { $0.hasPrefix("    ") }
      .map { $0.trimmingCharacters(in: .whitespaces) }
  }

  static let shells = ["bash", "zsh"].filter { shell in
    ["/bin/", "/usr/bin/"].contains { unsafe access($0 + shell, X_OK) == 0 }
  }

  @Test(arguments: shells) func `every command does what it says`(_ shell: String) throws {
    let folder = try ScratchFolder()
    defer { folder.remove() }
    try FileManager.default.createDirectory(
      atPath: folder.path("bin"), withIntermediateDirectories: false)
    try FileManager.default.createSymbolicLink(
      atPath: folder.path("bin/tilldesk"), withDestinationPath: Program.path)
    var before = "cd '\(folder.url.path)'; export PATH=\"$PWD/bin:$PATH\"; "
    var sandboxes: [RunningProgram] = []
    let lines = try Self.typedLines(below: "The command line")
    #expect(lines.count >= 10)
    for line in lines {
      func start() throws -> RunningProgram {
        // Of the last command the shell becomes the program, which then gets the signals.
        try Program.start(
          in: shell, line.hasPrefix("tilldesk") ? "\(before)exec \(line)" : before + line,
          environment: ["HOME": folder.url.path, "XDG_CONFIG_HOME": "", "TILLDESK_CONFIG": ""])
      }
      if line.hasPrefix("export ") {
        before += line + "; "
      } else if line.hasPrefix("tilldesk sandbox") {
        let sandbox = try start()
        try sandbox.says("configuration:")
        sandboxes.append(sandbox)
      } else if line.hasPrefix("tilldesk worker") {
        let worker = try start()
        try worker.says("Settling")
        worker.send(SIGTERM)
        #expect(try worker.finish().status == 0)
      } else {
        let outcome = try start().finish()
        #expect(outcome.status == 0, "\(line): \(outcome.errors)")
        #expect(!outcome.output.isEmpty, "\(line)")
      }
    }
    #expect(sandboxes.count == 2)
    for sandbox in sandboxes {
      sandbox.send(SIGTERM)
      _ = try sandbox.finish()
    }
  }
}
