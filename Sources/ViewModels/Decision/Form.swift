import TextSafety

/// A dialog of fields: its keys do the same whatever stands in them.
protocol Form: Dialog {
  /// Whether the footer names the key that takes away what was typed.
  var hintsClearing: Bool { get }

  /// Changes the line of the field; nothing happens where there is none.
  mutating func edit(_ change: (inout LineEditor) -> Void)
  /// Goes to the next or the previous field, round the ends.
  mutating func goToField(step: Int)
  /// Enter in a field.
  mutating func accept()
  /// Enter on a button.
  mutating func press(_ turn: inout Turn)
  /// Chooses the next or the previous of what is offered.
  mutating func choose(step: Int)
  /// Takes away what was typed.
  mutating func clear(_ turn: inout Turn)
}

extension Form {
  mutating func perform(_ action: DialogAction, _ turn: inout Turn) {
    guard case .form(let action) = action else { return }
    switch action {
    case .nextField: goToField(step: 1)
    case .previousField: goToField(step: -1)
    case .acceptField: accept()
    case .pressButton: press(&turn)
    case .nextReason: choose(step: 1)
    case .previousReason: choose(step: -1)
    case .clearForm: clear(&turn)
    }
  }

  mutating func edit(_ turn: inout Turn, _ change: (inout LineEditor) -> Void) { edit(change) }

  mutating func paste(_ text: ForeignText, _ turn: inout Turn) {
    guard !place.takesText else { return edit { $0.paste(text.raw) } }
    turn.explain(
      place == .formButton
        ? "Paste into a field; this is a button." : "There is nothing to paste into here.")
  }

  func isHinted(_ action: DeskAction) -> Bool {
    switch action {
    case .dialog(.form(.clearForm)): hintsClearing
    // Where Enter goes to the next field, Tab need not be named.
    case .dialog(.form(.nextField)): place == .formButton
    default: isUsuallyHinted(action)
    }
  }
}
