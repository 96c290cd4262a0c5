import TextSafety

/// The choice of the facts that the list shows, while it is made; the list shows it meanwhile.
package struct ColumnChooserModel: Hashable, Sendable {
  /// The choice so far.
  package var choice: ColumnChoice
  /// The fact with the cursor, by its place in the order.
  package var index = 0
  /// The choice that is in force.
  private let kept: ColumnChoice

  /// Makes a chooser.
  package init(choice: ColumnChoice) {
    self.choice = choice
    kept = choice
  }
}

extension ColumnChooserModel {
  /// The fact with the cursor.
  package var column: ListColumn { choice.order[min(max(0, index), choice.order.count - 1)] }
}

extension ColumnChooserModel: Dialog {
  var layer: Layer { .columns(self) }
  var place: DeskAction.Place { .columns }

  mutating func perform(_ action: DialogAction, _ turn: inout Turn) {
    guard case .column(let action) = action else { return }
    switch action {
    case .toggleColumn: choice.toggle(column)
    case .columnDown: index = choice.move(at: index, by: 1)
    case .columnUp: index = choice.move(at: index, by: -1)
    // Enter is still needed to keep them.
    case .resetColumns: (choice, index) = (.standard, 0)
    case .keepColumns:
      // Also for the next session.
      if choice != kept { turn.ask(.remember(.columns(choice))) }
      turn.close()
    }
  }

  mutating func move(_ movement: Movement, _ turn: inout Turn) {
    let count = choice.order.count
    index = movement.line(from: index, page: count, last: count - 1)
  }

  func refusal(of action: DeskAction, _ desk: DeskFacts) -> SafeText? {
    guard action == .dialog(.column(.toggleColumn)), column.isFixed else { return nil }
    return "\(column.title) is always shown: nobody decides about money that they do not see."
  }

  func title(of action: DeskAction) -> SafeText? { action == .cancel ? "restore" : nil }
}
