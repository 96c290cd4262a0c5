import Payments
import ProviderSandbox

/// The connection fails: before it stands, before a status, in the middle of the answer.
extension FaultMatrix {
  static let transport: [FaultForm] =
    [
      FaultForm(.connecting, "no such host", .always(.noName), .notSent),
      FaultForm(.connecting, "connection refused", .always(.refused), .notSent),
      FaultForm(.connecting, "TLS failure", .always(.noTLS), .notSent),
      FaultForm(.connecting, "no connection in time", .always(.silent), .notSent),
      FaultForm(
        .connecting, "refused twice, then connected", .routes([.refused, .refused]), .done),
      FaultForm(
        .connecting, "EOF; a replay cannot connect",
        .routes([.straight, .refused, .refused, .refused, .refused], ["close-after*1"]),
        keyed: .init(.unknown, then: .succeeded, moved: 1)),
    ] + beforeStatus + midResponse

  private static let beforeStatus: [FaultForm] = [
    FaultForm(.beforeStatus, "no answer, not executed", .hang("hang-before*1"), .lostUndone),
    FaultForm(.beforeStatus, "no answer, executed", .hang("hang-after*1"), .lostDone),
    FaultForm(.beforeStatus, "reset, not executed", .answers(["reset-before*1"]), .lostUndone),
    FaultForm(.beforeStatus, "reset, executed", .answers(["reset-after*1"]), .lostDone),
    FaultForm(.beforeStatus, "EOF, body unread", .answers(["refuse*1"]), .lostUndone),
    FaultForm(.beforeStatus, "EOF, not executed", .answers(["close-before*1"]), .lostUndone),
    FaultForm(.beforeStatus, "EOF, executed", .answers(["close-after*1"]), .lostDone),
    FaultForm(
      .beforeStatus, "EOF each time, executed", .answers(["close-after"]),
      keyed: .person(.match, moved: 1)),
    FaultForm(
      .beforeStatus, "EOF each time, never executed", .answers(["close-before"]),
      keyed: .person(.nothingShows, moved: 0)),
    FaultForm(
      .beforeStatus, "EOF, and reads fail for a while",
      .answers(["close-after*1", "read:503*3"]), .lostDone),
    FaultForm(
      .beforeStatus, "EOF, cancel not executed", .answers(["close-before*1"]), kind: .cancel,
      keyed: .init(.unknown, then: .succeeded, moved: 1)),
    FaultForm(
      .beforeStatus, "EOF, cancel executed", .answers(["close-after*1"]), kind: .cancel,
      keyed: .init(.unknown, then: .succeeded, moved: 1)),
    FaultForm(
      .beforeStatus, "EOF, cancel; paid meanwhile", .paidMeanwhile("close-before*1"),
      kind: .cancel, keyed: .init(.unknown, then: .rejected, moved: 0)),
  ]

  private static let midResponse: [FaultForm] = [
    FaultForm(.midResponse, "short body", .answers(["short-body*1"]), .lostDone),
    FaultForm(.midResponse, "reset in the body", .answers(["reset-body*1"]), .lostDone),
    FaultForm(
      .midResponse, "short body, cancel", .answers(["short-body*1"]), kind: .cancel,
      keyed: .init(.unknown, then: .succeeded, moved: 1)),
  ]
}
