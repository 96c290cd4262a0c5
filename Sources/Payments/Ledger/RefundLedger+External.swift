import TextSafety

extension RefundLedger {
  /// The reported refunds that are none of ours.
  ///
  /// Each of ours accounts for at most one: the one with its id, else the one that carries its tag (one that moves money
  /// before one that failed), else one of its amount that the agent had not seen when deciding; with an id known, only
  /// entries that have ids of another kind (``ReportedRefund/Link/sameReference``). What a person stated gives way to
  /// the provider's own row of it; of a stated total only that stands beside the rows which they do not make up, so
  /// that it counts in full again where they are not told of any more.
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
    let stated = reported.filter { $0.statedBy != nil }
    rest = joined(stated.filter { $0.isTotal != true }, with: rest) { row in
      ours.contains { $0.correction == .void && (isNamed(row, by: $0) || isTagged(row, by: $0)) }
    }
    // What ended without money is in the history once; a provider that says otherwise stays
    // visible.
    rest = rest.filter { refund in
      refund.progress != .failed || !ours.contains { isNamed(refund, by: $0) }
    }
    return filled(rest, upTo: stated.filter { $0.isTotal == true })
  }

  /// The rows that one of ours accounts for, and nobody else would once nothing of it counts.
  public static func rows(
    of intent: Intent, among reported: [ReportedRefund], beside ours: [Intent]
  ) -> [ReportedRefund] {
    let others = ours.filter { $0.id != intent.id }
    var freed = intent
    freed.correction = .void
    let before = external(reported, beside: others + [intent])
    return external(reported, beside: others + [freed]).filter {
      $0.statedBy == nil && $0.progress != .failed && !before.contains($0)
    }
  }

  /// Rows with what people stated beyond them: each total in the order of its time, less what certainly stands of it
  /// before it.
  ///
  /// An entry under the reference is in it where it fits, since a person said that so much went back; one that does not
  /// fit takes its place.
  private static func filled(
    _ rows: [ReportedRefund], upTo totals: [ReportedRefund]
  ) -> [ReportedRefund] {
    var rows = rows
    for var total in totals.sorted(by: { $0.instant < $1.instant }) {
      let certain = rows.filter { $0.link == .exact && total.covers($0) }
        .reduce(Int128(0)) { $0 + Int128($1.amount.minor) }
      // Rows move money, so they add up to more than nothing.
      var stated = max(0, Int64(clamping: Int128(total.amount.minor) - certain))
      var rest = stated
      while let index = rows.earliestIndex(where: {
        $0.link == .sameReference && $0.amount.minor <= rest && total.covers($0)
      }) {
        rest -= rows.remove(at: index).amount.minor
      }
      for row in rows where row.link == .sameReference && total.covers(row) {
        let taken = min(rest, row.amount.minor)
        (rest, stated) = (rest - taken, stated - taken)
      }
      guard stated > 0 else { continue }
      total.amount = Money(minor: stated, currency: total.amount.currency)
      rows.append(total)
    }
    return rows
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

  static func isNamed(_ refund: ReportedRefund, by intent: Intent) -> Bool {
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
      case .unattributed: refund.isGone == true && !refund.isBefore(intent)
      case .possible: false
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
        row.link != .unattributed && row.progress != .failed && statement.states(row)
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

  /// Whether what a person stated, of one refund, can be a row: the same id; where they knew none, the same amount, and not
  /// dated after they said so.
  public func states(_ row: ReportedRefund) -> Bool {
    if let id, !id.isEmpty { return row.id == id }
    return row.amount == amount && !row.isAfter(instant)
  }

  /// Whether a row is in what a person stated as all that others refunded: it certainly moved money, or stands under
  /// the payment's reference, and is not dated after they said so.
  public func covers(_ row: ReportedRefund) -> Bool {
    isTotal == true && (row.link == .exact || row.link == .sameReference)
      && row.progress != .failed && row.amount.currency == amount.currency
      && !row.isAfter(instant)
  }

  /// When it happened, or was stated; the beginning of time where nobody says.
  fileprivate var instant: Instant { time?.instant ?? .distantPast }

  /// Whether the provider dates it before a decision was made, so that it cannot be what was decided.
  public func isBefore(_ intent: Intent) -> Bool { isBefore(intent.created) }

  /// Whether the provider dates it before a moment, whatever the clocks and the zone are.
  public func isBefore(_ moment: Instant) -> Bool {
    guard let time else { return false }
    return time.instant.milliseconds(since: moment) < -Self.tolerance(of: time)
  }

  /// Whether the provider dates it after a moment, whatever the clocks and the zone are.
  public func isAfter(_ moment: Instant) -> Bool {
    guard let time else { return false }
    return time.instant.milliseconds(since: moment) > Self.tolerance(of: time)
  }

  private static func tolerance(of time: ProviderTime) -> Int64 {
    clockTolerance + (time.zone == .stated ? 0 : zoneTolerance)
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
