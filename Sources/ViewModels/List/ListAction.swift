import TextSafety

/// What is done in the list of transactions and on its search line.
package enum ListAction: String, Hashable, Sendable, CaseIterable {
  /// The rows.
  case open, mark, unmarkAll, sort, columns, export
  /// Searching.
  case search, keepSearch, olderSearch, newerSearch, openSaved
}

extension ListAction {
  /// Their rows in the table.
  var row: DeskAction.Specification {
    switch self {
    case .open: .init("open", [.enter, "l", .right], [.list], .list, footer: 2)
    case .mark: .init("mark", [" "], [.list], .list)
    case .unmarkAll: .init("unmark all", ["u"], [.list], .list)
    case .sort: .init("sort", ["s"], [.list], .list, footer: 14)
    case .columns: .init("columns", ["C"], [.list], .list)
    case .export: .init("export", ["e"], .panes, .everywhere)
    case .search: .init("search", ["/"], [.list], .list, footer: 1)
    case .keepSearch: .fixed("keep", [.enter], [.search], .search, footer: 1)
    case .olderSearch: .fixed("earlier search", [.up], [.search], .search, footer: 2)
    case .newerSearch: .fixed("later search", [.down], [.search], .search)
    case .openSaved:
      .init("saved search", ["1", "2", "3", "4", "5", "6", "7", "8", "9"], .body, .list)
    }
  }
}
