import Payments
import SupportDesk
import TextSafety
import ViewModels

// What needs somebody, what is due, and what became of it.

extension EffectRunner {
  // MARK: - Reading the journal

  func readNews() {
    read { runner, time throws(DeskError) in
      let decisions = try runner.desk.news()
      let matters = decisions.isEmpty ? [] : try runner.desk.attention()
      return .newsArrived(decisions.map { runner.news(of: $0, among: matters) }, at: time)
    }
  }

  func readAttention(_ serial: Int) {
    read { runner, time throws(DeskError) in
      let items = Result { () throws(DeskError) in try runner.desk.attention() }
      return .attentionArrived(serial: serial, items, at: time)
    }
  }

  func readDossier(_ serial: Int, _ id: AttentionItem.ID) {
    read { runner, time throws(DeskError) in
      let dossier = Result { () throws(DeskError) in try runner.desk.dossier(id) }
      return .dossierArrived(serial: serial, dossier, at: time)
    }
  }

  func readTimeline(_ serial: Int, _ key: PaymentKey) {
    read { runner, time throws(DeskError) in
      let lines = Result { () throws(DeskError) in try runner.timeline(key) }
      return .timelineArrived(serial: serial, lines, at: time)
    }
  }

  func planSettling() {
    read { runner, time throws(DeskError) in
      runner.post(.attentionCounted(runner.desk.attentionCount, at: time))
      return .settlingPlanned(nextDue: runner.desk.nextDue, at: time)
    }
  }

  /// Awaited before the program ends, or the agent would be told once more.
  func tell(_ intent: IntentID) {
    track(isGivenUp: false) { runner in runner.desk.tell(intent) }
  }

  private func read(
    _ step: @escaping @Sendable (EffectRunner, Instant) throws(DeskError) -> DeskEvent
  ) {
    Task.detached { [self] in
      do throws(DeskError) { post(try step(self, now())) } catch {
        post(.noticed(.error, error.sentence, at: now()))
      }
    }
  }

  // MARK: - Settling

  func settleDue() {
    track(isGivenUp: true) { runner in
      let round = await runner.desk.settleDue(mayContinue: runner.maySend)
      runner.post(
        .roundEnded(
          round.reports.map { runner.news(of: $0) }, nextDue: round.nextDue, at: runner.now()))
    }
  }

  func settle(_ serial: Int, _ intent: IntentID, _ replaying: Bool) {
    decide(isGivenUp: true) { runner async throws(DeskError) in
      let report = try await runner.desk.settle(
        intent, replaying: replaying, mayStillSend: runner.maySend)
      return runner.news(of: report)
    } posting: {
      .settled(serial: serial, $0, at: $1)
    }
  }

  func rule(_ serial: Int, _ intent: IntentID, _ ruling: Ruling, _ evidence: String) {
    decide { runner async throws(DeskError) in
      runner.news(of: try await runner.desk.rule(intent, ruling, evidence: evidence))
    } posting: {
      .ruled(serial: serial, $0, at: $1)
    }
  }

  func resolve(
    _ serial: Int, _ intent: IntentID, _ finding: Finding, _ answer: FindingAnswer,
    _ evidence: String
  ) {
    decide { runner async throws(DeskError) in
      try await runner.desk.resolve(intent, finding, answer, evidence: evidence)
    } posting: {
      .resolved(serial: serial, $0, at: $1)
    }
  }

  func release(_ serial: Int, _ key: PaymentKey, _ total: Money, _ evidence: String) {
    decide { runner async throws(DeskError) in
      try await runner.desk.release(key, total: total, evidence: evidence)
    } posting: {
      .released(serial: serial, $0, at: $1)
    }
  }

  /// Awaited like a decision, or a note could be lost with the line.
  func note(_ serial: Int, _ key: PaymentKey, _ text: String) {
    decide { runner async throws(DeskError) in
      try runner.desk.note(text, on: key)
    } posting: {
      .noted(serial: serial, $0, at: $1)
    }
  }

  // MARK: - In words

  private func news(of report: SettlingReport) -> DecisionNews {
    DecisionNews(
      intent: report.intent, reference: local(report.intent.key).reference,
      sentence: report.sentence, isNews: report.isNews)
  }

  /// A decision as its agent is told of it later; what turned out otherwise says so, not what was recorded.
  private func news(of intent: Intent, among matters: [AttentionItem]) -> DecisionNews {
    let matter = matters.first {
      $0.intent?.id == intent.id || $0.matter == .frozen && $0.key == intent.key
    }
    let payment = local(intent.key)
    let sentence =
      matter?.matter == .frozen || matter?.finding != nil
      ? matter?.sentence ?? "" : intent.sentence(remaining: payment.remaining)
    return DecisionNews(
      intent: intent, reference: payment.reference, sentence: sentence, matter: matter?.matter)
  }

  /// What people call a payment, and what remains of it by our records.
  private func local(_ key: PaymentKey) -> (reference: SafeText, remaining: Remaining?) {
    guard let detail = try? desk.openLocal(key) else { return (key.id.safe, nil) }
    let reference = detail.transaction.reference
    return (reference.isEmpty ? key.id.safe : reference.safe, detail.ledger?.remaining)
  }
}
