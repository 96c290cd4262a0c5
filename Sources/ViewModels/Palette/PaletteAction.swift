import TextSafety

/// What is done in the palette besides typing.
package enum PaletteAction: String, Hashable, Sendable, CaseIterable {
  /// The entry under the cursor.
  case choosePaletteEntry
  /// Its neighbours.
  case nextEntry, previousEntry
}

extension PaletteAction {
  /// Their rows in the table.
  var row: DeskAction.Specification {
    switch self {
    case .choosePaletteEntry: .fixed("do it", [.enter], [.palette], .dialog, footer: 1)
    case .nextEntry: .fixed("next", [.down, .tab, .control("n")], [.palette], .dialog, footer: 2)
    case .previousEntry:
      .fixed("previous", [.up, .backTab, .control("p")], [.palette], .dialog)
    }
  }
}
