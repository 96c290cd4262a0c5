import Journal
import Payments

/// What is recorded of a decision whose end has to be found out, and what its provider allows.
@dynamicMemberLookup
struct SettlingCase {
  /// What is on record.
  var history: IntentHistory
  /// What the provider can do.
  var capabilities: Capabilities

  /// Makes a case.
  init(_ history: IntentHistory, capabilities: Capabilities) {
    self.history = history
    self.capabilities = capabilities
  }

  /// A part of what is on record.
  subscript<Value>(dynamicMember part: KeyPath<IntentHistory, Value>) -> Value {
    history[keyPath: part]
  }

  /// When the last attempt ended by our records: with its answer, or when its process was found gone.
  ///
  /// A replay changes no state, so nothing is recorded when its process dies with the answer still to come: then its
  /// request may be out for as long as one can last. A decision whose attempts are missing in a record that was set back
  /// counts from when that was found.
  func lastEnd(_ policy: SettlingPolicy) -> RecordedMoment? {
    guard let last = history.attempts.last else {
      return history.intent.state.mayHaveBeenSent ? history.change : nil
    }
    if let answered = last.answered { return answered }
    let change = history.change
    return change.event > last.begun.event
      ? change : last.begun.adding(milliseconds: policy.longestRequest)
  }

  /// The looks since the last attempt was begun.
  var looksSinceAttempt: ArraySlice<LookMark> {
    guard let last = history.attempts.last else { return history.looks[...] }
    return history.looks.drop { $0.moment.event < last.begun.event }
  }

  /// Whether the payment could be read since the last attempt was begun.
  var wasReadSinceAttempt: Bool { looksSinceAttempt.contains { $0.couldRead } }

  /// The looks since the decision came to the state that it is in.
  var looksSinceChange: ArraySlice<LookMark> {
    history.looks.drop { $0.moment.event < history.change.event }
  }

  /// Looks in a row at the end that could not read the payment.
  var failedLooks: Int { history.looks.reversed().prefix { !$0.couldRead }.count }
}

/// The two clocks at one moment.
struct SettlingTime {
  /// The wall clock, which people can set.
  var wall: Instant
  /// The clock since the machine started.
  var boot: BootTime

  /// Milliseconds since a moment of the record; by the boot clock where it can tell.
  func elapsed(since moment: RecordedMoment) -> Int64 {
    boot.elapsed(since: moment.boot, orByWall: wall.milliseconds(since: moment.wall))
  }

  /// The least that both clocks agree has passed; less than nothing when the wall clock was set back.
  func leastElapsed(since moment: RecordedMoment) -> Int64 {
    let byWall = wall.milliseconds(since: moment.wall)
    return min(byWall, boot.elapsed(since: moment.boot) ?? byWall)
  }

  /// The most that either clock says has passed: what is old by one of them is old.
  func mostElapsed(since moment: RecordedMoment) -> Int64 {
    let byWall = wall.milliseconds(since: moment.wall)
    return max(byWall, boot.elapsed(since: moment.boot) ?? byWall)
  }

  /// Whether no more than a span has certainly passed: by both clocks, on the same start of the machine.
  func isWithin(_ span: Int64, of moment: RecordedMoment) -> Bool {
    guard let byBoot = boot.elapsed(since: moment.boot) else { return false }
    let byWall = wall.milliseconds(since: moment.wall)
    return (0...span).contains(byBoot) && (0...span).contains(byWall)
  }
}
