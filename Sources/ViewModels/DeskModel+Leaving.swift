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
      return "A draft of a refund is kept for \(reference). Quit and lose it?"
    case (0, 1):
      let reference = rulingDrafts.values.first?.item.reference ?? ""
      return "What you wrote about \(reference) is kept. Quit and lose it?"
    case (let count, 0): return "Drafts of \(count) refunds are kept. Quit and lose them?"
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
    isEnding = true
    return [.quit]
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
      _ = decisionEnded(serial, result)
      return leave()
    case .timerFired(.secondPassed, _):
      isTicking = false
      return []
    case .started, .keyPressed, .pasted, .resized, .painted, .searchAnswered, .detailArrived,
      .reviewArrived, .decisionDiscarded, .newsArrived, .attentionArrived, .dossierArrived,
      .timelineArrived, .settlingPlanned, .roundEnded, .settled, .ruled, .released, .timerFired,
      .themeArrived, .copied, .indexChanged, .journalChanged, .noticed, .attentionCounted,
      .endRequested:
      // Nobody looks any more, and nothing may begin.
      return []
    }
  }
}
