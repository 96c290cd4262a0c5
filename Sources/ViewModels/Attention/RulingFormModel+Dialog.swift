import Payments
import SupportDesk
import TextSafety

extension RulingFormModel: Form {
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

  /// Esc: keeps what was written and goes back.
  mutating func leave(_ turn: inout Turn) {
    turn.ask(.decision(.parkRuling))
    turn.close()
    guard !isPristine else { return }
    let key = turn.desk.context.keymap.keyName(for: verdict.action)
    turn.say(.note, "What you wrote is kept; \(key) opens it again.")
  }

  /// Enter on the button: goes on to what has to be typed, or says what is missing.
  mutating func press(_ turn: inout Turn) {
    mistakes[.review] = nil
    if let mistaken = firstMistakenField() {
      field = mistaken
      return
    }
    turn.ask(.decision(.confirm(ConfirmModel(ruling: self))))
  }

  mutating func clear(_ turn: inout Turn) { edit { $0.replace(with: "") } }

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

  /// Only the field with the cursor is cleared.
  var hintsClearing: Bool { false }
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
