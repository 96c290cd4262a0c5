import TextSafety

extension RefundLedger {
  /// The reported refunds that are none of ours.
  ///
  /// Each of ours accounts for at most one: the one with its id, else the one that carries its tag (one that moves money
  /// before one that failed), else one of its amount that the agent had not seen when deciding; with an id known, only
  /// entries that have ids of another kind (``ReportedRefund/Link/sameReference``). What a person stated gives way to
  /// the provider's own row of it.
  public static func external(
    _ reported: [ReportedRefund], beside ours: [Intent]
  ) -> [ReportedRefund] {
    var rest = reported.filter { $0.statedBy == nil }
    var nameless: [Intent] = []
    for intent in ours where intent.holdsAmount {
      if let index = ownIndex(of: intent, among: rest) {
        rest.remove(at: index)
      } else if intent.kind == .refund, intent.state.mayHaveBeenSent {
        nameless.append(intent)
      }
    }
    for intent in nameless.sorted(by: { $0.created < $1.created }) {
      guard let index = rest.earliestIndex(where: { couldBe($0, intent) }) else { continue }
      rest.remove(at: index)
    }
    rest = joined(reported.filter { $0.statedBy != nil }, with: rest) { row in
      ours.contains { $0.correction == .void && (isNamed(row, by: $0) || isTagged(row, by: $0)) }
    }
    // What ended without money is in the history once; a provider that says otherwise stays
    // visible.
    return rest.filter { refund in
      refund.progress != .failed || !ours.contains { isNamed(refund, by: $0) }
    }
  }

  /// The row that is certainly this one of ours.
  ///
  /// A provider that tries a failed refund again lists both; the row that moves its amount is the one that counts.
  private static func ownIndex(of intent: Intent, among rows: [ReportedRefund]) -> Int? {
    let moving = rows.firstIndex { $0.progress != .failed && isNamed($0, by: intent) }
    let triedAgain = rows.firstIndex {
      $0.progress != .failed && $0.amount == intent.amount && isTagged($0, by: intent)
    }
    return moving ?? triedAgain ?? rows.firstIndex { isNamed($0, by: intent) }
      ?? rows.firstIndex { isTagged($0, by: intent) }
  }

  private static func isNamed(_ refund: ReportedRefund, by intent: Intent) -> Bool {
    intent.refundID != nil && refund.id == intent.refundID
  }

  private static func isTagged(_ refund: ReportedRefund, by intent: Intent) -> Bool {
    guard refund.link == .exact, let words = refund.details else { return false }
    return intent.id.standing(ofTagIn: words) == .whole
  }

  private static func couldBe(_ refund: ReportedRefund, _ intent: Intent) -> Bool {
    let isLink =
      switch refund.link {
      case .exact: intent.refundID == nil
      case .sameReference: !refund.isBefore(intent)
      case .possible, .unattributed: false
      }
    return isLink && refund.statedBy == nil && refund.progress != .failed
      && refund.amount == intent.amount && !intent.seen.knew(refund)
      && !refund.isAnothers(than: intent)
  }

  /// The rows that are none of ours, with what people stated: a statement and the row of the provider that it can be
  /// (the same id, or the same amount where the person knew none) are one refund.
  ///
  /// A statement also has in it the rows of decisions that it freed, as far as it reaches: those of before it.
  private static func joined(
    _ stated: [ReportedRefund], with rows: [ReportedRefund],
    isFreed: (ReportedRefund) -> Bool
  ) -> [ReportedRefund] {
    var rows = rows
    for statement in stated {
      var left = statement.amount.minor
      let count = rows.count
      rows.removeAll { row in
        guard statement.id == nil, row.progress != .failed, isFreed(row),
          row.amount.currency == statement.amount.currency, row.amount.minor <= left,
          (row.time?.instant ?? .distantPast) <= (statement.time?.instant ?? .distantPast)
        else { return false }
        left -= row.amount.minor
        return true
      }
      guard rows.count == count else { continue }
      let index = rows.firstIndex { row in
        guard row.link != .unattributed, row.progress != .failed else { return false }
        if let id = statement.id, !id.isEmpty { return row.id == id }
        return row.amount == statement.amount
      }
      if let index { rows.remove(at: index) }
    }
    return rows + stated
  }
}

extension ReportedRefund {
  /// How far apart the clocks of a provider and of this host may be: 5 minutes, beyond which nothing is signed.
  private static let clockTolerance: Int64 = 5 * 60 * 1000
  /// How far off a time may be whose zone nobody states: 14 hours.
  private static let zoneTolerance: Int64 = 14 * 3600 * 1000

  /// Whether its words carry the tag of another decision, and nothing of this one's.
  public func isAnothers(than intent: Intent) -> Bool {
    guard let details, intent.id.standing(ofTagIn: details) == .absent else { return false }
    return DecisionTag.all(in: details).contains { $0.code != nil }
  }

  /// Whether the provider dates it before a decision was made, so that it cannot be what was decided.
  public func isBefore(_ intent: Intent) -> Bool { isBefore(intent.created) }

  /// Whether the provider dates it before a moment, whatever the clocks and the zone are.
  public func isBefore(_ moment: Instant) -> Bool {
    guard let time else { return false }
    let tolerance = Self.clockTolerance + (time.zone == .stated ? 0 : Self.zoneTolerance)
    return time.instant.milliseconds(since: moment) < -tolerance
  }
}

extension [ReportedRefund] {
  /// The row with the earliest time among those that fit, one without a time last.
  ///
  /// The oldest decision takes the oldest row, so that a younger decision is not left with one from before it.
  public func earliestIndex(where fits: (ReportedRefund) -> Bool) -> Int? {
    let latest = Instant(milliseconds: .max)
    return indices.filter { fits(self[$0]) }.min { left, right in
      (self[left].time?.instant ?? latest) < (self[right].time?.instant ?? latest)
    }
  }
}
