import TextSafety

extension RefundLedger {
  /// The reported refunds that are none of ours.
  ///
  /// Each of ours accounts for at most one: the one with its id, else the one that carries its tag,
  /// else, where no id is known, one of its amount that the agent had not seen when deciding.
  static func external(
    _ reported: [ReportedRefund], beside ours: [Intent]
  ) -> [ReportedRefund] {
    var rest = reported
    var nameless: [Intent] = []
    for intent in ours where intent.state.holdsAmount {
      if let index = rest.firstIndex(where: { isNamed($0, by: intent) })
        ?? rest.firstIndex(where: { isTagged($0, by: intent) })
      {
        rest.remove(at: index)
      } else if intent.refundID == nil, intent.state.mayHaveBeenSent {
        nameless.append(intent)
      }
    }
    for intent in nameless {
      guard let index = rest.firstIndex(where: { couldBe($0, intent) }) else { continue }
      rest.remove(at: index)
    }
    // What ended without money is in the history once; a provider that says otherwise stays
    // visible.
    let ended = ours.filter { !$0.state.holdsAmount }
    return rest.filter { refund in
      refund.progress != .failed || !ended.contains { isNamed(refund, by: $0) }
    }
  }

  private static func isNamed(_ refund: ReportedRefund, by intent: Intent) -> Bool {
    intent.refundID != nil && refund.id == intent.refundID
  }

  private static func isTagged(_ refund: ReportedRefund, by intent: Intent) -> Bool {
    guard refund.link == .exact, let words = refund.details else { return false }
    return intent.id.standing(ofTagIn: words) == .whole
  }

  private static func couldBe(_ refund: ReportedRefund, _ intent: Intent) -> Bool {
    refund.link == .exact && refund.progress != .failed && refund.amount == intent.amount
      && !intent.seen.knew(refund)
  }
}
