import TextSafety

/// What changes the view of the desk and nothing else.
package enum ViewAction: String, Hashable, Sendable, CaseIterable {
  /// The panes.
  case nextPane, previousPane, zoom
  /// What is shown in them.
  case lastView, refresh
}

extension ViewAction {
  /// Their rows in the table.
  var row: DeskAction.Specification {
    switch self {
    case .nextPane: .init("other pane", [.tab], .body, .everywhere, footer: 10)
    case .previousPane:
      .init("other pane", [.backTab], .body, .everywhere, isInPalette: false)
    case .zoom: .init("zoom", ["+"], .body, .everywhere, footer: 15)
    case .lastView: .init("last view", ["-"], .body, .everywhere)
    case .refresh:
      .init(
        "refresh", [.control("r")], .body.union([.timeline, .rawAnswer]), .everywhere, footer: 12)
    }
  }
}
