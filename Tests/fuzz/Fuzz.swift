import Foundation
import HostileScreens

/// Tries hostile texts: `fuzz [STRINGS]`, so many on every screen and in every conversation, and as
/// many on all screens together through a terminal that judges the bytes.
///
/// Prints a line for each; a text that got out is printed with its seed and ends the program with
/// status 1.
@main
struct Fuzz {
  static func main() async throws {
    let strings = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 100_000
    let started = ContinuousClock.now
    var outcomes = await canvases(strings)
    outcomes += await conversations(strings)
    let bytes = try ByteFuzz.run(strings: strings)
    say("\(bytes)")
    outcomes.append(bytes)
    let leaks = outcomes.filter { $0.leak != nil }
    let total = outcomes.reduce(0) { $0 + $1.strings }
    let seconds = (ContinuousClock.now - started).components.seconds
    say(
      """
      \(total) strings, \(outcomes.reduce(0) { $0 + $1.rounds }) screens and conversations, \
      \(seconds) s: \(leaks.isEmpty ? "no leak" : "\(leaks.count) LEAKS")
      """)
    if !leaks.isEmpty { exit(1) }
  }

  private static func canvases(_ strings: Int) async -> [FuzzOutcome] {
    await each(HostileScreen.all) { number, screen in
      CanvasFuzz.run(screen, strings: strings, seed: UInt64(number))
    }
  }

  private static func conversations(_ strings: Int) async -> [FuzzOutcome] {
    await each(HostileTalk.all) { number, talk in
      TalkFuzz.run(talk, strings: strings, seed: UInt64(number))
    }
  }

  /// Tries one thing after the other, as many at once as there are processors, and says what came of each in order.
  private static func each<Thing: Sendable>(
    _ things: [Thing], _ run: @escaping @Sendable (Int, Thing) -> FuzzOutcome
  ) async -> [FuzzOutcome] {
    await withTaskGroup(
      of: (Int, FuzzOutcome).self, returning: [FuzzOutcome].self
    ) { group in
      var waiting = Array(things.enumerated())[...]
      var outcomes: [Int: FuzzOutcome] = [:]
      var told = 0
      for (number, thing) in waiting.prefix(ProcessInfo.processInfo.activeProcessorCount) {
        group.addTask { (number, run(number, thing)) }
      }
      waiting = waiting.dropFirst(ProcessInfo.processInfo.activeProcessorCount)
      for await (number, outcome) in group {
        if let (next, thing) = waiting.popFirst() { group.addTask { (next, run(next, thing)) } }
        outcomes[number] = outcome
        while let next = outcomes[told] {
          say("\(next)")
          told += 1
        }
      }
      return things.indices.compactMap { outcomes[$0] }
    }
  }

  private static func say(_ line: String) {
    FileHandle.standardOutput.write(Data((line + "\n").utf8))
  }
}
