import Payments
import SupportDesk
import TextSafety

// A decision on its way: made durable, for a while undoable, sent, ended.

extension DeskModel {
  // MARK: - Durable

  /// The decision is durable: it may still be taken back, or goes out at once.
  mutating func decisionPrepared(
    _ serial: Int, _ result: Result<Intent, DeskError>
  ) -> [DeskEffect] {
    guard let confirm, case .preparing = confirm.phase, serial == confirm.serial else { return [] }
    switch result {
    case .failure(let error): return closeConfirm() + refuseInForm(error)
    case .success(let intent):
      if confirm.takesBack { return discard(intent.id) }
      let undoSeconds = confirm.review.account.undoSeconds
      guard undoSeconds > 0 else { return send(intent.id) }
      let sendsAt = now.adding(seconds: Int64(undoSeconds))
      changeConfirm { $0.phase = .undoable(intent.id, sendsAt: sendsAt) }
      return []
    }
  }

  /// A second of the undo time has passed; at its end the decision goes out.
  mutating func undoSecondPassed() -> [DeskEffect] {
    guard case .undoable(let id, let sendsAt) = confirm?.phase, now >= sendsAt else { return [] }
    return send(id)
  }

  private mutating func send(_ id: IntentID) -> [DeskEffect] {
    let serial = nextSerial()
    let time = now
    changeConfirm { confirm in
      confirm.serial = serial
      confirm.phase = .sending(id, since: time)
    }
    return [.send(serial: serial, id)]
  }

  // MARK: - Taken back

  /// Esc while a decision is on its way: takes it back as long as that can be done, else says why
  /// not.
  mutating func takeBack() -> [DeskEffect] {
    switch confirm?.phase {
    case .preparing:
      changeConfirm { $0.takesBack = true }
      return explain("It will be taken back; nothing is sent.")
    case .undoable(let id, _): return discard(id)
    case .sending(_, let since):
      let wait = TimeText.wait(since: since, now: now)
      return explain("Sent, waiting \(wait): what is on its way cannot be taken back.")
    case .discarding: return explain("It is being taken back; nothing was sent.")
    case .settling, .ready, .none: return []
    }
  }

  mutating func discard(_ id: IntentID) -> [DeskEffect] {
    let serial = nextSerial()
    changeConfirm { confirm in
      confirm.serial = serial
      confirm.phase = .discarding(id)
    }
    return [.discard(serial: serial, id)]
  }

  /// The decision was taken back: the form is there again, as it was.
  mutating func decisionDiscarded(
    _ serial: Int, _ result: Result<Intent, DeskError>
  ) -> [DeskEffect] {
    guard let confirm, case .discarding = confirm.phase, serial == confirm.serial else { return [] }
    let effects = closeConfirm()
    switch result {
    case .success:
      let sentence: SafeText =
        form == nil
        ? "Taken back; nothing was sent." : "Taken back; nothing was sent. Your draft is here."
      return effects + say(.note, sentence) + readDetail(live: true)
    case .failure(let error):
      return effects + say(.error, error.sentence) + readDetail(live: true)
    }
  }

  // MARK: - The end

  /// A sent decision came to its end: shows it, and reads again what it changed.
  mutating func decisionEnded(
    _ serial: Int, _ result: Result<DecisionResult, DeskError>
  ) -> [DeskEffect] {
    guard let confirm, case .sending = confirm.phase, serial == confirm.serial else { return [] }
    switch result {
    case .success(let ended):
      forgetForm(of: confirm.review.decision.key)
      layers = [.result(ended)]
      let level = ended.intent.state.messageLevel
      return say(level, ended.sentence) + refreshRows() + readDetail(live: true)
    case .failure(.journal(let sentence, mayHaveMoved: true)):
      // I14: the draft goes too, since it must not be sent once more.
      forgetForm(of: confirm.review.decision.key)
      let effects = closeConfirm()
      return effects + say(.error, sentence) + refreshRows() + readDetail(live: true)
    case .failure(let error):
      return closeConfirm() + refuseInForm(error)
    }
  }

  private mutating func forgetForm(of key: PaymentKey) {
    drafts[key] = nil
    layers.removeAll { layer in
      if case .refundForm = layer { true } else { false }
    }
  }

  // MARK: - Leaving the program

  /// `q` at the root: quits, and asks first when a draft would be lost.
  mutating func quit() -> [DeskEffect] {
    guard let draft = drafts.values.first else { return leave() }
    let reference = draft.detail.transaction.reference.safe
    let sentence: SafeText =
      drafts.count == 1
      ? "A draft of a refund is kept for \(reference). Quit and lose it?"
      : "Drafts of \(drafts.count) refunds are kept. Quit and lose them?"
    layers.append(.quitQuestion(sentence))
    return []
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
    case .settling, .ready, .discarding, .none: return leave()
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
      .reviewArrived, .decisionDiscarded, .timerFired, .copied, .indexChanged, .journalChanged,
      .noticed, .attentionCounted, .endRequested:
      // Nobody looks any more, and nothing may begin.
      return []
    }
  }
}

extension IntentState {
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
