import Foundation
import Terminal

/// How much is tried: a few thousand strings in every test run, or as many as
/// `TILLDESK_FUZZ_STRINGS` says on every screen.
enum FuzzPlan {
  static let stringsPerScreen: Int =
    ProcessInfo.processInfo.environment["TILLDESK_FUZZ_STRINGS"].flatMap { Int($0) } ?? 1_000

  /// Where a line of what was tried goes; nowhere unless it is named.
  static let report = ProcessInfo.processInfo.environment["TILLDESK_FUZZ_REPORT"]

  /// So many texts at once are enough for the fields of every screen.
  static let textsPerRound = 64

  /// The sizes take turns.
  static func size(ofRound round: Int) -> Size {
    PictureTests.sizes[round % PictureTests.sizes.count]
  }

  /// Adds a line to the report.
  static func note(_ line: String) throws {
    guard let report else { return }
    let file = try FileHandle(forWritingTo: URL(filePath: report))
    try file.seekToEnd()
    try file.write(contentsOf: Data("\(line)\n".utf8))
    try file.close()
  }
}
