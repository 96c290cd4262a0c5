import Attack
import Dispatch
import Foundation
import Synchronization
import Testing

/// Providers that answer with anything: no crash, no second movement, no false word.
///
/// A sample of the answers; with `TILLDESK_ATTACK_TABLE` all of them, and a table in the file that it names.
struct AttackTests {
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

  /// Most of an attack is waiting for what never comes: some go on at once, on threads of their own.
  private static let fields = DispatchQueue(label: "attacks", attributes: .concurrent)
  private static let places = DispatchSemaphore(value: 4)
  private static let isWriting = Mutex(())

  @Test(arguments: Wire.allCases, [true, false])
  func `whatever is said to a write, money moves once and nobody is told otherwise`(
    _ wire: Wire, isExecuted: Bool
  ) async throws {
    let tally = try await Self.besiege {
      try Siege.writes(wire, executed: isExecuted, every: Self.writeStep)
    }
    #expect(tally.problems.isEmpty, "\(tally.problems.joined(separator: "\n"))")
  }

  @Test(arguments: [Wire.neropayRefund, .nectarRefund, .aiicRefund])
  func `whatever is said to a read, nothing ends the program or moves money twice`(
    _ wire: Wire
  ) async throws {
    let tally = try await Self.besiege { try Siege.reads(wire, every: Self.readStep) }
    #expect(tally.problems.isEmpty, "\(tally.problems.joined(separator: "\n"))")
  }

  private static func besiege(
    _ attack: @escaping @Sendable () throws -> Siege.Tally
  ) async throws -> Siege.Tally {
    let tally = try await withCheckedThrowingContinuation { continuation in
      fields.async {
        places.wait()
        defer { places.signal() }
        continuation.resume(with: Result { try attack() })
      }
    }
    try isWriting.withLock { _ in try report(tally) }
    return tally
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
