import TextSafety

/// What is done with what needs somebody.
///
/// None of these decides anything new about money; sending a request again, which may move it, and ruling are
/// confirmed as a refund is.
package enum IssueAction: String, Hashable, Sendable, CaseIterable {
  /// Finding out.
  case openMatter, checkAgain
  /// An outcome that is not known.
  case replay, ruleHappened, ruleNotHappened
  /// What a later read showed, and a locked payment.
  case oursAfterAll, madeElsewhere, notThisOne, release
}

extension IssueAction {
  /// Their rows in the table.
  var row: DeskAction.Specification {
    switch self {
    case .openMatter:
      .init("open the payment", [.enter, "l", .right], .matters, .attention, footer: 1)
    case .checkAgain:
      .init("check again", ["c"], .matters.union([.result]), .attention, footer: 2)
    case .replay: .init("send again", ["p"], .matters, .attention, footer: 3)
    case .ruleHappened: .init("it happened", ["h"], .matters, .attention, footer: 4)
    case .ruleNotHappened: .init("it did not happen", ["n"], .matters, .attention, footer: 5)
    case .oursAfterAll: .init("ours after all", ["o"], .matters, .attention, footer: 3)
    case .madeElsewhere: .init("made elsewhere", ["w"], .matters, .attention, footer: 4)
    case .notThisOne: .init("not this one", ["d"], .matters, .attention, footer: 5)
    case .release: .init("release", ["u"], .matters, .attention, footer: 5)
    }
  }
}
