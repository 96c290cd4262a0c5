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
      // The journal has it from here on.
      let draft = intent.kind == .refund ? dropDraft(of: intent.key) : []
      if confirm.takesBack { return draft + discard(intent.id) }
      let undoSeconds = confirm.review?.account.undoSeconds ?? 0
      guard undoSeconds > 0 else { return draft + send(intent.id) }
      let sendsAt = now.adding(seconds: Int64(undoSeconds))
      changeConfirm { $0.phase = .undoable(intent.id, sendsAt: sendsAt) }
      return draft
    }
  }

  /// Milliseconds by which a decision may go out late.
  private static let lateMilliseconds: Int64 = 2000

  /// A second of the undo time has passed; at its end the decision goes out.
  ///
  /// Not where the program stood still over it: nobody could take it back then, and what was reviewed is old.
  mutating func undoSecondPassed() -> [DeskEffect] {
    guard case .undoable(let id, let sendsAt) = confirm?.phase, now >= sendsAt else { return [] }
    guard now.milliseconds(since: sendsAt) > Self.lateMilliseconds else { return send(id) }
    return discard(id)
      + say(.warning, "Tilldesk stood still when it was to be sent, so that is taken back.")
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
    case .recording(let since):
      let wait = TimeText.wait(since: since, now: now)
      return explain("Being recorded, \(wait): a ruling cannot be taken back.")
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
    let effects = closeConfirm() + keepDraft()
    switch result {
    case .success(let intent):
      let sentence: SafeText =
        form == nil
        ? "Taken back; nothing was sent." : "Taken back; nothing was sent. Your draft is here."
      return effects + say(.note, sentence) + readDetail(live: true) + tell(intent)
        + lookAtOpenDecisions()
    case .failure(let error):
      return effects + say(.error, error.sentence) + readDetail(live: true)
    }
  }

  // MARK: - The end

  /// A sent decision came to its end: shows it, and reads again what it changed.
  mutating func decisionEnded(
    _ serial: Int, _ result: Result<DecisionResult, DeskError>
  ) -> [DeskEffect] {
    guard let confirm, case .sending(let id, _) = confirm.phase, serial == confirm.serial else {
      return []
    }
    switch result {
    case .success(let ended):
      let draft = forgetForm(of: confirm.review?.decision.key)
      let reference = confirm.review?.transaction.name ?? ended.intent.key.id.safe
      layers = [.result(ended)]
      // What was said of an earlier decision must not be taken for what came of this one.
      standing = nil
      let news = DecisionNews(
        intent: ended.intent, reference: reference, sentence: ended.sentence)
      return draft + say(ended.intent.state.messageLevel, news.line, of: ended.intent)
        + refreshRows()
        + readDetail(live: true)
        + tell(ended.intent) + lookAtOpenDecisions()
    case .failure(.journal(let sentence, mayHaveMoved: true)):
      // I14: the draft goes too, since it must not be sent once more.
      let effects = forgetForm(of: confirm.review?.decision.key) + closeConfirm()
      return effects + say(.error, sentence) + refreshRows() + readDetail(live: true)
        + lookAtOpenDecisions()
    case .failure(let error):
      return closeConfirm() + keepDraft() + refuseInForm(error) + [.tell(id)]
        + lookAtOpenDecisions()
    }
  }

  private mutating func forgetForm(of key: PaymentKey?) -> [DeskEffect] {
    if let key { drafts[key] = nil }
    layers.removeAll { layer in
      if case .refundForm = layer { true } else { false }
    }
    return key.map { dropDraft(of: $0) } ?? []
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
