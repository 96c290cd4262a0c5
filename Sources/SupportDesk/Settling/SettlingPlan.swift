import Journal
package import Payments
package import TextSafety

/// What Tilldesk does next, by itself, about a decision whose end is not known.
package struct SettlingPlan: Hashable, Sendable {
  /// One step.
  package enum Step: Hashable, Sendable {
    /// Asks the provider again; nothing is sent that moves money.
    case look
    /// Asks, and if that settles nothing sends the same bytes under the same key.
    case replay
    /// Hands the decision to a person; the sentence says why.
    case handOver(SafeText)
  }

  /// What is done.
  package var step: Step
  /// Not before.
  package var due: Instant

  /// Makes a plan.
  package init(step: Step, due: Instant) {
    self.step = step
    self.due = due
  }
}

/// Decides what is done next (`MoneySafety.md` §5, §6).
///
/// Pure: the same record at the same time gives the same plan, in every process.
struct SettlingPlanner {
  let policy: SettlingPolicy
  let time: SettlingTime

  /// The next step; `nil` when Tilldesk does nothing more by itself.
  func plan(_ settling: SettlingCase) -> SettlingPlan? {
    switch settling.intent.state {
    case .unknown: unknown(settling)
    case .needsHuman: handedOver(settling)
    case .pending: pending(settling)
    case .succeeded, .rejected, .failed, .ruledDone, .ruledNotDone: aftercare(settling)
    case .prepared, .awaitingApproval, .sending, .declined, .expired, .withdrawn, .discarded,
      .notSent:
      nil
    }
  }

  // MARK: - Unknown

  private func unknown(_ settling: SettlingCase) -> SettlingPlan? {
    guard let end = settling.lastEnd(policy) else { return nil }
    if settling.hasKey, settling.capabilities.has(.idempotentWrites) {
      return keyed(settling, end: end)
    }
    return settling.capabilities.has(.listsRefunds)
      ? amongRows(settling, end: end) : byStatus(settling, end: end)
  }

  /// The same key again: safe while the provider certainly remembers it.
  private func keyed(
    _ settling: SettlingCase, end: RecordedMoment
  ) -> SettlingPlan {
    let replays = max(0, settling.attempts.count - 1)
    if let obstacle = replayObstacle(settling, replays: replays) {
      guard !settling.wasReadSinceAttempt, settling.failedLooks < policy.statusDelays.count else {
        return SettlingPlan(step: .handOver(obstacle), due: time.wall)
      }
      return look(settling, since: end, delays: policy.statusDelays)
    }
    let wait = max(
      spread(SettlingPolicy.delay(policy.replayDelays, replays), settling),
      policy.pause(asked: settling.attempts.last?.answer?.retryAfterSeconds))
    var plan = SettlingPlan(step: .replay, due: due(after: wait, since: end))
    // A look that no replay can follow (not readable, a wrong clock) comes back less and less often.
    if let last = settling.looksSinceAttempt.last, !last.couldRead {
      let pause = SettlingPolicy.delay(policy.rowDelays, settling.failedLooks)
      plan.due = max(plan.due, due(after: pause, since: last.moment))
    }
    return plan
  }

  /// Why the request may not go out again; `nil` when it may.
  private func replayObstacle(_ settling: SettlingCase, replays: Int) -> SafeText? {
    guard let first = settling.attempts.first else { return "no attempt of it is on record" }
    guard !settling.isFrozen else { return "the payment is frozen" }
    guard replays < policy.replayDelays.count else {
      return "\(replays) replays under the same key told nothing certain"
    }
    guard time.isWithin(policy.replayWindow, of: first.begun) else {
      let minutes = policy.replayWindow / SettlingPolicy.minute
      return
        "the \(minutes) minutes are over in which the provider can be trusted to remember its key"
    }
    return nil
  }

  /// Why a person cannot have the request sent again now; `nil` when it can.
  func replayRefusal(_ settling: SettlingCase) -> SafeText? {
    guard settling.hasKey, settling.capabilities.has(.idempotentWrites) else {
      return settling.capabilities.reason(for: .idempotentWrites)
    }
    guard settling.intent.state == .unknown else {
      return "Only an unknown outcome is sent again; this one is \(settling.intent.state.title)."
    }
    if let obstacle = replayObstacle(settling, replays: settling.attempts.count - 1) {
      return "Not sent again: \(obstacle)."
    }
    guard let end = settling.lastEnd(policy) else { return "It was never sent." }
    let wait = SettlingPolicy.delay(policy.replayDelays, 0) - time.leastElapsed(since: end)
    return wait > 0
      ? "Not sent again before \((wait + 999) / 1000) s have passed: the first may still arrive."
      : nil
  }

  /// Only the payment's status can tell, and it proves nothing: a few looks, then a person.
  private func byStatus(
    _ settling: SettlingCase, end: RecordedMoment
  ) -> SettlingPlan {
    let count = settling.looksSinceAttempt.count
    guard count < policy.statusDelays.count else {
      return SettlingPlan(
        step: .handOver("the provider has no key and lists no refunds: nothing can prove it"),
        due: time.wall)
    }
    return look(settling, since: end, delays: policy.statusDelays)
  }

  /// The provider's rows may name it: looked for with patience, then a person is asked and the looking goes on.
  private func amongRows(
    _ settling: SettlingCase, end: RecordedMoment
  ) -> SettlingPlan {
    guard time.elapsed(since: end) < policy.rowPatience || !settling.wasReadSinceAttempt else {
      return SettlingPlan(
        step: .handOver("no row of the provider names it within an hour"), due: time.wall)
    }
    return look(settling, since: end, delays: policy.rowDelays)
  }

  // MARK: - Later

  /// A person has it: a row that names it would still settle it, and what shows later is evidence for the ruling.
  private func handedOver(_ settling: SettlingCase) -> SettlingPlan? {
    looking(
      settling,
      delays: settling.capabilities.has(.listsRefunds) ? policy.rowDelays : policy.statusDelays)
  }

  /// Accepted: polled where a poll can tell.
  private func pending(_ settling: SettlingCase) -> SettlingPlan? {
    guard settling.capabilities.has(.listsRefunds) || settling.intent.kind == .cancel else {
      return nil
    }
    return looking(settling, delays: policy.rowDelays)
  }

  private func looking(_ settling: SettlingCase, delays: [Int64]) -> SettlingPlan? {
    guard let end = settling.lastEnd(policy), time.elapsed(since: end) < policy.lookingEnds else {
      return nil
    }
    return look(settling, since: end, delays: delays)
  }

  /// A certain outcome is read again, for what turns out otherwise: a refund that failed late, a rejected one that moved.
  private func aftercare(_ settling: SettlingCase) -> SettlingPlan? {
    aftercareDue(
      AftercareMark(
        intent: settling.intent.id, key: settling.intent.key, state: settling.intent.state,
        change: settling.change, looks: Array(settling.looksSinceChange))
    ).map { SettlingPlan(step: .look, due: $0) }
  }

  /// When a certain outcome is read again (I27); `nil` when it was often enough.
  ///
  /// One read serves every time that has passed; one that failed is made again soon, then less and less often.
  func aftercareDue(_ mark: AftercareMark) -> Instant? {
    let elapsed = time.elapsed(since: mark.change)
    guard mark.state.wantsAftercare, elapsed < policy.aftercareEnds else { return nil }
    if elapsed < -SettlingPolicy.minute {
      // It ended under a clock that was ahead: read once a day until that time has come.
      let since = mark.looks.last.map { time.elapsed(since: $0.moment) } ?? SettlingPolicy.day
      return time.wall.adding(milliseconds: max(0, SettlingPolicy.day - max(0, since)))
    }
    let served = mark.looks.last { $0.couldRead }.map { $0.moment.elapsed(since: mark.change) }
    // A read serves a time once it has passed, whatever the spread that puts off our own reads.
    guard let next = policy.aftercareDelays.first(where: { $0 > served ?? -1 }) else { return nil }
    var due = time.wall.adding(milliseconds: max(0, spread(next, mark.intent) - elapsed))
    if let last = mark.looks.last, !last.couldRead {
      let failures = mark.looks.reversed().prefix { !$0.couldRead }.count
      let pause = SettlingPolicy.delay(policy.rowDelays, failures)
      due = max(
        due, time.wall.adding(milliseconds: max(0, pause - time.elapsed(since: last.moment))))
    }
    return due
  }

  // MARK: - Times

  /// The next look: so long after the last one, or after the attempt when there was none.
  private func look(
    _ settling: SettlingCase, since end: RecordedMoment, delays: [Int64]
  ) -> SettlingPlan {
    let looks = settling.looksSinceAttempt
    let wait = spread(SettlingPolicy.delay(delays, looks.count), settling)
    let elapsed = time.elapsed(since: looks.last?.moment ?? end)
    // What was recorded under a clock that was ahead is looked at now: it would not come due for as long as that was.
    let left = elapsed < -SettlingPolicy.minute ? 0 : max(0, wait - elapsed)
    return SettlingPlan(step: .look, due: time.wall.adding(milliseconds: left))
  }

  private func due(after wait: Int64, since moment: RecordedMoment) -> Instant {
    time.wall.adding(milliseconds: max(0, wait - time.leastElapsed(since: moment)))
  }

  /// Up to a fifth longer, different for each decision, so that a hundred that were lost together do not come back
  /// together.
  private func spread(_ wait: Int64, _ settling: SettlingCase) -> Int64 {
    spread(wait, settling.intent.id)
  }

  private func spread(_ wait: Int64, _ intent: IntentID) -> Int64 {
    let digits = Int64(intent.text.suffix(2), radix: 16) ?? 0
    return wait + wait / 5 * digits / 255
  }
}
