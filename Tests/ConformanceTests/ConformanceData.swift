import Foundation
import Testing

/// The data sets of others, in the folder that `TILLDESK_CONFORMANCE` names.
enum ConformanceData {
  /// The folder; `nil` where the variable names none.
  static let folder = ProcessInfo.processInfo.environment["TILLDESK_CONFORMANCE"]

  /// Why the tests are skipped.
  static let needed: Comment = "TILLDESK_CONFORMANCE names no folder of data sets"

  /// The bytes of a file of the folder.
  static func bytes(_ path: String) throws -> [UInt8] {
    let folder = try #require(folder)
    return Array(try Data(contentsOf: URL(filePath: folder).appending(path: path)))
  }

  /// The text of a file of the folder.
  static func text(_ path: String) throws -> String {
    try #require(String(validating: try bytes(path), as: UTF8.self), "\(path) is no text")
  }

  /// The lines of a file of the folder that are neither empty nor remarks.
  static func lines(_ path: String) throws -> [Substring] {
    try text(path).split(whereSeparator: \.isNewline).filter { !$0.hasPrefix("#") }
  }

  /// A value read from a JSON file of the folder.
  static func json<Value: Decodable>(
    _ path: String, as type: Value.Type = Value.self
  ) throws
    -> Value
  {
    try JSONDecoder().decode(type, from: Data(bytes(path)))
  }

  /// The names of the files of a folder of the folder, in order.
  static func names(in path: String) throws -> [String] {
    let folder = try #require(folder)
    return try FileManager.default.contentsOfDirectory(
      atPath: URL(filePath: folder).appending(path: path).path
    ).sorted()
  }
}

/// What came of the cases of one data set.
struct Tally {
  /// What the table calls it.
  let suite: String
  /// Cases that deviate on purpose, each with its reason.
  let deviations: [String: String]

  private var tried = 0
  private var expected = 0
  private var met: Set<String> = []
  private var wrong: [String] = []

  init(_ suite: String, deviations: [String: String] = [:]) {
    self.suite = suite
    self.deviations = deviations
  }

  /// Counts a case; `problem` says what is wrong with it.
  mutating func count(_ name: String, problem: @autoclosure () -> String?) {
    tried += 1
    guard let problem = problem() else {
      expected += 1
      return
    }
    if deviations[name] == nil { wrong.append("\(name): \(problem)") } else { met.insert(name) }
  }

  /// Counts a case that is right or not.
  mutating func count(_ name: String, isRight: Bool, _ problem: String = "it is otherwise") {
    count(name, problem: isRight ? nil : problem)
  }

  /// Expects that nothing is wrong, that something was tried, and that each deviation is still one.
  func finish(_ location: SourceLocation = #_sourceLocation) throws {
    try note()
    #expect(tried > 0, "\(suite) has no cases", sourceLocation: location)
    #expect(
      wrong.isEmpty, "\(suite)\n\(wrong.prefix(40).joined(separator: "\n"))",
      sourceLocation: location)
    let gone = Set(deviations.keys).subtracting(met).sorted()
    #expect(gone.isEmpty, "\(suite) deviates no more in \(gone)", sourceLocation: location)
  }

  /// Adds a line to the table that `TILLDESK_CONFORMANCE_TABLE` names, where it names one.
  private func note() throws {
    guard let path = ProcessInfo.processInfo.environment["TILLDESK_CONFORMANCE_TABLE"] else {
      return
    }
    let numbers = [tried, expected, met.count, wrong.count].map { number in
      String(repeating: " ", count: max(0, 10 - String(number).count)) + String(number)
    }
    let line = suite.padding(toLength: 40, withPad: " ", startingAt: 0) + numbers.joined() + "\n"
    let file = try FileHandle(forWritingTo: URL(filePath: path))
    try file.seekToEnd()
    try file.write(contentsOf: Data(line.utf8))
    try file.close()
  }
}
