extension RefundLedger {
  /// What can still be refunded: never more than our own records leave, whatever a provider says.
  static func remaining(
    paid: Money, refunded: Money, held: Money, status: Status, refunds: [Intent],
    external: [ReportedRefund], reportsRemaining: Bool, isStated: Bool
  ) throws(MoneyError) -> Remaining {
    let zero = Money.zero(paid.currency)
    let taken = try refunded.adding(held)
    let computed = try taken.exceeds(paid) ? zero : paid.subtracting(taken)
    let surplus = try surplus(external, zero: zero)
    let left = try surplus.exceeds(computed) ? zero : computed.subtracting(surplus)
    switch status {
    case .refunded where held.isZero && refunded == paid: return .computed(zero)
    // Nectar answers "refunded" to partial refunds too (`Providers.md` §2.3.2): only its own figure
    // for what remains says more.
    case .refunded where reportsRemaining: break
    // The provider says that everything went back, whoever sent it.
    case .refunded: return .reported(zero)
    case .paid, .authorized, .partlyRefunded: break
    case .pending, .cancelled, .failed, .disputed, .review, .unrecognised: return .computed(zero)
    }
    if let report = refunds.compactMap(\.reportedRemaining).max(by: { $0.asOf < $1.asOf }) {
      let since = try heldSince(report, refunds: refunds, zero: zero)
      let money = try since.exceeds(report.money) ? zero : report.money.subtracting(since)
      let freed = try freedSince(report, refunds: refunds, zero: zero)
      guard freed.isZero || money == left else {
        // It was said before a refund in it turned out not to have stayed: it is no figure of today.
        let most = try money.adding(freed)
        return try .atMost(most.exceeds(left) ? left : most)
      }
      return try money.exceeds(left) ? .atMost(left) : .reported(money)
    }
    // A person's total says what the provider does not, of the moment at which it was stated.
    if status == .refunded { return isStated ? .atMost(left) : .unknown(atMost: left) }
    if status == .partlyRefunded, refunded.isZero {
      return explainsPartlyRefunded(refunds, external) ? .atMost(left) : .unknown(atMost: left)
    }
    if external.contains(where: { $0.link != .exact && $0.progress != .failed })
      || refunds.contains(where: { wasPartlyRefundedBefore($0, among: refunds) })
    {
      return .atMost(left)
    }
    return .computed(left)
  }

  /// Whether the provider leaves open what remains, where something may.
  static func isOpen(_ remaining: Remaining, status: Status) -> Bool {
    guard remaining.bound.isPositive else { return false }
    switch remaining {
    case .unknown: return true
    // Its word is for all and for a part of it.
    case .atMost: return status == .refunded
    case .reported, .computed: return false
    }
  }

  /// What the provider's ledger has under the payment's reference beyond our own refunds.
  private static func surplus(
    _ external: [ReportedRefund], zero: Money
  ) throws(MoneyError) -> Money {
    var sum = zero
    for refund in external where refund.link == .sameReference && refund.progress != .failed {
      sum = try sum.adding(refund.amount)
    }
    return sum
  }

  /// Ours that a report cannot contain: not settled when it was made, or begun since.
  private static func heldSince(
    _ report: ReportedRemaining, refunds: [Intent], zero: Money
  ) throws(MoneyError) -> Money {
    var sum = zero
    for intent in refunds where intent.holdsAmount && !contains(report, intent) {
      sum = try sum.adding(intent.amount)
    }
    return sum
  }

  /// Ours that a report has subtracted and of which it turned out since that nothing counts.
  private static func freedSince(
    _ report: ReportedRemaining, refunds: [Intent], zero: Money
  ) throws(MoneyError) -> Money {
    var sum = zero
    for intent in refunds where intent.correction == .void && intent.state.isDone {
      guard let freed = intent.correctedAt, report.asOf <= freed,
        intent.reportedRemaining == report || intent.updated <= report.asOf
      else { continue }
      sum = try sum.adding(intent.amount)
    }
    return sum
  }

  /// Whether a report has this refund subtracted already: it came with its own reply, or after it
  /// was settled.
  private static func contains(_ report: ReportedRemaining, _ intent: Intent) -> Bool {
    // When the money of a corrected one moved is not known: it is taken off once more.
    intent.correction == nil && intent.state.isDone
      && (intent.reportedRemaining == report || intent.updated <= report.asOf)
  }

  /// Whether something not yet certain can be what the provider calls partly refunded.
  private static func explainsPartlyRefunded(
    _ refunds: [Intent], _ external: [ReportedRefund]
  ) -> Bool {
    refunds.contains { $0.holdsAmount && $0.mayHaveArrived }
      || external.contains {
        $0.link == .exact && ($0.progress == .pending || $0.progress == .unrecognised)
      }
  }

  /// Whether the payment was partly refunded before any of ours: then others refund here too.
  private static func wasPartlyRefundedBefore(_ intent: Intent, among refunds: [Intent]) -> Bool {
    intent.seen.status == .partlyRefunded
      && !refunds.contains {
        $0.created < intent.created && $0.holdsAmount && $0.mayHaveArrived
      }
  }
}
