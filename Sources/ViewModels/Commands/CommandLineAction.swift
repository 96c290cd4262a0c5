import TextSafety

/// What is done on the command line besides typing.
package enum CommandLineAction: String, Hashable, Sendable, CaseIterable {
  /// The command.
  case runCommand
  /// What completes it.
  case nextCandidate, previousCandidate
  /// Earlier ones.
  case olderCommand, newerCommand
}

extension CommandLineAction {
  /// Their rows in the table.
  var row: DeskAction.Specification {
    switch self {
    case .runCommand: .fixed("do it", [.enter], [.command], .command, footer: 1)
    case .nextCandidate: .fixed("complete", [.tab], [.command], .command, footer: 2)
    case .previousCandidate: .fixed("complete backwards", [.backTab], [.command], .command)
    case .olderCommand:
      .fixed("earlier command", [.up, .control("p")], [.command], .command, footer: 3)
    case .newerCommand: .fixed("later command", [.down, .control("n")], [.command], .command)
    }
  }
}
