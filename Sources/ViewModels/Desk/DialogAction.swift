import TextSafety

/// What is done in one dialog only.
package enum DialogAction: Hashable, Sendable {
  /// In a form.
  case form(FormAction)
  /// Where the facts of the list are chosen.
  case column(ColumnAction)
  /// On the command line.
  case commandLine(CommandLineAction)
  /// In the palette.
  case palette(PaletteAction)
  /// A decision on the confirm screen, and what came of it.
  case confirmDecision, closeResult, copyForCustomer
  /// Whatever a dialog of one key is for.
  case writeNote, chooseCopy, writeExport
  /// Whether to quit.
  case quitAnyway, stay
}

extension DialogAction {
  /// Their rows in the table.
  var row: DeskAction.Specification {
    switch self {
    case .form(let action): action.row
    case .column(let action): action.row
    case .commandLine(let action): action.row
    case .palette(let action): action.row
    case .confirmDecision: .fixed("confirm", [.enter], [.confirm], .dialog, footer: 1)
    case .closeResult: .fixed("close", [.enter], [.result], .dialog, footer: 1)
    case .copyForCustomer: .init("copy for the customer", ["y"], [.result], .dialog, footer: 2)
    case .writeNote: .fixed("write it", [.enter], [.note], .dialog, footer: 1)
    case .chooseCopy: .fixed("copy", [.enter, "y"], [.copyMenu], .dialog, footer: 1)
    case .writeExport: .fixed("write", [.enter], [.exportPath], .dialog, footer: 1)
    case .quitAnyway: .fixed("quit", ["y"], [.quitQuestion], .dialog, footer: 1)
    case .stay: .fixed("stay", ["n"], [.quitQuestion], .dialog, footer: 2)
    }
  }

  /// The name in the configuration.
  var name: String {
    switch self {
    case .form(let action): action.rawValue
    case .column(let action): action.rawValue
    case .commandLine(let action): action.rawValue
    case .palette(let action): action.rawValue
    case .confirmDecision, .closeResult, .copyForCustomer, .writeNote, .chooseCopy, .writeExport,
      .quitAnyway, .stay:
      String(describing: self)
    }
  }
}
