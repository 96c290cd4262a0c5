extension CopyMenuModel: Dialog {
  var layer: Layer { .copyMenu(self) }
  var place: DeskAction.Place { .copyMenu }

  mutating func move(_ movement: Movement, _ turn: inout Turn) {
    index = movement.line(from: index, page: items.count, last: items.count - 1)
  }

  /// Copies what is chosen and closes the menu.
  mutating func perform(_ action: DialogAction, _ turn: inout Turn) {
    guard action == .chooseCopy, items.indices.contains(index) else { return }
    turn.perform(.copy(items[index].text))
    turn.close()
  }
}
