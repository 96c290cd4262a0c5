import Payments
import ProviderSandbox

/// An answer came, and it says neither yes nor no, or says no.
extension FaultMatrix {
  static let answers: [FaultForm] = serverErrors + busy + conflict + redirect

  private static let serverErrors: [FaultForm] =
    ["500", "502", "503", "504", "408"].flatMap { code in
      [
        FaultForm(.serverError, "\(code), not executed", .answers(["\(code)*1"]), .lostUndone),
        FaultForm(.serverError, "\(code), executed", .answers(["\(code)-after*1"]), .lostDone),
      ]
    } + [
      FaultForm(
        .serverError, "503 each time, executed", .answers(["503-after"]),
        keyed: .person(.match, moved: 1)),
      FaultForm(
        .serverError, "503, cancel not executed", .answers(["503*1"]), kind: .cancel,
        keyed: .init(.unknown, then: .succeeded, moved: 1)),
    ]

  /// Only AIIC Pay documents 429 as a refusal.
  private static let busy: [FaultForm] = [
    FaultForm(
      .busy, "429, wait 40 s", .answers(["429=40*1"]),
      keyed: .init(.unknown, then: .succeeded, moved: 1),
      naked: .person(.nothingShows, moved: 0), listed: .init(.rejected, moved: 0)),
    FaultForm(
      .busy, "429, executed all the same", .answers(["429-html-after=40*1"]),
      keyed: .init(.unknown, then: .succeeded, moved: 1),
      naked: .person(.likelyDone, moved: 1)),
  ]

  private static let conflict: [FaultForm] = [
    FaultForm(
      .conflict, "409", .answers(["409*1"]),
      keyed: .person(after: .needsHuman, .nothingShows, moved: 0),
      naked: .person(.nothingShows, moved: 0),
      listed: .person(.nothingShows, moved: 0)),
    FaultForm(
      .conflict, "EOF, then 409 to the replay", .answers(["close-after*1", "409*1"]),
      keyed: .person(.match, moved: 1)),
    FaultForm(
      .conflict, "409, executed", .answers(["409-foreign-after*1"]),
      keyed: .person(after: .needsHuman, .match, moved: 1),
      naked: .person(.likelyDone, moved: 1),
      listed: .init(.unknown, then: .succeeded, moved: 1)),
  ]

  private static let redirect: [FaultForm] = [
    FaultForm(.redirect, "307", .answers(["redirect*1"]), .lostUndone)
  ]

  static let refusals: [FaultForm] =
    ["400", "401", "403", "404"].map { code in
      FaultForm(.refusal, code, .answers(["\(code)*1"]), .rejected)
    } + [
      // AIIC Pay's list of codes has no 422: what it does not document is not a certain no.
      FaultForm(
        .refusal, "422", .answers(["422*1"]), keyed: .init(.rejected, moved: 0),
        naked: .init(.rejected, moved: 0), listed: .person(.nothingShows, moved: 0)),
      FaultForm(
        .refusal, "422, cancel", .answers(["422*1"]), kind: .cancel,
        keyed: .init(.rejected, moved: 0)),
      FaultForm(
        .refusal, "EOF, then 401 to a replay", .answers(["close-after*1", "401*1"]),
        keyed: .init(.unknown, then: .succeeded, moved: 1)),
      FaultForm(
        .refusal, "EOF, then 401 each time", .answers(["close-after*1", "401"]),
        keyed: .person(.match, moved: 1)),
      FaultForm(
        .refusal, "EOF unread, then 422 each time", .answers(["close-before*1", "422"]),
        keyed: .person(.nothingShows, moved: 0)),
    ] + foreignRefusals

  private static let foreignRefusals: [FaultForm] =
    ["400-html", "401-empty", "403-foreign", "404-html", "422-foreign"].map { code in
      FaultForm(.foreignRefusal, code, .answers(["\(code)*1"]), .lostUndone)
    } + [
      FaultForm(
        .foreignRefusal, "404-foreign, executed", .answers(["404-foreign-after*1"]), .lostDone),
      // AIIC Pay lists no codes at all: there its documented statuses decide.
      FaultForm(
        .foreignRefusal, "unlisted code", .answers(["unlisted-error*1"]),
        keyed: .init(.unknown, then: .succeeded, moved: 1),
        naked: .person(.nothingShows, moved: 0), listed: .init(.rejected, moved: 0)),
    ]
}
