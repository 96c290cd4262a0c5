import Foundation
import Simulation

/// Runs simulated worlds: `simulate [SEEDS] [FROM]`, both with a usual value.
///
/// Prints how far it is now and then; the story of a single world is printed in any case. A world in which a rule is broken is printed whole, with the command that runs it
/// again, and ends the program with status 1.
@main
struct Simulate {
  static func main() async throws {
    let numbers = CommandLine.arguments.dropFirst().compactMap { UInt64($0) }
    let count = max(1, numbers.first ?? 2000)
    let from = numbers.dropFirst().first ?? 1
    let started = Date()
    let campaign = try Campaign(
      seeds: from...(from + count - 1),
      progress: { tally in
        guard tally.worlds.isMultiple(of: 1000) else { return }
        say("\(tally.worlds) of \(count) worlds, \(Int(Date().timeIntervalSince(started))) s")
      })
    let tally = try await campaign.run(threads: ProcessInfo.processInfo.activeProcessorCount)
    for verdict in count == 1 ? [tally.last].compactMap(\.self) : tally.failures { tell(verdict) }
    let counts = Occurrence.allCases.map { "\($0.rawValue) \(tally.counts[$0, default: 0])" }
    say(counts.joined(separator: ", "))
    say(
      """
      \(tally.worlds) worlds from seed \(from), \(tally.steps) steps, money moved \(tally.movements) times, \
      \(tally.comparisons) remaining amounts compared, digest \(String(tally.digest, radix: 16)), \
      \(Int(Date().timeIntervalSince(started))) s: \(tally.failures.isEmpty ? "all rules held" : "BROKEN")
      """)
    if !tally.failures.isEmpty { exit(1) }
  }

  private static func tell(_ verdict: Simulation.Verdict) {
    for step in verdict.story.steps { say(step) }
    say("Again: make simulate SEEDS=1 FROM=\(verdict.seed)")
  }

  private static func say(_ line: String) {
    FileHandle.standardOutput.write(Data((line + "\n").utf8))
  }
}
