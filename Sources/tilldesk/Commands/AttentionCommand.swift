import ArgumentParser
import SupportDesk
import TextSafety

/// `tilldesk attention`: what is unresolved, with its evidence and what can be done about it.
struct AttentionCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "attention",
    abstract:
      "List what needs somebody: unknown outcomes, what is stuck, what turned out otherwise.",
    discussion: """
      Reads the record only and asks no provider; tilldesk reconcile asks. The exit code is 0 whether or not \
      something needs attention.
      """)

  @Flag(name: .long, help: "Print an array of objects.")
  var json = false
  @OptionGroup var options: ConfigurationOptions

  func run() async throws {
    let bench = try Workbench.open(options)
    let dossiers = try bench.matters()
    let obstacles = bench.desk.merchantObstacles
    // A script reads what is the matter with payments; a person has to know both.
    if json { for obstacle in obstacles { Console.narrate(obstacle) } }
    if !json, !obstacles.isEmpty {
      Console.data(lines: obstacles)
      if !dossiers.isEmpty { Console.data("") }
    }
    if json {
      Console.data(.array(dossiers.map(JSONValue.matter)))
    } else if dossiers.isEmpty, let matter = bench.desk.recordMatter {
      Console.data(matter)
    } else if dossiers.isEmpty, obstacles.isEmpty {
      Console.data("Nothing needs attention.")
    } else {
      for (number, dossier) in dossiers.enumerated() {
        if number > 0 { Console.data("") }
        Console.data(lines: AttentionText(dossier, zone: bench.zone).lines)
      }
    }
  }
}
