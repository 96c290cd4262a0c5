import Payments
import SupportDesk
import TextSafety

// A decision on its way: made durable, for a while undoable, sent, ended; or taken back.

extension ConfirmModel {
  /// Milliseconds by which a decision may go out late.
  private static let lateMilliseconds: Int64 = 2000

  mutating func take(_ event: DeskEvent, _ turn: inout Turn) {
    switch event {
    case .decisionPrepared(let serial, let result, _):
      if case .preparing = phase, serial == self.serial { prepared(result, &turn) }
    case .decisionDiscarded(let serial, let result, _):
      if case .discarding = phase, serial == self.serial { discarded(result, &turn) }
    case .decisionEnded(let serial, let result, _):
      if case .sending(let id, _) = phase, serial == self.serial { ended(id, result, &turn) }
    case .ruled(let serial, let result, _):
      if case .recording = phase, serial == self.serial { ruled(result, &turn) }
    case .released(let serial, let result, _):
      if case .recording = phase, serial == self.serial { released(result, &turn) }
    case .resolved(let serial, let result, _):
      if case .recording = phase, serial == self.serial { resolved(result, &turn) }
    default: break
    }
  }

  // MARK: - Durable

  /// The decision is durable: it may still be taken back, or goes out at once.
  private mutating func prepared(_ result: Result<Intent, DeskError>, _ turn: inout Turn) {
    switch result {
    case .failure(let error):
      turn.ask(.decision(.closeConfirm))
      turn.ask(.decision(.refuse(error)))
    case .success(let intent):
      // The journal has it from here on.
      if intent.kind == .refund { turn.ask(.decision(.dropDraft(intent.key))) }
      if takesBack { return discard(intent.id, &turn) }
      let undoSeconds = review?.account.undoSeconds ?? 0
      guard undoSeconds > 0 else { return send(intent.id, &turn) }
      phase = .undoable(
        intent.id, sendsAt: turn.desk.now.adding(seconds: Int64(undoSeconds)))
    }
  }

  /// A second of the undo time has passed; at its end the decision goes out.
  ///
  /// Not where the program stood still over it: nobody could take it back then, and what was reviewed is old.
  mutating func secondPassed(_ turn: inout Turn) {
    guard case .undoable(let id, let sendsAt) = phase, turn.desk.now >= sendsAt else { return }
    guard turn.desk.now.milliseconds(since: sendsAt) > Self.lateMilliseconds else {
      return send(id, &turn)
    }
    discard(id, &turn)
    turn.say(.warning, "Tilldesk stood still when it was to be sent, so that is taken back.")
  }

  private mutating func send(_ id: IntentID, _ turn: inout Turn) {
    serial = turn.nextSerial()
    phase = .sending(id, since: turn.desk.now)
    turn.perform(.send(serial: serial, id))
  }

  // MARK: - Taken back

  /// Esc: back to the form, where everything stands as it was; while a decision is on its way takes it back as long as
  /// that can be done, else says why not.
  mutating func leave(_ turn: inout Turn) {
    switch phase {
    case .settling, .ready: turn.ask(.decision(.leaveConfirm))
    case .preparing:
      takesBack = true
      turn.explain("It will be taken back; nothing is sent.")
    case .undoable(let id, _): discard(id, &turn)
    case .sending(_, let since):
      let wait = TimeText.wait(since: since, now: turn.desk.now)
      turn.explain("Sent, waiting \(wait): what is on its way cannot be taken back.")
    case .discarding: turn.explain("It is being taken back; nothing was sent.")
    case .recording(let since):
      let wait = TimeText.wait(since: since, now: turn.desk.now)
      turn.explain("Being recorded, \(wait): a ruling cannot be taken back.")
    }
  }

  /// Takes the decision back before it is sent.
  mutating func discard(_ id: IntentID, _ turn: inout Turn) {
    serial = turn.nextSerial()
    phase = .discarding(id)
    turn.perform(.discard(serial: serial, id))
  }

  /// The decision was taken back: the form is there again, as it was.
  private func discarded(_ result: Result<Intent, DeskError>, _ turn: inout Turn) {
    turn.ask(.decision(.closeConfirm))
    turn.ask(.decision(.keepDraft))
    switch result {
    case .success(let intent): turn.ask(.decision(.takenBack(intent)))
    case .failure(let error):
      turn.say(.error, error.sentence)
      turn.ask(.readPayment)
    }
  }

  // MARK: - The end

  /// A sent decision came to its end: shows it, and reads again what it changed.
  private func ended(
    _ id: IntentID, _ result: Result<DecisionResult, DeskError>, _ turn: inout Turn
  ) {
    switch result {
    case .success(let ended): turn.ask(.decision(.ended(ended, review)))
    case .failure(.journal(let sentence, mayHaveMoved: true)):
      // I14: the draft goes too, since it must not be sent once more.
      turn.ask(.decision(.forgetForm(review?.decision.key)))
      turn.ask(.decision(.closeConfirm))
      turn.say(.error, sentence)
      turn.ask(.refreshRows)
      turn.ask(.readPayment)
      turn.ask(.lookAtOpenDecisions)
    case .failure(let error):
      turn.ask(.decision(.closeConfirm))
      turn.ask(.decision(.keepDraft))
      turn.ask(.decision(.refuse(error)))
      turn.perform(.tell(id))
      turn.ask(.lookAtOpenDecisions)
    }
  }

  /// The ruling is recorded, or the provider's answer made it needless, or it was refused.
  private func ruled(_ result: Result<DecisionNews, DeskError>, _ turn: inout Turn) {
    switch result {
    case .success(let news):
      close(&turn)
      let isRuled = news.intent.state == .ruledDone || news.intent.state == .ruledNotDone
      let sentence: SafeText =
        isRuled ? news.line : "Not ruled, for the provider tells: \(news.line)"
      turn.ask(.tell(news.level, sentence, of: news.intent))
      if news.intent.actor == turn.desk.context.actor { turn.perform(.tell(news.intent.id)) }
      readAgain(news.intent.key, &turn)
    case .failure(let error): turn.ask(.decision(.refuseRuling(error)))
    }
  }

  /// The payment is released, or it was refused.
  private func released(_ result: Result<ReleaseReport, DeskError>, _ turn: inout Turn) {
    switch result {
    case .success(let report):
      close(&turn)
      let reference = ruling?.item.reference ?? report.key.id.safe
      turn.say(
        report.open == nil ? .success : .warning, "Released \(reference): \(report.sentence)")
      readAgain(report.key, &turn)
    case .failure(let error): turn.ask(.decision(.refuseRuling(error)))
    }
  }

  /// What a finding was is recorded, or it was refused, or it shows no more.
  private func resolved(_ result: Result<FindingReport, DeskError>, _ turn: inout Turn) {
    switch result {
    case .success(let report):
      close(&turn)
      turn.ask(.tell(.success, report.sentence, of: report.intent))
      readAgain(report.intent.key, &turn)
    case .failure(let error): turn.ask(.decision(.refuseRuling(error)))
    }
  }

  /// Closes the screen and the form under it, which is done with.
  private func close(_ turn: inout Turn) {
    turn.ask(.decision(.closeConfirm))
    turn.ask(.decision(.closeRuling))
  }

  private func readAgain(_ key: PaymentKey, _ turn: inout Turn) {
    turn.ask(.readAgain(after: [key]))
    turn.ask(.lookAtOpenDecisions)
  }

  /// The ruling that is confirmed; `nil` for anything else.
  private var ruling: RulingFormModel? {
    if case .ruling(let ruling) = subject { ruling } else { nil }
  }
}
