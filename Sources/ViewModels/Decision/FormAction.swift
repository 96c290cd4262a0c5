import TextSafety

/// What is done in a form.
package enum FormAction: String, Hashable, Sendable, CaseIterable {
  /// Its fields.
  case nextField, previousField, acceptField, pressButton
  /// What is chosen in one.
  case nextReason, previousReason
  /// All that was typed.
  case clearForm
}

extension FormAction {
  /// Their rows in the table.
  var row: DeskAction.Specification {
    switch self {
    case .nextField:
      .fixed("next field", [.tab, .down], .form.union([.confirm]), .dialog, footer: 3)
    case .previousField:
      .fixed("previous field", [.backTab, .up], .form.union([.confirm]), .dialog)
    case .acceptField:
      .fixed("next field", [.enter], [.formText, .formReason, .formChoice], .dialog, footer: 1)
    case .pressButton: .fixed("press", [.enter, " "], [.formButton], .dialog, footer: 1)
    case .nextReason:
      .fixed("next reason", [.right], [.formReason, .formChoice], .dialog, footer: 2)
    case .previousReason:
      .fixed("previous reason", [.left], [.formReason, .formChoice], .dialog)
    case .clearForm: .fixed("clear", [.control("x")], .form, .dialog, footer: 4)
    }
  }
}
