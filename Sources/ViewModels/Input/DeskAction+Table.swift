package import TextSafety

extension Set<DeskAction.Place> {
  fileprivate static let everywhere = Set(DeskAction.Place.allCases)
  fileprivate static let panes: Self = [.list, .detail]
  fileprivate static let matters: Self = [.attention, .evidence]
  fileprivate static let body = panes.union(matters)
  fileprivate static let scrolled = body.union([.help, .messages, .timeline, .rawAnswer])
  fileprivate static let chosen: Self = scrolled.union([.copyMenu, .columns])
  fileprivate static let text: Self = [
    .search, .formText, .confirm, .exportPath, .note, .command, .palette,
  ]
  fileprivate static let typed: Self = text.union([.formReason])
  fileprivate static let form: Self = [.formText, .formReason, .formButton, .formChoice]
  fileprivate static let withoutText = everywhere.filter { !$0.takesText }
  /// Where nothing is at stake that a key pressed by mistake could disturb.
  fileprivate static let calm = withoutText.subtracting([.confirmWaiting, .quitQuestion])
}

extension DeskAction {
  /// What it does, in a few words.
  package var title: SafeText { specification.title }

  /// The name in the configuration, and after `:`.
  package var name: String { String(describing: self) }

  /// The action of a name; `nil` when there is none.
  package init?(name: String) {
    guard let action = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = action
  }

  /// The row of the table.
  package var specification: Specification { Self.table[rawValue] }

  /// Made once: the footer asks for many rows each time it is drawn.
  private static let table = allCases.map(\.row)

  /// One line for each action, so that the compiler misses none.
  private var row: Specification {
    switch self {
    // Money first: the footer and the help begin with what the agent came for.
    case .refund: .init("refund", ["R"], .panes, .decisions, footer: 3)
    case .cancelPayment:
      .init("cancel", ["X"], .panes, .decisions, footer: 4, otherNames: ["cancel"])

    case .attention: .init("attention", ["!"], .body.union([.result]), .attention, footer: 5)
    case .openMatter:
      .init("open the payment", [.enter, "l", .right], .matters, .attention, footer: 1)
    case .checkAgain:
      .init("check again", ["c"], .matters.union([.result]), .attention, footer: 2)
    case .replay: .init("send again", ["p"], .matters, .attention, footer: 3)
    case .ruleHappened: .init("it happened", ["h"], .matters, .attention, footer: 4)
    case .ruleNotHappened: .init("it did not happen", ["n"], .matters, .attention, footer: 5)
    case .release: .init("release", ["u"], .matters, .attention, footer: 5)
    case .oursAfterAll: .init("ours after all", ["o"], .matters, .attention, footer: 3)
    case .madeElsewhere: .init("made elsewhere", ["w"], .matters, .attention, footer: 4)
    case .notThisOne: .init("not this one", ["d"], .matters, .attention, footer: 5)

    case .down: .init("down", ["j", .down], .chosen, .moving)
    case .up: .init("up", ["k", .up], .chosen, .moving)
    case .halfPageDown: .init("half a page down", [.control("d")], .scrolled, .moving)
    case .halfPageUp: .init("half a page up", [.control("u")], .scrolled, .moving)
    case .pageDown: .init("page down", [.pageDown], .scrolled, .moving)
    case .pageUp: .init("page up", [.pageUp], .scrolled, .moving)
    case .first: .init("first", ["g", .home], .chosen, .moving)
    case .last: .init("last", ["G", .end], .chosen, .moving)

    case .search: .init("search", ["/"], [.list], .list, footer: 1)
    case .open: .init("open", [.enter, "l", .right], [.list], .list, footer: 2)
    case .sort: .init("sort", ["s"], [.list], .list, footer: 14)
    case .columns: .init("columns", ["C"], [.list], .list)
    case .openSaved:
      .init("saved search", ["1", "2", "3", "4", "5", "6", "7", "8", "9"], .body, .list)
    case .mark: .init("mark", [" "], [.list], .list)
    case .unmarkAll: .init("unmark all", ["u"], [.list], .list)

    case .timeline:
      .init("timeline", ["t"], [.detail, .attention, .evidence, .timeline], .payment, footer: 6)
    case .note: .init("note", ["n"], [.detail], .payment, footer: 7)
    case .writeNote: .fixed("write it", [.enter], [.note], .dialog, footer: 1)
    case .rawAnswer:
      .init(
        "raw answer", ["r"], [.detail, .rawAnswer], .payment, footer: 16, otherNames: ["raw"])
    case .nextPayment: .init("next payment", ["J"], [.detail], .payment, footer: 8)
    case .previousPayment: .init("previous payment", ["K"], [.detail], .payment)
    case .leavePayment: .init("back to the list", ["h", .left], [.detail], .payment)

    case .keepSearch: .fixed("keep", [.enter], [.search], .search, footer: 1)
    case .olderSearch: .fixed("earlier search", [.up], [.search], .search, footer: 2)
    case .newerSearch: .fixed("later search", [.down], [.search], .search)

    case .command:
      .init(
        "command", [":"], .calm, .everywhere, footer: 8, isCommand: false, isInPalette: true)
    case .runCommand: .fixed("do it", [.enter], [.command], .command, footer: 1)
    case .nextCandidate: .fixed("complete", [.tab], [.command], .command, footer: 2)
    case .previousCandidate: .fixed("complete backwards", [.backTab], [.command], .command)
    case .olderCommand:
      .fixed("earlier command", [.up, .control("p")], [.command], .command, footer: 3)
    case .newerCommand: .fixed("later command", [.down, .control("n")], [.command], .command)

    case .palette:
      .init(
        "all actions", [.control("p")], .calm.union([.search, .formText, .formReason]),
        .everywhere, footer: 9, isInPalette: false, otherNames: ["keys", "actions"])
    case .findKey: .fixed("find a key", ["/"], [.help], .dialog, footer: 1)
    case .choosePaletteEntry: .fixed("do it", [.enter], [.palette], .dialog, footer: 1)
    case .nextEntry: .fixed("next", [.down, .tab, .control("n")], [.palette], .dialog, footer: 2)
    case .previousEntry:
      .fixed("previous", [.up, .backTab, .control("p")], [.palette], .dialog)

    case .lineStart: .fixed("start of the line", [.control("a"), .home], .typed, .typing)
    case .lineEnd: .fixed("end of the line", [.control("e"), .end], .typed, .typing)
    case .characterLeft: .fixed("left", [.left], .text, .typing)
    case .characterRight: .fixed("right", [.right], .text, .typing)
    case .deleteBackward: .fixed("delete", [.backspace, .control("h")], .typed, .typing)
    case .deleteForward: .fixed("delete to the right", [.delete, .control("d")], .typed, .typing)
    case .deleteWord: .fixed("delete a word", [.control("w")], .typed, .typing)
    case .deleteToStart: .fixed("delete to the start", [.control("u")], .typed, .typing)
    case .deleteToEnd: .fixed("delete to the end", [.control("k")], .typed, .typing)

    case .nextField:
      .fixed("next field", [.tab, .down], .form.union([.confirm]), .dialog, footer: 3)
    case .previousField:
      .fixed("previous field", [.backTab, .up], .form.union([.confirm]), .dialog)
    case .acceptField:
      .fixed("next field", [.enter], [.formText, .formReason, .formChoice], .dialog, footer: 1)
    case .pressButton: .fixed("press", [.enter, " "], [.formButton], .dialog, footer: 1)
    case .nextReason:
      .fixed("next reason", [.right], [.formReason, .formChoice], .dialog, footer: 2)
    case .previousReason:
      .fixed("previous reason", [.left], [.formReason, .formChoice], .dialog)
    case .confirmDecision: .fixed("confirm", [.enter], [.confirm], .dialog, footer: 1)
    case .closeResult: .fixed("close", [.enter], [.result], .dialog, footer: 1)
    case .copyForCustomer: .init("copy for the customer", ["y"], [.result], .dialog, footer: 2)
    case .chooseCopy: .fixed("copy", [.enter, "y"], [.copyMenu], .dialog, footer: 1)
    case .clearForm: .fixed("clear", [.control("x")], .form, .dialog, footer: 4)
    case .writeExport: .fixed("write", [.enter], [.exportPath], .dialog, footer: 1)
    case .keepColumns: .fixed("keep", [.enter], [.columns], .dialog, footer: 1)
    case .toggleColumn: .fixed("show, hide", [" "], [.columns], .dialog, footer: 2)
    case .columnDown: .fixed("move down", ["J"], [.columns], .dialog, footer: 3)
    case .columnUp: .fixed("move up", ["K"], [.columns], .dialog, footer: 4)
    case .resetColumns: .fixed("as they come", ["r"], [.columns], .dialog, footer: 5)
    case .quitAnyway: .fixed("quit", ["y"], [.quitQuestion], .dialog, footer: 1)
    case .stay: .fixed("stay", ["n"], [.quitQuestion], .dialog, footer: 2)

    case .nextPane: .init("other pane", [.tab], .body, .everywhere, footer: 10)
    case .previousPane:
      .init("other pane", [.backTab], .body, .everywhere, isInPalette: false)
    case .lastView: .init("last view", ["-"], .body, .everywhere)
    case .zoom: .init("zoom", ["+"], .body, .everywhere, footer: 15)
    case .refresh:
      .init(
        "refresh", [.control("r")], .body.union([.timeline, .rawAnswer]), .everywhere, footer: 12)
    case .copyID: .init("copy id", ["y"], .body, .everywhere, footer: 11)
    case .copyMenu: .init("copy menu", ["Y"], .body, .everywhere)
    case .export: .init("export", ["e"], .panes, .everywhere)
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

extension DeskAction.Specification {
  /// A row whose keys stay as they are: the keys of typing, and those that lead out.
  fileprivate static func fixed(
    _ title: SafeText, _ keys: [KeyPress], _ places: Set<DeskAction.Place>,
    _ group: DeskAction.Group, footer: Int? = nil, isCommand: Bool = false
  ) -> Self {
    Self(title, keys, places, group, footer: footer, isConfigurable: false, isCommand: isCommand)
  }
}

extension KeyPress: ExpressibleByExtendedGraphemeClusterLiteral {
  /// A printable character, so that the table reads as it looks on the keyboard.
  package init(extendedGraphemeClusterLiteral value: Character) { self = .character(value) }
}
