import Attack
import Foundation
import Testing

/// Providers that answer with anything: no crash, no second movement, no false word.
///
/// A sample of the answers; with `TILLDESK_ATTACK_TABLE` all of them, and a table in the file that it names.
@Suite(.serialized) struct AttackTests {
  /// Where the table goes; `nil` for a sample and no table.
  private static let table = ProcessInfo.processInfo.environment["TILLDESK_ATTACK_TABLE"]
  /// One of so many answers to writes.
  private static let writeStep = table == nil ? 37 : step
  /// One of so many answers to reads.
  private static let readStep = table == nil ? 61 : 5 * step
  /// With `TILLDESK_ATTACK_STEP` one of so many, for a quicker table.
  private static var step: Int {
    ProcessInfo.processInfo.environment["TILLDESK_ATTACK_STEP"].flatMap { Int($0) } ?? 1
  }

  @Test(arguments: Wire.allCases)
  func `whatever is said to a write, money moves once and nobody is told otherwise`(
    _ wire: Wire
  ) throws {
    for executed in [true, false] {
      let tally = try Siege.writes(wire, executed: executed, every: Self.writeStep)
      try Self.report(tally)
      #expect(tally.problems.isEmpty, "\(tally.problems.joined(separator: "\n"))")
    }
  }

  @Test(arguments: [Wire.neropayRefund, .nectarRefund, .aiicRefund])
  func `whatever is said to a read, nothing ends the program or moves money twice`(
    _ wire: Wire
  ) throws {
    let tally = try Siege.reads(wire, every: Self.readStep)
    try Self.report(tally)
    #expect(tally.problems.isEmpty, "\(tally.problems.joined(separator: "\n"))")
  }

  /// Adds a line to the table, and the problems to what is printed.
  private static func report(_ tally: Siege.Tally) throws {
    guard let table else { return }
    if !FileManager.default.fileExists(atPath: table) {
      _ = FileManager.default.createFile(atPath: table, contents: nil)
    }
    let handle = try #require(FileHandle(forWritingAtPath: table))
    try handle.seekToEnd()
    let columns = [
      tally.answers, tally.commands, tally.crashes.count, tally.doubles.count,
      tally.falseNos.count, tally.falseYeses.count,
    ].map { String($0) }
    let line =
      ([tally.name.padding(toLength: 34, withPad: " ", startingAt: 0)]
      + columns.map { String(repeating: " ", count: max(0, 12 - $0.count)) + $0 }).joined()
    try handle.write(
      contentsOf: Data((line + "\n" + tally.problems.map { "  \($0)\n" }.joined()).utf8))
  }
}
