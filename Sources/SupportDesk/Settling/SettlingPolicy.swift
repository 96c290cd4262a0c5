/// How long and how often Tilldesk finds out what became of a decision (`MoneySafety.md` §5, §6).
///
/// All times are milliseconds.
package struct SettlingPolicy: Hashable, Sendable {
  /// How long after its first attempt a request may go out again under its key: 15 minutes, since no document says how
  /// long a provider remembers a key.
  package var replayWindow: Int64 = 15 * minute
  /// How long after an attempt ended the next may begin: 10 s, then longer each time.
  package var replayDelays: [Int64] = [10 * second, 30 * second, 90 * second]
  /// How long a request that moves money can be on its way before its client gives up: 60 s, unless configured otherwise.
  package var longestRequest: Int64 = minute
  /// How long finding out about one decision can take with its reads and a replay; whoever takes longer was stopped.
  package var longestCheck: Int64 { 3 * longestRequest }
  /// When an unknown outcome is looked at again where only the payment's status can tell.
  package var statusDelays: [Int64] = [0, 30 * second, 2 * minute, 10 * minute]
  /// When an outcome is looked for among the provider's rows; afterwards once a day.
  package var rowDelays: [Int64] = [
    5 * second, 10 * second, 20 * second, 40 * second, 80 * second, 160 * second, 320 * second,
    640 * second, 1280 * second, 2560 * second, hour, hour, hour, hour, hour, hour, hour, hour,
    hour, hour, hour, hour, hour, hour, hour, hour, hour, hour, hour, hour, hour, hour, hour,
  ]
  /// How long an unknown outcome is looked for among rows before a person is asked: an hour.
  package var rowPatience: Int64 = hour
  /// For how long a decision that no one has settled is looked at at all: 30 days.
  package var lookingEnds: Int64 = 30 * day
  /// When a decision that is at its end is read again, for what turns out otherwise (I27).
  package var aftercareDelays: [Int64] = [minute, 10 * minute, hour, day, 7 * day, 14 * day]
  /// After how long a decision that is at its end is not read any more: long enough for the last of those reads to be
  /// made late.
  package var aftercareEnds: Int64 = 30 * day
  /// How many certain outcomes of an account one round reads again at most, so that what is uncertain never waits long.
  package var aftercareReadsMax = 20
  /// After how long an accepted refund that nothing can poll wants attention: an hour.
  package var pendingPatience: Int64 = hour
  /// The same where it is polled: a day.
  package var polledPatience: Int64 = day
  /// After how long a prepared decision is no longer sent: 10 minutes.
  package var preparedPatience: Int64 = 10 * minute
  /// How old the last read of a payment may be when the first byte leaves that moves its money: 20 s (I24).
  package var readAge: Int64 = 20 * second
  /// When a step that could not be done is tried again: 30 s.
  package var obstaclePause: Int64 = 30 * second
  /// When a payment that is locked for its rows is read again: an hour.
  package var lockedPause: Int64 = hour
  /// How often a repeated decision looks whether the first is done: 250 ms.
  package var repeatPause: Int64 = 250
  /// When an outcome that could not be written is tried again: 5 s.
  package var recordingDelay: Int64 = 5 * second
  /// When connecting is tried again within one attempt; no connection stood, so nothing can have left.
  package var connectDelays: [Int64] = [200, 600, 1800]
  /// The longest pause before a replay that a provider is granted: a day, when none may be sent any more.
  package var askedPauseMax: Int64 = day
  /// From which difference on a clock is warned about, and refused: 5 s, 5 minutes.
  package var skewWarning: Int64 = 5 * second
  /// See ``skewWarning``.
  package var skewLimit: Int64 = 5 * minute

  /// Makes the usual policy.
  package init() {}

  /// The pause that a provider asked for, within bounds whatever the record says.
  func pause(asked seconds: Int?) -> Int64 {
    min(Int64(clamping: max(0, seconds ?? 0)), askedPauseMax / Self.second) * Self.second
  }

  static let second: Int64 = 1000
  static let minute: Int64 = 60 * second
  static let hour: Int64 = 60 * minute
  static let day: Int64 = 24 * hour

  /// The wait before a numbered step, from 0; beyond the list, a day.
  static func delay(_ delays: [Int64], _ number: Int) -> Int64 {
    delays.indices.contains(number) ? delays[number] : day
  }
}
