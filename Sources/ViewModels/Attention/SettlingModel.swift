package import Payments

/// What Tilldesk finds out by itself while the desk is open, and what a person asked for now.
package struct SettlingModel: Hashable, Sendable {
  /// A look at the provider, or a replay, that a person asked for.
  package struct Work: Hashable, Sendable {
    /// Whether the same bytes go out again.
    package var replays: Bool
    /// Since when.
    package var since: Instant
    /// The serial under which the answer comes.
    package var serial: Int

    /// Makes a piece of work.
    package init(replays: Bool, since: Instant, serial: Int) {
      self.replays = replays
      self.since = since
      self.serial = serial
    }
  }

  /// When the next work is due; `nil` when nothing is waited for.
  package var nextDue: Instant?
  /// Whether a round of due work is under way; there are never two.
  package var isRunning = false
  /// Before this nothing begins; after a round that left its work undone it is tried less and less often.
  package var notBefore = Instant.distantPast
  /// Rounds in a row that left work due: another process has it, or the record cannot be written.
  package var idleRounds = 0
  /// The state of each decision that was last said, so that nothing is said twice.
  package var said: [IntentID: IntentState] = [:]
  /// What a person asked for, by decision.
  package var work: [IntentID: Work] = [:]

  /// The wait after a round that left its work undone; doubled for each one in a row.
  package static let idlePauseMilliseconds: Int64 = 5000
  /// How often that wait is doubled at most: 5 s, 10 s … 320 s.
  package static let idleDoublingsMax = 6

  /// Makes the state of a desk that waits for nothing.
  package init() {}
}

extension SettlingModel {
  /// The journal says when the next work is due: wakes for exactly then, and for nothing when there is none.
  mutating func planned(_ due: Instant?, at now: Instant) -> [DeskEffect] {
    nextDue = due
    return isRunning ? [] : [waking(at: now)]
  }

  /// The work is due; a round under way asks for the next time itself.
  mutating func begin() -> [DeskEffect] {
    guard !isRunning else { return [] }
    isRunning = true
    return [.settleDue]
  }

  /// A round is over: waits for the next.
  mutating func roundEnded(didNothing: Bool, nextDue: Instant?, at now: Instant) -> [DeskEffect] {
    isRunning = false
    self.nextDue = nextDue
    countIdleRounds(didNothing: didNothing, at: now)
    return [waking(at: now)]
  }

  private func waking(at now: Instant) -> DeskEffect {
    guard let nextDue else { return .unschedule(.settlingDue) }
    let wait = max(nextDue, notBefore).milliseconds(since: now)
    return .schedule(.settlingDue, milliseconds: Int(clamping: max(0, wait)))
  }

  /// Work that is due and was not done is another process's, or cannot be recorded: asking again at once would spin.
  private mutating func countIdleRounds(didNothing: Bool, at now: Instant) {
    guard didNothing, let nextDue, nextDue <= now else {
      idleRounds = 0
      notBefore = Instant.distantPast
      return
    }
    notBefore = now.adding(milliseconds: Self.idlePauseMilliseconds << Int64(idleRounds))
    idleRounds = min(idleRounds + 1, Self.idleDoublingsMax)
  }
}
