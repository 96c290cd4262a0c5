import Payments
import SupportDesk
import TextSafety

extension LiveServices {
  /// Reads one payment live, as `ACCOUNT/ID` names it; a reference that one payment has will do.
  func detail(of payment: PaymentArgument) async throws(CommandFailure) -> PaymentDetail {
    do throws(DeskError) {
      let detail = try await desk.openNamed(account: payment.account, text: payment.text)
      if let warning = detail.clockWarning { Console.narrate(warning) }
      return detail
    } catch {
      if case .alias(_, let candidates, _) = error {
        offer(candidates) { ["show", $0] }
      }
      throw CommandFailure(error)
    }
  }

  /// Reads the payment live that money is to leave from: only its exact id names it (I19).
  ///
  /// - Parameter command: The command line with another payment, for each that may be meant.
  func exactDetail(
    of payment: PaymentArgument, command: (String) -> [String]
  ) async throws(CommandFailure) -> PaymentDetail {
    do throws(DeskError) {
      let detail = try await desk.openExactly(account: payment.account, text: payment.text)
      if let warning = detail.clockWarning { Console.narrate(warning) }
      return detail
    } catch {
      guard case .alias(_, let candidates, _) = error else { throw CommandFailure(error) }
      offer(candidates, command: command)
      throw CommandFailure(error, nothingSent: true)
    }
  }

  /// Lists what may be meant, each with the command that means it.
  private func offer(_ candidates: [PaymentRow], command: (String) -> [String]) {
    for row in candidates {
      Console.narrate(CandidateText(row, zone: zone).line)
      Console.narrate(CandidateText(row, zone: zone).command(command))
    }
  }

  /// Answers with what was recorded when the token of a decision was used before (I16); nothing is sent.
  ///
  /// The record answers, whatever the name of the payment leads to now. Where another process is about to send it, or
  /// waits for its answer, that is waited for. A signal ends the waiting: the decision then stands as it stands.
  ///
  /// - Parameter amount: The amount as it was typed, read in a currency; `nil` for all that remains.
  /// - Returns: Whether the token was used before.
  func answersEarlier(
    token: String?, kind: IntentKind, payment: PaymentArgument, json: Bool,
    until signals: EndSignals, amount: (Currency) throws(CommandFailure) -> Money?
  ) async throws(CommandFailure) -> Bool {
    guard let intent = try decision(named: token) else { return false }
    guard intent.kind == kind,
      await desk.isNamed(intent, account: payment.account, text: payment.text)
    else { throw CommandFailure(DeskError.refused(.decisionTokenReused)) }
    let stated = try amount(intent.amount.currency)
    guard stated == nil || stated == intent.amount else {
      throw CommandFailure(DeskError.refused(.decisionTokenReused))
    }
    try await answer(desk.repeated(intent), json: json, until: signals)
    return true
  }

  /// Prints what a decision came to that was made before, and fails with its exit code.
  private func answer(
    _ earlier: DecisionResult, json: Bool, until signals: EndSignals
  ) async throws(CommandFailure) {
    if earlier.intent.isUnderWay {
      Console.narrate("This decision is being sent by another program; waiting for its outcome …")
      signals.hold(saying: "Stopped waiting; the decision itself goes on.")
    }
    let result: DecisionResult
    do throws(DeskError) {
      result = try await desk.settledResult(of: earlier) { milliseconds in
        await signals.sleep(milliseconds: milliseconds)
        return !signals.haveCome
      }
    } catch {
      throw CommandFailure(error)
    }
    let code = result.intent.failureCode
    report(result, json: json, failure: code)
    if let code { throw CommandFailure(code, "") }
  }

  private func earlierResult(of decision: Decision) throws(CommandFailure) -> DecisionResult? {
    do throws(DeskError) {
      return try desk.earlierResult(
        token: decision.token, kind: decision.kind, key: decision.key, amount: decision.amount)
    } catch {
      throw CommandFailure(error)
    }
  }

  private func decision(named token: String?) throws(CommandFailure) -> Intent? {
    do throws(DeskError) { return try desk.decision(named: token) } catch {
      throw CommandFailure(error)
    }
  }

  /// Reviews, records and sends a decision that `--yes` confirmed, prints what came of it, and fails with its exit code.
  ///
  /// A signal that comes before the request goes out takes the decision back; afterwards the answer is waited for.
  func carryOut(
    _ decision: Decision, json: Bool, until signals: EndSignals
  ) async throws(CommandFailure) {
    let result: DecisionResult
    var prepared: Intent?
    do throws(DeskError) {
      let review = try await desk.review(decision)
      if let recent = review.recent {
        guard decision.another else { throw .refused(recent) }
        Console.narrate("Going on with --another: \(recent.sentence)")
      }
      Console.narrate(
        "\(review.account.mode.word) · \(review.account.name.safe): sending \(decision.kind.rawValue) of \(decision.amount.text) …"
      )
      signals.hold(saying: "Stopping before it is sent …")
      let intent = try desk.prepare(review)
      prepared = intent
      result = try await desk.send(intent.id) { signals.maySend() }
    } catch {
      // The line on standard error tells where it stands.
      if let prepared {
        tell(prepared)
      } else if let earlier = try earlierResult(of: decision) {
        // Another program took the same decision up since it was looked for.
        return try await answer(earlier, json: json, until: signals)
      }
      var failure = CommandFailure(
        error, hint: "Add --another to \(decision.kind.rawValue) all the same.")
      let intent = prepared.map { (try? fresh($0)) ?? $0 }
      if let intent, intent.failureCode == .notSent {
        failure = failure.notSent(error, of: decision)
      }
      failure.intent = intent
      throw failure
    }
    guard result.intent.state != .discarded else {
      if json {
        report(result, json: true, failure: signals.exitCode)
      } else {
        tell(result.intent)
      }
      throw CommandFailure(
        signals.exitCode, "Not sent: stopped before the request went out. No money moved.")
    }
    let code = result.intent.failureCode
    report(result, json: json, failure: code)
    if let code { throw CommandFailure(code, "") }
  }

  private func report(_ result: DecisionResult, json: Bool, failure: CommandFailure.Code?) {
    let local = try? desk.openLocal(result.intent.key)
    let reference = local?.transaction.reference
    if json {
      let ledger = local?.ledger
      Console.data(
        JSONValue.result(
          result, reference: reference, remaining: ledger?.remaining, failure: failure))
    } else {
      let label = desk.label(of: result.intent) ?? result.intent.account
      let name = PaymentRow.fullName(label, result.intent.key.id, reference)
      Console.data("\(result.isRepeat ? repeated(result) : result.sentence) Payment \(name).")
    }
    if Console.loss != nil { narrateUnprinted(result.intent, result.sentence) }
    if result.intent.countsAs.isUncertain {
      Console.narrate("To find out what became of it: tilldesk reconcile \(result.intent.id.short)")
    }
    tell(result.intent)
  }

  /// What a repeat is told first: that nothing was sent now, and who decided it when.
  private func repeated(_ result: DecisionResult) -> SafeText {
    let intent = result.intent
    let made = zone.civil(intent.created)
    let isToday = made.dateText == zone.civil(now()).dateText
    let when: SafeText = "\(isToday ? made.clockText : made.minuteText) by \(intent.actor.safe)"
    let verb: SafeText =
      if intent.isUnderWay { "Already being done since" } else {
        intent.failureCode == nil ? "Already done" : "Already decided"
      }
    let way = intent.failureCode == .notSent ? Self.anotherToken : ""
    return "\(verb) \(when); nothing was sent. \(result.sentence)\(way)"
  }

  /// How what was not sent is decided again.
  fileprivate static let anotherToken: SafeText =
    " To try again, give another --decision token: this one stays with its outcome."

  /// Tells on standard error where a decision stands that standard output did not take: it is recorded, and is not to be
  /// made again.
  func narrateUnprinted(_ intent: Intent, _ sentence: SafeText) {
    Console.narrate(
      "Recorded, but not printed: decision \(intent.id.text) is \(intent.countsAs.resultWord). \(sentence)"
    )
  }

  /// Remembers that this person was told where a decision of theirs stands; the news of others stay theirs.
  func tell(_ intent: Intent) {
    if intent.actor == desk.actor { desk.tell(intent.id) }
  }
}

extension CommandFailure {
  /// A desk error, with a hint for the command line where a recent refund stands in the way (I15).
  init(_ error: DeskError, hint: SafeText) {
    self.init(error)
    guard case .refused(let refusal) = error, refusal.asksAgain else { return }
    self.init(code, "\(message) \(hint)")
  }

  /// The same of a decision that is on record and was not sent: its token stays with that outcome.
  fileprivate func notSent(_ error: DeskError, of decision: Decision) -> CommandFailure {
    let isRead = if case .provider = error { true } else { false }
    let way = decision.token == nil ? "" : LiveServices.anotherToken
    return CommandFailure(isRead ? .notSent : code, "\(message)\(way)")
  }

  /// A name that decides nothing: the sentence, and that nothing was sent.
  init(_ error: DeskError, nothingSent: Bool) {
    self.init(error)
    if nothingSent { self.init(code, "\(message) Nothing was sent.") }
  }
}
