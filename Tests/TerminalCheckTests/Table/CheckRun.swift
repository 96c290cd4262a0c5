import Foundation
import ProgramSupport
import Testing

/// What the checks of one run share: providers to look at, and the sheet on which they write.
struct CheckRun: Sendable {
  /// The run that the current test belongs to.
  @TaskLocal static var current: CheckRun?

  let configuration: String
  let sheet = CheckSheet()
}

/// Gives the checks of a suite their run, and writes the table when they are through.
struct WritesCheckTable: SuiteTrait, TestScoping {
  /// The variable that names the file of the table; without it none is written.
  static let variable = "TILLDESK_TERMINAL_TABLE"

  func provideScope(
    for test: Test, testCase: Test.Case?,
    performing function: @concurrent @Sendable () async throws -> Void
  ) async throws {
    let sandbox = try Sandbox()
    defer { sandbox.stop() }
    let run = CheckRun(configuration: sandbox.configuration)
    try await CheckRun.$current.withValue(run) { try await function() }
    guard let path = ProcessInfo.processInfo.environment[Self.variable] else { return }
    try CheckTable(sheet: run.sheet).text.write(toFile: path, atomically: true, encoding: .utf8)
  }
}
