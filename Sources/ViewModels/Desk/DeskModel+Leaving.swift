import Payments
import SupportDesk
import TextSafety

// Leaving the program: what is not sent is taken back, what is sent is waited for.

extension DeskModel {
  /// `q` at the root: quits, and asks first when a draft would be lost or a request is open.
  mutating func quit() -> [DeskEffect] {
    let sentences = [
      openRequests, drafts.refunds.isEmpty && drafts.rulings.isEmpty ? nil : keptDrafts,
    ]
    .compactMap(\.self)
    guard !sentences.isEmpty else { return leave() }
    return open(
      .quitQuestion(QuitQuestionModel((sentences + [quitQuestion]).joined(separator: " "))))
  }

  /// What a provider is being asked because the agent wants to know; `nil` when nothing is.
  private var openRequests: SafeText? {
    let works = settling.work.values
    let sent = works.count(where: \.replays)
    let looks = works.count - sent
    if sent > 0 {
      let what: SafeText =
        sent == 1 ? "A request is being sent again" : "\(sent) requests are being sent again"
      return "\(what); that is finished and recorded first."
    }
    guard looks > 0 else { return nil }
    return looks == 1
      ? "A provider is still being asked what became of a decision; that is given up."
      : "Providers are still being asked what became of \(looks) decisions; that is given up."
  }

  /// Which drafts there are, and which of them stay.
  private var keptDrafts: SafeText {
    let refunds: SafeText =
      drafts.refunds.count == 1
      ? "A draft of a refund is kept for \(drafts.refunds.values.first?.detail.row.transaction.name ?? "")"
      : "Drafts of \(drafts.refunds.count) refunds are kept"
    let rulings: SafeText =
      drafts.rulings.count == 1
      ? "What you wrote about \(drafts.rulings.values.first?.item.reference ?? "")"
      : "What you wrote about \(drafts.rulings.count) matters"
    let end: SafeText = memory.isWritten ? ", until tomorrow." : "."
    return switch (drafts.refunds.isEmpty, drafts.rulings.isEmpty) {
    case (_, true): refunds + end
    case (true, false): "\(rulings) is kept\(end)"
    case (false, false): "\(refunds), and \(rulings.uncapitalised)\(end)"
    }
  }

  /// The question, with what is lost by a yes.
  private var quitQuestion: SafeText {
    let lost = memory.isWritten ? 0 : drafts.refunds.count + drafts.rulings.count
    if lost == 0 { return "Quit?" }
    return lost == 1 || drafts.refunds.isEmpty ? "Quit and lose it?" : "Quit and lose them?"
  }

  /// The line was dropped: what is not sent is taken back, what is sent is waited for.
  mutating func endRequested() -> [DeskEffect] {
    switch confirm?.phase {
    case .undoable(let id, _): return discard(id) + leave()
    case .preparing:
      session.isEnding = true
      return turn(of: ConfirmModel.self) { confirm, _ in confirm.takesBack = true }
    case .sending:
      session.isEnding = true
      return []
    case .settling, .ready, .discarding, .recording, .none: return leave()
    }
  }

  private mutating func discard(_ id: IntentID) -> [DeskEffect] {
    turn(of: ConfirmModel.self) { $0.discard(id, &$1) }
  }

  /// Leaves the program; from here on only a decision on its way counts.
  mutating func leave() -> [DeskEffect] {
    let draft = keepDraft()
    session.isEnding = true
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
    case .decisionEnded(let serial, _, _):
      guard case .sending = confirm?.phase, serial == confirm?.serial else { return [] }
      // Nothing is shown any more, but a draft that is back or done with is written.
      let written = tellDialogs(event).filter(\.isRemembering)
      return written + leave()
    case .timerFired(.secondPassed, _):
      session.isTicking = false
      return []
    // Nobody looks any more, and nothing may begin.
    default: return []
    }
  }
}

extension SafeText {
  /// The text as it goes on in the middle of a sentence.
  fileprivate var uncapitalised: SafeText {
    SafeText(sanitizing: text.prefix(1).lowercased() + text.dropFirst())
  }
}

extension DeskEffect {
  /// Whether it keeps something for the next session.
  fileprivate var isRemembering: Bool {
    if case .remember = self { true } else { false }
  }
}
