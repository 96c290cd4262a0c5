import Journal
package import Payments
import ProviderClient
package import TextSafety

// Finding out what became of decisions whose end is not known: looking, replaying, handing over.

extension SupportDesk {
  /// Settles what processes that are gone left behind (I10): prepared becomes discarded, sending becomes unknown; and
  /// discards what this one prepared and did not send in time.
  ///
  /// Outcomes of this process that could not be written when they came are written first.
  package func recover() throws(DeskError) -> [Intent] {
    recordLate()
    // Nothing is settled on a record that is not the one that was left.
    guard !isClosed else { return [] }
    let doubled = try recorded { () throws(JournalError) in try journal.lockDuplicates(at: now()) }
    for intent in doubled { annotate(intent.key) }
    let tooOld = now().adding(milliseconds: -settling.preparedPatience)
    let recovered: [Intent]
    do throws(JournalError) {
      recovered =
        try journal.recoverOrphans(at: now())
        + journal.discardUnsent(preparedBefore: tooOld, at: now())
    } catch {
      guard journal.obstacle == nil else { return [] }
      throw DeskError(error)
    }
    for intent in recovered { annotate(intent.key) }
    return recovered
  }

  /// Asks the provider again about one decision because a person wants to know now.
  ///
  /// - Parameters:
  ///   - replaying: Also sends the same bytes under the same key, where that is safe.
  ///   - mayStillSend: Asked at the last moment before that; when it says no, the look is all that is done.
  package func settle(
    _ id: IntentID, replaying: Bool, mayStillSend: @Sendable () -> Bool = { true }
  ) async throws(DeskError) -> SettlingReport {
    _ = try recover()
    return try await claimed(id) { settling async throws(DeskError) in
      if replaying, let refusal = planner.replayRefusal(settling) {
        throw .refused(.ruling(refusal))
      }
      return try await step(
        replaying ? .replay : .look, settling, by: actor, mayStillSend: mayStillSend)
    }
  }

  /// Does everything that is due, each decision claimed so that no other process does the same.
  ///
  /// The decisions of one account follow each other; accounts do not wait for each other's network.
  ///
  /// - Parameter mayContinue: Asked before each decision, and again before a replay is sent; when it says no, what is
  ///   under way is finished and the rest left for later.
  package func settleDue(
    mayContinue: @escaping @Sendable () -> Bool = { true }
  ) async -> SettlingRound {
    _ = try? recover()
    // Until a person has accepted the record nothing comes due.
    guard !isClosed else { return SettlingRound() }
    let candidates = candidates
    // In the order of the configuration, so that the same record does the same things in the same order.
    let byAccount = connections.map { connection in
      candidates.filter { $0.account == connection.account.identity }
    }
    return await withTaskGroup(of: SettlingRound.self) { group in
      for intents in byAccount where !intents.isEmpty {
        group.addTask { await self.settleDue(among: intents, mayContinue: mayContinue) }
      }
      var whole = SettlingRound()
      for await part in group {
        whole.reports += part.reports
        whole.nextDue = [whole.nextDue, part.nextDue].compactMap { $0 }.min()
      }
      whole.nextDue = earliest(of: whole.nextDue.map { [$0] } ?? [])
      return whole
    }
  }

  private func settleDue(
    among candidates: [Candidate], mayContinue: @Sendable () -> Bool
  ) async -> SettlingRound {
    var round = SettlingRound()
    var dues: [Instant] = []
    var aftercareReads = 0
    for candidate in candidates where !Task.isCancelled && mayContinue() {
      if let due = candidate.aftercareDue,
        due > now() || aftercareReads >= settling.aftercareReadsMax
      {
        dues.append(due)
        continue
      }
      // A read of its payment for another decision may have served this one too.
      guard let plan = plan(for: candidate.intent) else { continue }
      guard plan.due <= now() else {
        dues.append(plan.due)
        continue
      }
      if candidate.aftercareDue != nil { aftercareReads += 1 }
      do throws(DeskError) {
        round.reports.append(try await settleByItself(candidate.intent, mayContinue))
        if let next = self.plan(for: candidate.intent) { dues.append(next.due) }
      } catch {
        // Another process has it, or the record cannot be written: not at once again. Where the payment is locked for
        // its rows nothing is recorded before a person releases it.
        let isLocked = if case .refused(.frozen) = error { true } else { false }
        let pause = isLocked ? settling.lockedPause : settling.obstaclePause
        dues.append(now().adding(milliseconds: pause))
      }
    }
    round.nextDue = dues.min()
    return round
  }

  /// When Tilldesk next does something by itself; `nil` when it waits for nothing.
  package var nextDue: Instant? {
    earliest(of: candidates.compactMap { $0.aftercareDue ?? plan(for: $0.intent)?.due })
  }

  /// What Tilldesk does next by itself about a decision; `nil` for nothing, or when its account is gone from the
  /// configuration.
  package func plan(for id: IntentID) -> SettlingPlan? {
    (try? settlingCase(id)).flatMap { planner.plan($0) }
  }

  // MARK: - Steps

  var planner: SettlingPlanner {
    SettlingPlanner(
      policy: settling, time: SettlingTime(wall: now(), boot: journal.bootTime))
  }

  /// A decision about which something may be due.
  private struct Candidate {
    var intent: IntentID
    var account: AccountIdentity
    /// When its certain outcome is read again; `nil` where the outcome is not certain.
    var aftercareDue: Instant?
  }

  /// The decisions about which something may be due: those whose end is not known, then those that are read again.
  private var candidates: [Candidate] {
    let uncertain = ((try? journal.uncertain()) ?? []).map {
      Candidate(intent: $0.id, account: $0.key.account)
    }
    let limit = now().adding(milliseconds: -settling.aftercareEnds)
    let marks = (try? journal.aftercareMarks(since: limit)) ?? []
    let planner = planner
    let certain = marks.compactMap { mark in
      planner.aftercareDue(mark).map {
        Candidate(intent: mark.intent, account: mark.key.account, aftercareDue: $0)
      }
    }
    let configured = Set(connections.map(\.account.identity))
    return (uncertain + certain).filter { configured.contains($0.account) }
  }

  /// The earliest of what is due, among it an outcome that could not be written yet, and the end of what was prepared
  /// and never sent.
  private func earliest(of dues: [Instant]) -> Instant? {
    let late = unrecorded.isEmpty ? [] : [now().adding(milliseconds: settling.recordingDelay)]
    let unsent = ((try? journal.unsent()) ?? []).map { intent in
      intent.created.adding(milliseconds: settling.preparedPatience + 1)
    }
    return (dues + late + unsent).min()
  }

  /// What is recorded of a decision; throws when its account is not configured any more.
  func settlingCase(_ id: IntentID) throws(DeskError) -> SettlingCase {
    let found = try recorded { () throws(JournalError) in try journal.history(of: id) }
    guard let history = found else { throw DeskError(.noSuchIntent(id)) }
    let connection = try connection(for: history.intent.key.account)
    return SettlingCase(history, capabilities: connection.account.capabilities)
  }

  /// One due step, if it still is: another process may have done it since it was found.
  private func settleByItself(
    _ id: IntentID, _ mayStillSend: @Sendable () -> Bool
  ) async throws(DeskError) -> SettlingReport {
    try await claimed(id) { settling async throws(DeskError) in
      guard let plan = planner.plan(settling), plan.due <= now() else {
        return report(settling.intent, was: settling.intent.state)
      }
      return try await step(plan.step, settling, by: Journal.desk, mayStillSend: mayStillSend)
    }
  }

  /// Does something about a decision that nobody else does meanwhile.
  func claimed(
    _ id: IntentID, _ work: (SettlingCase) async throws(DeskError) -> SettlingReport
  ) async throws(DeskError) -> SettlingReport {
    let holder = try recorded { () throws(JournalError) in
      try journal.claim(id, patience: settling.longestCheck, at: now())
    }
    if let holder { throw .refused(.ruling(holder.sentence)) }
    defer { try? journal.unclaim(id) }
    return try await work(settlingCase(id))
  }

  private func step(
    _ step: SettlingPlan.Step, _ settling: SettlingCase, by actor: Actor,
    mayStillSend: @Sendable () -> Bool
  ) async throws(DeskError) -> SettlingReport {
    let before = settling.intent.state
    switch step {
    case .handOver(let reason): return report(try handOver(settling.intent, reason), was: before)
    case .look, .replay:
      let look = try await look(at: settling.intent, by: actor)
      var intent = look.intent
      if step == .replay, look.couldRead, let read = look.read,
        planner.replayRefusal(try settlingCase(intent.id)) == nil, mayStillSend()
      {
        switch try replayGround(settling, on: read.read) {
        case .clear: intent = try await replay(intent, after: read, by: actor)
        case .unclear:
          throw .refused(
            .ruling("Not sent again: the provider did not list all refunds. Check it again later."))
        case .changed(let reason): intent = try handOver(intent, reason)
        }
      }
      // What was just learnt may be the last that can be.
      if intent.state == .unknown, let settling = try? settlingCase(intent.id),
        case .handOver(let reason)? = planner.plan(settling)?.step
      {
        intent = try handOver(intent, reason)
      }
      return report(
        intent, was: before, isCorrected: intent.correction != settling.intent.correction)
    }
  }

  private func handOver(_ intent: Intent, _ reason: SafeText) throws(DeskError) -> Intent {
    let last = intent.message.isEmpty ? "" : " \(intent.message)"
    return try handOver(
      intent, cause: reason.text, message: "Tilldesk cannot find out: \(reason).\(last)")
  }

  /// Records that only a person can settle a decision.
  func handOver(
    _ intent: Intent, cause: String, message: String
  ) throws(DeskError) -> Intent {
    let changed = try recorded { () throws(JournalError) in
      try journal.apply(
        .checksExhausted, to: intent.id, actor: Journal.desk, cause: cause,
        settlement: Settlement(message: message), at: now())
    }
    annotate(changed.key)
    return changed
  }

  /// What is told of a decision after a step.
  func report(
    _ intent: Intent, was before: IntentState, isCorrected: Bool = false
  ) -> SettlingReport {
    SettlingReport(
      intent: intent, before: before, isCorrected: isCorrected,
      sentence: intent.sentence(remaining: remaining(of: intent)))
  }
}

/// What came of asking once more.
package struct SettlingReport: Hashable, Sendable {
  /// The decision as the journal now holds it.
  package var intent: Intent
  /// The state it was in before.
  package var before: IntentState
  /// Whether it turned out otherwise than recorded.
  package var isCorrected: Bool
  /// What happened to the money, in one sentence.
  package var sentence: SafeText

  /// Whether it came to another state, or turned out otherwise.
  package var isNews: Bool { intent.state != before || isCorrected }
}

/// What came of everything that was due.
package struct SettlingRound: Hashable, Sendable {
  /// What was found out, in order.
  package var reports: [SettlingReport] = []
  /// When the next is due; `nil` for never.
  package var nextDue: Instant?
}
