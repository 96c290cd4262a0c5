import Payments
import ProviderSandbox

/// Answers and rows that would be believed too much.
extension FaultMatrix {
  static let evidence: [FaultForm] =
    replayRefused + otherRefund + standingRecord + twoRows + busyRead + busyWithRefund

  /// Who has a key alone is asked twice; whatever the no is, it answers the repetition only.
  private static let replayRefused: [FaultForm] =
    ["200", "401", "404"].flatMap { code in
      [
        keyed("EOF, then \(code)", ["close-after*1", "\(code)*1"], .doneByReplay),
        keyed("EOF, then \(code) each time", ["close-after*1", code], .shownByRow),
        keyed("EOF unread, then \(code) each time", ["close-before*1", code], .nothingShows),
      ]
    } + [
      keyed(
        "EOF unread, then declined", ["close-before*1", "decline"], .nothingShows),
      keyed(
        "EOF unread, declined, cancel", ["close-before*1", "decline"], .nothingShows,
        kind: .cancel),
      keyed("EOF, then 200, cancel", ["close-after*1", "200"], .doneByReplay, kind: .cancel),
    ]

  private static func keyed(
    _ name: String, _ faults: [String], _ expected: Expectation, kind: IntentKind = .refund
  ) -> FaultForm {
    FaultForm(.replayRefused, name, .answers(faults), kind: kind, keyed: expected)
  }

  /// What such an answer names is nothing to go by: without a tag nobody can tell which row is meant.
  private static let otherRefund: [FaultForm] = [
    FaultForm(
      .otherRefund, "another transaction, no tag", .untagged(["wrong-id*1"]),
      keyed: .init(.unknown, then: .succeeded, moved: 1),
      naked: .person(after: .needsHuman, .likelyDone, moved: 1), listed: .person(.match, moved: 1)),
    FaultForm(
      .otherRefund, "cut behind the id, no tag", .untagged(["short-body*1"]),
      listed: .person(.match, moved: 1)),
    FaultForm(
      .otherRefund, "the refund of another decision", .sameRefund,
      keyed: .person(.frozen, moved: 1), naked: .person(.frozen, moved: 1),
      listed: .init(.unknown, then: .succeeded, .frozen, moved: 1)),
  ]

  private static let standingRecord: [FaultForm] = [
    FaultForm(
      .standingRecord, "our own refund of before", .afterRefund(.ours, "standing-record*1"),
      naked: .person(after: .needsHuman, .silent, moved: 1)),
    FaultForm(
      .standingRecord, "a refund made elsewhere", .afterRefund(.elsewhere, "standing-record*1"),
      naked: .person(after: .needsHuman, .silent, moved: 1)),
  ]

  private static let twoRows: [FaultForm] = [
    FaultForm(
      .twoRows, "failed, then completed", .triedTwice(.failedFirst),
      listed: .person(.frozen, moved: 1)),
    FaultForm(
      .twoRows, "completed, then failed", .triedTwice(.failedLast),
      listed: .person(.frozen, moved: 1)),
    FaultForm(
      .twoRows, "a tag with a tail", .triedTwice(.tail), listed: .person(.frozen, moved: 1)),
  ]

  private static let busyRead: [FaultForm] = [
    FaultForm(
      .busyRead, "429", .lastRead("429*1"), keyed: unsent, naked: unsent, listed: unsent)
  ]

  private static let unsent = Expectation(.refused(.other), then: .state(.discarded), moved: 0)

  private static let busyWithRefund: [FaultForm] = [
    FaultForm(.busyWithRefund, "429, executed", .answers(["429-success-after*1"]), .lostDone)
  ]
}

extension Expectation {
  fileprivate static let doneByReplay = Expectation(.unknown, then: .succeeded, moved: 1)
  fileprivate static let shownByRow = Expectation.person(.match, moved: 1)
  fileprivate static let nothingShows = Expectation.person(.nothingShows, moved: 0)
}
