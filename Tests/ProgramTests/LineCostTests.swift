import ChildProcesses
import ProgramSupport
import Testing

/// What a key costs on the line, counted on a terminal that the program really writes to.
@Suite(.serialized) struct LineCostTests {
  /// Presses after which the cursor has come to the last visible row.
  private static let presses = 40

  @Test(arguments: [(80, 24, 160), (160, 50, 240)])
  func `a cursor move and a one-line scroll keep within their bytes`(
    _ columns: Int, _ rows: Int, _ moveBar: Int
  ) throws {
    let sandbox = try Sandbox(transactions: 200)
    let terminal = try MeasuredProgram(
      [Program.path, "--config", sandbox.configuration], columns: columns, rows: rows,
      environment: [
        "TERM": "xterm-256color", "LANG": "C.UTF-8", "TZ": "UTC", "HOME": "/nonexistent",
        "PATH": "/usr/bin:/bin",
      ])
    defer { terminal.close() }
    // The index fills and the first payment is read.
    terminal.settle(quiet: 2500)
    let moves = (0..<Self.presses).map { terminal.press($0 % 4 < 2 ? "j" : "k").bytes.count }
    for _ in 0..<rows { _ = terminal.press("j") }
    let scrolls = (0..<Self.presses).map { _ in terminal.press("j").bytes.count }
    // Not the means: on a machine under load the cursor may seem to rest, and a payment is painted.
    #expect((1...moveBar).contains(median(moves)), "\(moves)")
    #expect((1...342).contains(median(scrolls)), "\(scrolls)")
  }

  private func median(_ counts: [Int]) -> Int { counts.sorted()[counts.count / 2] }
}
