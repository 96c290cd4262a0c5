import TextSafety

/// What is done where the facts of the list are chosen.
package enum ColumnAction: String, Hashable, Sendable, CaseIterable {
  /// The fact with the cursor.
  case toggleColumn, columnDown, columnUp
  /// All of them.
  case resetColumns, keepColumns
}

extension ColumnAction {
  /// Their rows in the table.
  var row: DeskAction.Specification {
    switch self {
    case .toggleColumn: .fixed("show, hide", [" "], [.columns], .dialog, footer: 2)
    case .columnDown: .fixed("move down", ["J"], [.columns], .dialog, footer: 3)
    case .columnUp: .fixed("move up", ["K"], [.columns], .dialog, footer: 4)
    case .resetColumns: .fixed("as they come", ["r"], [.columns], .dialog, footer: 5)
    case .keepColumns: .fixed("keep", [.enter], [.columns], .dialog, footer: 1)
    }
  }
}
