/// The choice of the facts that the list shows, while it is made; the list shows it meanwhile.
package struct ColumnChooserModel: Hashable, Sendable {
  /// The choice so far.
  package var choice: ColumnChoice
  /// The fact with the cursor, by its place in the order.
  package var index = 0

  /// Makes a chooser.
  package init(choice: ColumnChoice) { self.choice = choice }
}

extension ColumnChooserModel {
  /// The fact with the cursor.
  package var column: ListColumn { choice.order[min(max(0, index), choice.order.count - 1)] }

  /// Moves the fact with the cursor.
  mutating func moveColumn(by step: Int) { index = choice.move(at: index, by: step) }
}
