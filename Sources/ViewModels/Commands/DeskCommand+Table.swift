import Payments
import TextSafety

extension DeskCommand {
  /// Everything that can be typed after `:`, by name.
  ///
  /// A row is all that a new command needs: it is then completed, explained and done.
  package static let table: [DeskCommand] = {
    let own = Set(commands.map(\.name))
    let actions = DeskAction.allCases.filter {
      $0.specification.isCommand && !own.contains($0.name)
    }
    return (commands + actions.map { DeskCommand($0, aliases: $0.specification.otherNames) })
      .sorted { $0.name < $1.name }
  }()

  /// The commands that are more than an action.
  private static let commands: [DeskCommand] = [
    DeskCommand("dispute", "hold it for a dispute, or lift that") {
      model, _ throws(CommandMistake) in try model.openDispute()
    },
    DeskCommand("forget", taking: .required("NAME", \.savedNames), "give a saved search up") {
      model, name throws(CommandMistake) in try model.forgetSaved(named: name)
    },
    DeskCommand(
      "open", taking: .optional("NAME", \.savedNames), "open the payment, or a saved search"
    ) { model, name throws(CommandMistake) in
      try name.isEmpty ? model.act(asCommand: .list(.open)) : model.openSaved(named: name)
    },
    DeskCommand("quit", aliases: ["q", "exit"], "quit the program") { model, _ in
      model.quitFromAnywhere()
    },
    DeskCommand("save", taking: .required("NAME", \.savedNames), "save the search") {
      model, name throws(CommandMistake) in try model.saveSearch(named: name)
    },
    DeskCommand("sort", taking: .optional("FIELD") { _ in DeskModel.sortWords }, "sort the list") {
      model, word throws(CommandMistake) in try model.sort(by: word)
    },
    DeskCommand("theme", taking: .choice("NAME") { $0.context.themes }, "use a theme") {
      model, name throws(CommandMistake) in try model.keepTheme(name)
    },
  ]

  /// The command of a name, however it is written: `copyID`, `copyid`, `copy-id`.
  package static func named(_ name: String) -> DeskCommand? {
    let wanted = folded(name)
    return table.first { folded($0.name) == wanted }
      ?? table.first { $0.aliases.contains { folded($0) == wanted } }
  }

  /// The name that may have been meant.
  static func nearest(to name: String) -> String? {
    Nearest.word(to: name, among: table.flatMap { [$0.name] + $0.aliases })
  }

  /// A name without what makes no difference.
  static func folded(_ name: some StringProtocol) -> String {
    name.lowercased().filter { $0 != "-" && $0 != "_" }
  }
}
