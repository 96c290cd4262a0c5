import Foundation

/// How much is tried: little in every test run, or as much as `TILLDESK_FUZZ_STRINGS` says.
enum FuzzPlan {
  static let strings: Int =
    ProcessInfo.processInfo.environment["TILLDESK_FUZZ_STRINGS"].flatMap { Int($0) } ?? 500

  /// Adds a line to the report that `TILLDESK_FUZZ_REPORT` names, where it names one.
  static func note(_ line: String) throws {
    guard let path = ProcessInfo.processInfo.environment["TILLDESK_FUZZ_REPORT"] else { return }
    let file = try FileHandle(forWritingTo: URL(filePath: path))
    try file.seekToEnd()
    try file.write(contentsOf: Data("\(line)\n".utf8))
    try file.close()
  }
}
