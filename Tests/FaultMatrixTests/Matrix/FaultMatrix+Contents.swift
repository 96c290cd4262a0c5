import Payments
import ProviderSandbox

/// The answer is one of success; what it says is not what was asked, or not what one expects.
extension FaultMatrix {
  static let contents: [FaultForm] =
    [
      malformed("half of the JSON", "malformed-body*1"), malformed("HTML", "html-body*1"),
      malformed("empty", "empty-body*1"), malformed("another payment", "wrong-id*1"),
      malformed("less than was asked", "less-amount*1"),
      FaultForm(
        .malformed, "another currency", .answers(["wrong-currency*1"]),
        keyed: .init(.unknown, then: .succeeded, moved: 1),
        naked: .person(after: .needsHuman, .likelyDone, moved: 1)),
      // More than was asked: nobody goes on by itself, except by the provider's own row.
      FaultForm(
        .malformed, "more than was asked", .answers(["wrong-amount*1"]),
        keyed: .person(after: .needsHuman, .match, moved: 1),
        naked: .person(after: .needsHuman, .likelyDone, moved: 1),
        listed: .init(.needsHuman, then: .succeeded, moved: 1)),
      FaultForm(
        .malformed, "another payment, each time", .answers(["wrong-id"]),
        keyed: .person(.match, moved: 1)),
      FaultForm(
        .malformed, "HTML, cancel", .answers(["html-body*1"]), kind: .cancel,
        keyed: .init(.unknown, then: .succeeded, moved: 1)),
      FaultForm(
        .unknownWord, "a word that no document lists", .answers(["unknown-status*1"]),
        keyed: .init(.unknown, then: .succeeded, moved: 1),
        naked: .person(.likelyDone, moved: 1),
        listed: .init(.pending, then: .succeeded, moved: 1)),
      FaultForm(
        .unknownWord, "such a word each time", .answers(["unknown-status"]),
        keyed: .person(.match, moved: 1)),
      FaultForm(
        .unknownWord, "such a word, cancel", .answers(["unknown-status*1"]), kind: .cancel,
        keyed: .init(.unknown, then: .succeeded, moved: 1)),
      FaultForm(
        .decline, "declined", .answers(["decline*1"]), keyed: .init(.rejected, moved: 0),
        naked: .init(.rejected, moved: 0), listed: .init(.failed, moved: 0)),
      FaultForm(
        .decline, "declined, cancel", .answers(["decline*1"]), kind: .cancel,
        keyed: .init(.rejected, moved: 0)),
    ]

  /// Nectar's answer cannot be asked for again, so one that contradicts itself freezes.
  private static func malformed(_ name: String, _ fault: String) -> FaultForm {
    FaultForm(
      .malformed, name, .answers([fault]), keyed: .init(.unknown, then: .succeeded, moved: 1),
      naked: .person(after: .needsHuman, .likelyDone, moved: 1),
      listed: .init(.unknown, then: .succeeded, moved: 1))
  }
}
