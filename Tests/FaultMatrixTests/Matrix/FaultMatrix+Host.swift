import Payments
import ProviderSandbox

/// What happens on this side of the wire: the process, the disk, the clock, other people.
extension FaultMatrix {
  static let host: [FaultForm] = suspended + killed + disk + clock + rivals

  private static let suspended: [FaultForm] = [
    // What was read is too old then, so it is read once more.
    FaultForm(
      .suspended, "30 s while connecting",
      .suspended(seconds: 30, .connecting, writes: 0...0), .done),
    FaultForm(
      .suspended, "the same, the payment changed",
      .suspended(seconds: 30, .connectingWhileRefundedElsewhere, writes: 0...0), .notSent),
    // Longer than a request lives.
    FaultForm(
      .suspended, "80 s while connecting",
      .suspended(seconds: 80, .connecting, writes: 0...0), .notSent),
    FaultForm(
      .suspended, "640 s while connecting",
      .suspended(seconds: 640, .connecting, writes: 0...0), .notSent),
    FaultForm(
      .suspended, "21 s before the first byte",
      .suspended(seconds: 21, .lastMoment, writes: 0...0), .notSent),
    FaultForm(
      .suspended, "640 s before the first byte",
      .suspended(seconds: 640, .lastMoment, writes: 0...0), .notSent),
    // The outcome of the first stays unknown, and the next replay finds out.
    FaultForm(
      .suspended, "replay 80 s late",
      .suspended(seconds: 80, .connecting, writes: 1...1, ["close-before*1"]),
      keyed: .init(.unknown, then: .succeeded, moved: 1)),
    FaultForm(
      .suspended, "replay 21 s late",
      .suspended(seconds: 21, .lastMoment, writes: 1...1, ["close-after*1"]),
      keyed: .init(.unknown, then: .succeeded, moved: 1)),
    FaultForm(
      .suspended, "replays 16 min late",
      .suspended(seconds: 960, .connecting, writes: 1...9, ["close-before*1"]),
      keyed: .person(.nothingShows, moved: 0)),
    FaultForm(
      .suspended, "80 s while a cancel connects",
      .suspended(seconds: 80, .connecting, writes: 0...0), kind: .cancel,
      keyed: .init(.notSent, moved: 0)),
  ]

  private static let killed: [FaultForm] = [
    FaultForm(
      .killed, "before sending", .killedPrepared, keyed: .init(.discarded, moved: 0),
      naked: .init(.discarded, moved: 0), listed: .init(.discarded, moved: 0)),
    FaultForm(
      .killed, "while sending, not executed", .killedSending(isCarried: false), .lostUndone),
    FaultForm(.killed, "while sending, executed", .killedSending(isCarried: true), .lostDone),
    FaultForm(
      .killed, "while replaying", .killedReplaying,
      keyed: .init(.unknown, then: .succeeded, moved: 1)),
    FaultForm(
      .killed, "while sending a cancel", .killedSending(isCarried: true), kind: .cancel,
      keyed: .init(.unknown, then: .succeeded, moved: 1)),
  ]

  private static let disk: [FaultForm] = [
    FaultForm(
      .fullBefore, "no room for the decision", .fullBefore(.decision),
      keyed: .init(.refused(.diskFull), moved: 0), naked: .init(.refused(.diskFull), moved: 0),
      listed: .init(.refused(.diskFull), moved: 0)),
    FaultForm(
      .fullBefore, "no room for the attempt", .fullBefore(.attempt(processEnds: false)),
      keyed: noRoomForAttempt, naked: noRoomForAttempt, listed: noRoomForAttempt),
    FaultForm(
      .fullBefore, "the same, and the program ends", .fullBefore(.attempt(processEnds: true)),
      keyed: noRoomForAttempt, naked: noRoomForAttempt, listed: noRoomForAttempt),
    FaultForm(
      .fullAfter, "no room for the answer", .fullAfter(processEnds: false),
      keyed: .init(.unrecorded, then: .state(.succeeded), moved: 1),
      naked: .init(.unrecorded, then: .state(.succeeded), moved: 1),
      listed: .init(.unrecorded, then: .state(.succeeded), moved: 1)),
    FaultForm(
      .fullAfter, "the same, and the program ends", .fullAfter(processEnds: true),
      keyed: .init(.unrecorded, then: .state(.succeeded), moved: 1),
      naked: .init(.unrecorded, then: .state(.needsHuman), .likelyDone, moved: 1),
      listed: .init(.unrecorded, then: .state(.succeeded), moved: 1)),
  ]

  private static let noRoomForAttempt = Expectation(
    .refused(.diskFull), then: .state(.discarded), moved: 0)

  /// Where no time is signed, no clock matters.
  private static let clock: [FaultForm] =
    [FaultForm(.clockSkew, "5 s ahead", .skew(5), .done)]
    + [("6 s ahead", 6), ("300 s ahead", 300), ("300 s behind", -300)].map { name, seconds in
      skewed(
        name, seconds, keyed: .init(.succeeded, .warned, moved: 1),
        listed: .init(.pending, then: .succeeded, .warned, moved: 1))
    }
    + [("301 s ahead", 301), ("301 s behind", -301)].map { name, seconds in
      skewed(
        name, seconds, keyed: .init(.refused(.clock), moved: 0),
        listed: .init(.refused(.clock), moved: 0))
    }
    + [
      // A replay would be signed too.
      FaultForm(
        .clockSkew, "EOF, executed; then 301 s ahead", .skewAfter(301, "close-after*1")
      ) { subject in
        guard subject.promise == .keyed else { return nil }
        return subject.signsTime
          ? .person(.match, moved: 1) : .init(.unknown, then: .succeeded, moved: 1)
      }
    ]

  private static func skewed(
    _ name: String, _ seconds: Int64, keyed: Expectation, listed: Expectation
  ) -> FaultForm {
    FaultForm(.clockSkew, name, .skew(seconds)) { subject in
      switch subject.promise {
      case .keyed: subject.signsTime ? keyed : Expectation.Three.done.keyed
      case .naked: Expectation.Three.done.naked
      case .listed: subject.signsTime ? listed : Expectation.Three.done.listed
      }
    }
  }

  private static let rivals: [FaultForm] = [
    rivals("both on the confirm screen", .secondConfirm, .otherOpen),
    rivals("one looked at it too early", .staleView, .changed),
    FaultForm(
      .twoAgents, "the same, four minutes later", .twoAgents(.repeated),
      keyed: .init(.refused(.asksAgain), moved: 1), naked: .init(.refused(.asksAgain), moved: 1),
      listed: .init(.refused(.asksAgain), moved: 1)),
    FaultForm(
      .twoAgents, "the same while one is pending", .twoAgents(.repeatedWhilePending),
      keyed: .init(.refused(.samePending), moved: 1),
      listed: .init(.refused(.samePending), moved: 1)),
    FaultForm(
      .twoAgents, "both confirm at once", .twoAgents(.bothAtOnce), .done),
    FaultForm(
      .twoAgents, "both settle it, not executed", .twoAgents(.bothSettle("close-before*1")),
      .lostUndone),
    FaultForm(
      .twoAgents, "both settle it, executed", .twoAgents(.bothSettle("close-after*1")), .lostDone),
  ]

  private static func rivals(
    _ name: String, _ rivalry: Trouble.Rivalry, _ refusal: Standing.Refusal
  ) -> FaultForm {
    let expected = Expectation(.refused(refusal), moved: 1)
    return FaultForm(
      .twoAgents, name, .twoAgents(rivalry), keyed: expected, naked: expected, listed: expected)
  }
}
