import Payments
package import TextSafety

extension DeskAction: CaseIterable {
  /// All of them, in the order in which help, palette and `tilldesk keys` name them.
  package static let allCases: [DeskAction] = [
    .help, .back, .cancel,
    .view(.nextPane), .view(.previousPane), .view(.lastView), .messages, .view(.refresh),
    .view(.zoom), .payment(.copyID), .payment(.copyMenu),
    .redraw, .suspend,
    .move(.down), .move(.up), .move(.halfPageDown), .move(.halfPageUp), .move(.pageDown),
    .move(.pageUp), .move(.first), .move(.last),
    .list(.search), .list(.sort), .list(.columns), .list(.openSaved), .list(.open), .list(.mark),
    .list(.unmarkAll), .list(.export),
    .decide(.refund), .decide(.cancel),
    .payment(.nextPayment), .payment(.previousPayment), .payment(.leavePayment),
    .payment(.timeline), .payment(.note), .dialog(.writeNote), .payment(.rawAnswer),
    .attention, .issue(.openMatter), .issue(.checkAgain), .issue(.replay), .issue(.ruleHappened),
    .issue(.ruleNotHappened), .issue(.release),
    .issue(.oursAfterAll), .issue(.madeElsewhere), .issue(.notThisOne),
    .list(.keepSearch), .list(.olderSearch), .list(.newerSearch),
    .command, .dialog(.commandLine(.runCommand)), .dialog(.commandLine(.nextCandidate)),
    .dialog(.commandLine(.previousCandidate)), .dialog(.commandLine(.olderCommand)),
    .dialog(.commandLine(.newerCommand)),
    .palette, .findKey, .dialog(.palette(.choosePaletteEntry)), .dialog(.palette(.nextEntry)),
    .dialog(.palette(.previousEntry)),
    .edit(.lineStart), .edit(.lineEnd), .edit(.characterLeft), .edit(.characterRight),
    .edit(.deleteBackward), .edit(.deleteForward), .edit(.deleteWord), .edit(.deleteToStart),
    .edit(.deleteToEnd),
    .dialog(.form(.nextField)), .dialog(.form(.previousField)), .dialog(.form(.acceptField)),
    .dialog(.form(.pressButton)), .dialog(.form(.nextReason)), .dialog(.form(.previousReason)),
    .dialog(.form(.clearForm)),
    .dialog(.confirmDecision), .dialog(.closeResult), .dialog(.copyForCustomer),
    .dialog(.chooseCopy), .dialog(.writeExport), .dialog(.quitAnyway), .dialog(.stay),
    .dialog(.column(.keepColumns)), .dialog(.column(.toggleColumn)), .dialog(.column(.columnDown)),
    .dialog(.column(.columnUp)), .dialog(.column(.resetColumns)),
  ]

  /// What it does, in a few words.
  package var title: SafeText { specification.title }

  /// The name in the configuration, and after `:`.
  package var name: String {
    switch self {
    case .edit(let action): action.rawValue
    case .move(let action): action.rawValue
    case .view(let action): action.rawValue
    case .list(let action): action.rawValue
    case .payment(let action): action.rawValue
    case .issue(let action): action.rawValue
    case .dialog(let action): action.name
    case .decide(.refund): "refund"
    case .decide(.cancel): "cancelPayment"
    case .help, .back, .cancel, .messages, .redraw, .suspend, .command, .palette, .findKey,
      .attention:
      String(describing: self)
    }
  }

  /// The action of a name; `nil` when there is none.
  package init?(name: String) {
    guard let action = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = action
  }

  /// The row of the table.
  package var specification: Specification { Self.table[self] ?? row }

  /// Made once: the footer asks for many rows each time it is drawn.
  private static let table = Dictionary(
    allCases.map { ($0, $0.row) }, uniquingKeysWith: { first, _ in first })

  /// One line for each action, so that the compiler misses none; those of a feature stand with it.
  private var row: Specification {
    switch self {
    // Money first: the footer and the help begin with what the agent came for.
    case .decide(.refund): .init("refund", ["R"], .panes, .decisions, footer: 3)
    case .decide(.cancel):
      .init("cancel", ["X"], .panes, .decisions, footer: 4, otherNames: ["cancel"])
    case .edit(let action): action.row
    case .move(let action): action.row
    case .view(let action): action.row
    case .list(let action): action.row
    case .payment(let action): action.row
    case .issue(let action): action.row
    case .dialog(let action): action.row

    case .attention: .init("attention", ["!"], .body.union([.result]), .attention, footer: 5)
    case .command:
      .init(
        "command", [":"], .calm, .everywhere, footer: 8, isCommand: false, isInPalette: true)
    case .palette:
      .init(
        "all actions", [.control("p")], .calm.union([.search, .formText, .formReason]),
        .everywhere, footer: 9, isInPalette: false, otherNames: ["keys", "actions"])
    case .findKey: .fixed("find a key", ["/"], [.help], .dialog, footer: 1)
    case .messages:
      .init("messages", ["M"], .body.union([.messages, .result]), .everywhere, footer: 13)
    case .help:
      .init(
        "help", ["?"], .calm, .everywhere, footer: 90)
    case .cancel: .fixed("back", [.escape, .control("g")], .everywhere, .everywhere, footer: 91)
    case .back: .init("back, quit", ["q"], .withoutText, .everywhere, footer: 92)
    case .redraw:
      .fixed("draw again", [.control("l")], .everywhere, .everywhere, isCommand: true)
    case .suspend:
      .fixed("suspend", [.control("z")], .everywhere, .everywhere, isCommand: true)
    }
  }
}
