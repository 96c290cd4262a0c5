import Foundation
import Testing

/// What the cells of one run share: the slots in which they run, and the sheet on which they write.
struct MatrixRun: Sendable {
  /// The run that the current test belongs to.
  @TaskLocal static var current: MatrixRun?

  /// So many cells at a time that waiting is shared and nobody waits for a processor.
  let slots = Slots(6)
  let sheet = FaultSheet()
}

/// Gives the cells of a suite their run, and writes the table when they are through.
struct WritesFaultTable: SuiteTrait, TestScoping {
  /// The variable that names the file of the table; without it none is written.
  static let variable = "TILLDESK_FAULT_TABLE"

  func provideScope(
    for test: Test, testCase: Test.Case?,
    performing function: @concurrent @Sendable () async throws -> Void
  ) async throws {
    let run = MatrixRun()
    try await MatrixRun.$current.withValue(run) { try await function() }
    guard let path = ProcessInfo.processInfo.environment[Self.variable] else { return }
    let table = try #require(run.sheet.table, "not every cell was run")
    try table.write(toFile: path, atomically: true, encoding: .utf8)
  }
}
