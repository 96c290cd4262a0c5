import Payments
import SupportDesk
import TextSafety

// Leaving the program: what is not sent is taken back, what is sent is waited for.

extension DeskModel {
  /// `q` at the root: quits, and asks first when a draft would be lost.
  mutating func quit() -> [DeskEffect] {
    guard let sentence = draftsAtStake else { return leave() }
    layers.append(.quitQuestion(sentence))
    return []
  }

  /// What would be lost by quitting; `nil` when nothing would.
  private var draftsAtStake: SafeText? {
    switch (drafts.count, rulingDrafts.count) {
    case (0, 0): return nil
    case (1, 0):
      let reference = drafts.values.first?.detail.transaction.reference.safe ?? ""
      return isRemembering
        ? "A draft of a refund is kept for \(reference), until tomorrow. Quit?"
        : "A draft of a refund is kept for \(reference). Quit and lose it?"
    case (0, 1):
      let reference = rulingDrafts.values.first?.item.reference ?? ""
      return "What you wrote about \(reference) is kept. Quit and lose it?"
    case (let count, 0):
      return isRemembering
        ? "Drafts of \(count) refunds are kept, until tomorrow. Quit?"
        : "Drafts of \(count) refunds are kept. Quit and lose them?"
    case (let refunds, let rulings) where isRemembering:
      return
        "Drafts of \(refunds) refunds are kept until tomorrow; what you wrote about \(rulings) others is not. Quit and lose that?"
    case (let refunds, let rulings):
      return "Drafts of \(refunds + rulings) decisions are kept. Quit and lose them?"
    }
  }

  /// The line was dropped: what is not sent is taken back, what is sent is waited for.
  mutating func endRequested() -> [DeskEffect] {
    switch confirm?.phase {
    case .undoable(let id, _): return discard(id) + leave()
    case .preparing:
      changeConfirm { $0.takesBack = true }
      isEnding = true
      return []
    case .sending:
      isEnding = true
      return []
    case .settling, .ready, .discarding, .recording, .none: return leave()
    }
  }

  /// Leaves the program; from here on only a decision on its way counts.
  mutating func leave() -> [DeskEffect] {
    let draft = keepDraft()
    isEnding = true
    return draft + [.quit]
  }

  /// Takes an event after the end was asked for: the last answer about a decision lets the program
  /// go.
  mutating func end(_ event: DeskEvent) -> [DeskEffect] {
    switch event {
    case .decisionPrepared(let serial, let result, _):
      guard let confirm, case .preparing = confirm.phase, serial == confirm.serial else {
        return []
      }
      switch result {
      case .success(let intent): return discard(intent.id) + leave()
      case .failure: return closeConfirm() + leave()
      }
    case .decisionEnded(let serial, let result, _):
      guard case .sending = confirm?.phase, serial == confirm?.serial else { return [] }
      // Nothing is shown any more, but a draft that is back or done with is written.
      let written = decisionEnded(serial, result).filter(\.isRemembering)
      return written + leave()
    case .timerFired(.secondPassed, _):
      isTicking = false
      return []
    case .started, .keyPressed, .pasted, .resized, .painted, .searchAnswered, .detailArrived,
      .reviewArrived, .decisionDiscarded, .newsArrived, .attentionArrived, .dossierArrived,
      .timelineArrived, .settlingPlanned, .roundEnded, .settled, .ruled, .released, .timerFired,
      .lightBackground, .themeArrived, .copied, .indexChanged, .journalChanged, .noticed,
      .attentionCounted,
      .memoryRead, .memoryFailed, .exported, .endRequested:
      // Nobody looks any more, and nothing may begin.
      return []
    }
  }
}

extension DeskEffect {
  /// Whether it keeps something for the next session.
  fileprivate var isRemembering: Bool {
    if case .remember = self { true } else { false }
  }
}
