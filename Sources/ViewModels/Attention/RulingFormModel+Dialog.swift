import Payments
import SupportDesk
import TextSafety

extension RulingFormModel: Dialog {
  var layer: Layer { .ruling(self) }
  var draftTexts: [String] { [evidence.text, amount.text, who.text, refundID.text] }

  var place: DeskAction.Place {
    switch field {
    case .match: .formChoice
    case .amount, .who, .refundID, .evidence: .formText
    case .review: .formButton
    }
  }

  // MARK: - Keys

  mutating func edit(_ turn: inout Turn, _ change: (inout LineEditor) -> Void) { edit(change) }

  mutating func paste(_ text: ForeignText, _ turn: inout Turn) {
    switch place {
    case .formText: edit { $0.paste(text.raw) }
    case .formButton: turn.explain("Paste into a field; this is a button.")
    default: turn.explain("There is nothing to paste into here.")
    }
  }

  mutating func perform(_ action: DialogAction, _ turn: inout Turn) {
    guard case .form(let action) = action else { return }
    switch action {
    case .nextField: goToField(step: 1)
    case .previousField: goToField(step: -1)
    case .acceptField: accept()
    case .pressButton: review(&turn)
    case .nextReason: choose(step: 1)
    case .previousReason: choose(step: -1)
    case .clearForm: edit { $0.replace(with: "") }
    }
  }

  /// Esc: keeps what was written and goes back.
  mutating func leave(_ turn: inout Turn) {
    turn.ask(.decision(.parkRuling))
    turn.close()
    guard !isPristine else { return }
    let key = turn.desk.context.keymap.keyName(for: verdict.action)
    turn.say(.note, "What you wrote is kept; \(key) opens it again.")
  }

  /// Enter on the button: goes on to what has to be typed, or says what is missing.
  private mutating func review(_ turn: inout Turn) {
    mistakes[.review] = nil
    if let mistaken = firstMistakenField() {
      field = mistaken
      return
    }
    turn.ask(.decision(.confirm(ConfirmModel(ruling: self))))
  }

  /// Shows why it was not recorded; what was written stays.
  mutating func refuse(_ error: DeskError) {
    mistakes[.review] = error.sentence
    field = .review
  }

  // MARK: - Words

  func title(of action: DeskAction) -> SafeText? {
    switch action {
    case .cancel: "keeps the draft"
    case .dialog(.form(.nextReason)) where place == .formChoice: "next row"
    case .dialog(.form(.previousReason)) where place == .formChoice: "previous row"
    default: nil
    }
  }

  func isHinted(_ action: DeskAction) -> Bool {
    switch action {
    case .dialog(.form(.clearForm)): false
    // Where Enter goes to the next field, Tab need not be named.
    case .dialog(.form(.nextField)): place == .formButton
    default: isUsuallyHinted(action)
    }
  }
}

extension RulingFormModel.Verdict {
  /// The action whose key opens its form.
  package var action: DeskAction {
    switch self {
    case .happened: .issue(.ruleHappened)
    case .didNotHappen: .issue(.ruleNotHappened)
    case .release: .issue(.release)
    case .ours: .issue(.oursAfterAll)
    case .elsewhere: .issue(.madeElsewhere)
    case .notThisOne: .issue(.notThisOne)
    }
  }
}

extension RulingFormModel {
  /// What makes the ruling; `nil` where there is nothing to rule on, which no form is opened for.
  func effect(serial: Int) -> DeskEffect? {
    let written = evidence.text.trimmingSpaces
    switch verdict {
    case .happened, .didNotHappen:
      return item.intent.map { .rule(serial: serial, $0.id, ruling, evidence: written) }
    case .release:
      guard let money, let key = item.key else { return nil }
      return .release(serial: serial, key, total: money, evidence: written)
    case .ours, .elsewhere, .notThisOne:
      guard let intent = item.intent, let finding = item.finding, let answer else { return nil }
      return .resolve(serial: serial, intent.id, finding, answer, evidence: written)
    }
  }
}
