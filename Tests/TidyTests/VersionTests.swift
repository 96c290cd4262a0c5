import Foundation
import Testing

/// The program and the list of changes tell one version.
struct VersionTests {
  @Test func `the program is of the newest version that the list of changes names`() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let changes = try String(contentsOf: root.appending(path: "CHANGELOG.md"), encoding: .utf8)
    let newest = try #require(changes.firstMatch(of: /(?m)^## (\d+\.\d+\.\d+)/)?.1)
    let program = try SourceTree(below: "Sources/tilldesk").files
      .first { $0.path.hasSuffix("/Program.swift") }
    #expect(program?.lines.contains { $0.contains("version: \"\(newest)\"") } == true)
  }
}
