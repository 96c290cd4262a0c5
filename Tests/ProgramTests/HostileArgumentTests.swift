import HostileInput
import ProgramSupport
import Testing

/// What a script passes on may be what a provider sent.
struct HostileArgumentTests {
  @Test(arguments: [
    ["show", "\u{1B}[2J\nLIVE paid"], ["search", "--limit", "\u{1B}]0;owned\u{7}\nLIVE"],
    ["refund", "uk-store/1", "--amount\u{9B}2J\nLIVE", "5"], ["\u{202E}\nLIVE\u{1B}c"],
  ])
  func `a mistake on the command line quotes nothing that a terminal acts on`(
    arguments: [String]
  ) throws {
    let outcome = try Program.run(arguments)
    #expect(outcome.status == 64, "\(outcome.errors)")
    #expect(outcome.output.isEmpty)
    #expect(outcome.errors.hasPrefix("Error: "))
    #expect(OutputLeak.find(in: outcome.errors.utf8, allowing: [0x0A]) == nil)
    #expect(!outcome.errors.split(separator: "\n").contains { $0.hasPrefix("LIVE") })
  }
}
