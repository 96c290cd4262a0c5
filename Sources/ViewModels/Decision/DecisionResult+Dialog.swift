import Payments
package import SupportDesk
import TextSafety

// What came of a decision, on the screen until it is closed.

extension DecisionResult: Dialog {
  var layer: Layer { .result(self) }
  var place: DeskAction.Place { .result }

  mutating func perform(_ action: DialogAction, _ turn: inout Turn) {
    switch action {
    case .closeResult: turn.close()
    case .copyForCustomer: turn.perform(.copy(forCustomer))
    default: break
    }
  }

  /// Brings it up to date where it is about the decision of some news.
  mutating func show(_ news: DecisionNews, _ turn: inout Turn) {
    guard intent.id == news.intent.id else { return }
    intent = news.intent
    sentence = news.sentence
    forCustomer = turn.desk.context.customerWords(for: intent.key).sentence(intent)
  }

  func refusal(of action: DeskAction, _ desk: DeskFacts) -> SafeText? {
    switch action {
    case .dialog(.copyForCustomer):
      forCustomer.isEmpty ? "There is nothing to tell the customer yet." : nil
    case .issue(.checkAgain):
      desk.wait(for: intent.id)
        ?? (canBeChecked ? nil : "There is nothing to check: \(intent.state.title).")
    default: nil
    }
  }

  func isHinted(_ action: DeskAction) -> Bool {
    switch action {
    case .issue(.checkAgain), .attention: canBeChecked
    default: isUsuallyHinted(action)
    }
  }

  /// Whether asking the provider again may tell more.
  package var canBeChecked: Bool { intent.state.canBeChecked }
}

extension IntentState {
  /// Whether asking the provider again may tell more.
  var canBeChecked: Bool {
    switch self {
    case .unknown, .needsHuman, .pending: true
    case .prepared, .awaitingApproval, .declined, .expired, .withdrawn, .discarded, .sending,
      .notSent, .succeeded, .rejected, .failed, .ruledDone, .ruledNotDone:
      false
    }
  }

  /// How the end of a decision is said; what is not certain stays on the screen until dismissed.
  var messageLevel: Message.Level {
    switch self {
    case .succeeded, .ruledDone: .success
    case .pending, .prepared, .sending, .awaitingApproval, .discarded, .withdrawn: .note
    case .notSent, .rejected, .declined, .expired, .ruledNotDone: .warning
    case .failed, .unknown, .needsHuman: .error
    }
  }
}
