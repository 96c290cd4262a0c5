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
