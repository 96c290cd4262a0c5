import TextSafety

// The facts that the list shows, and the dialog in which they are chosen.

extension DeskModel {
  /// The facts that the list shows now: while they are being chosen, as they are chosen so far.
  package var columnChoice: ColumnChoice { columnChooser?.choice ?? memory.columns }

  /// The chooser, when it lies in front.
  package var columnChooser: ColumnChooserModel? {
    if case .columns(let chooser) = layers.last { chooser } else { nil }
  }

  /// Opens the chooser.
  mutating func openColumns() -> [DeskEffect] {
    layers.append(.columns(ColumnChooserModel(choice: memory.columns)))
    return []
  }

  /// Shows or hides the fact with the cursor.
  mutating func toggleColumn() -> [DeskEffect] {
    changeChooser { $0.choice.toggle($0.column) }
  }

  /// Moves the fact with the cursor to the left or to the right in the list.
  mutating func moveColumn(by step: Int) -> [DeskEffect] {
    changeChooser { $0.moveColumn(by: step) }
  }

  /// Goes back to the facts as they come; Enter is still needed to keep them.
  mutating func resetColumns() -> [DeskEffect] {
    changeChooser { $0 = ColumnChooserModel(choice: .standard) }
  }

  /// Enter: keeps the choice, also for the next session.
  mutating func keepColumns() -> [DeskEffect] {
    guard let chooser = columnChooser else { return [] }
    let isNew = chooser.choice != memory.columns
    return (isNew ? remember(.columns(chooser.choice)) : []) + closeFront()
  }

  /// Why the fact with the cursor cannot be hidden; `nil` when it can.
  var toggleColumnRefusal: SafeText? {
    guard let column = columnChooser?.column, column.isFixed else { return nil }
    return "\(column.title) is always shown: nobody decides about money that they do not see."
  }

  private mutating func changeChooser(
    _ change: (inout ColumnChooserModel) -> Void
  ) -> [DeskEffect] {
    guard var chooser = columnChooser else { return [] }
    change(&chooser)
    replaceFront(.columns(chooser))
    return []
  }
}
