package import Payments
import TextSafety

/// When the desk refuses, and when it asks twice.
///
/// Pure: the same facts give the same answer.
package struct DecisionPolicy: Sendable {
  /// A refund of the same amount within this time asks again (I15): 24 hours.
  package var sameAmountWindowMilliseconds: Int64 = 24 * 3600 * 1000
  /// After a refund that failed, the next asks for this long: 24 hours, in which the provider may still try it again.
  package var failureWindowMilliseconds: Int64 = 24 * 3600 * 1000
  /// A refund of any amount within this time asks again (I15): 10 minutes.
  package var anyAmountWindowMilliseconds: Int64 = 10 * 60 * 1000
  /// Whether the end of the reference must be typed too for an amount; the configuration sets the threshold.
  package var wantsReference: @Sendable (Money) -> Bool

  /// Makes a policy.
  package init(wantsReference: @escaping @Sendable (Money) -> Bool) {
    self.wantsReference = wantsReference
  }

  /// What bars a refund of this payment; `nil` when one may begin.
  package func refundRefusal(
    _ transaction: Transaction, account: DeskAccount, ledger: RefundLedger?, intents: [Intent],
    isFrozen: Bool = false
  ) -> ActionRefusal? {
    if isFrozen { return .frozen }
    if let refusal = commonRefusal(.refund, transaction, account: account, intents: intents) {
      return refusal
    }
    guard let ledger else {
      let currency = transaction.amount.money?.currency
      let other = intents.last { currency != nil && $0.amount.currency != currency }
      return other.map { .currencyChanged(transaction.amount.label, before: $0.amount) }
        ?? .amountNotExact(transaction.amount.label)
    }
    switch transaction.status {
    case .paid, .partlyRefunded, .authorized: break
    case .refunded:
      // Nectar answers 6 (REFUNDED) for partial refunds too: its own figure for what remains decides, else a person's.
      guard ledger.remaining.bound.isPositive else { return .nothingLeft }
      if ledger.needsTotal {
        return .remainsUnknown(
          ledger.remaining.bound, payment: "\(account.name.safe)/\(transaction.id.safe)")
      }
    case .pending, .cancelled, .failed, .disputed, .review, .unrecognised:
      return .status(
        .refund, transaction.status, providerStatus: transaction.providerStatus)
    }
    return ledger.remaining.bound.isPositive ? nil : .nothingLeft
  }

  /// What bars a cancel of this payment; `nil` when one may begin.
  package func cancelRefusal(
    _ transaction: Transaction, account: DeskAccount, ledger: RefundLedger?, intents: [Intent],
    isFrozen: Bool = false, isDoubtful: Bool = false
  ) -> ActionRefusal? {
    if isFrozen { return .frozen }
    if let refusal = commonRefusal(.cancel, transaction, account: account, intents: intents) {
      return refusal
    }
    guard transaction.status == .pending else {
      return .status(
        .cancel, transaction.status, providerStatus: transaction.providerStatus)
    }
    // Its status may have gone back; what was refunded was paid.
    if isDoubtful || intents.contains(where: { $0.correction == .disputed }) {
      return .cancelInDoubt
    }
    if let ledger, ledger.refunded.isPositive || ledger.held.isPositive {
      return .cancelAfterRefund((try? ledger.refunded.adding(ledger.held)) ?? ledger.refunded)
    }
    return nil
  }

  /// What bars this very amount; `nil` when it may go to the review.
  package func amountRefusal(
    _ amount: Money, ledger: RefundLedger, intents: [Intent]
  )
    -> ActionRefusal?
  {
    let bound = ledger.remaining.bound
    guard amount.currency == bound.currency, amount.minor <= bound.minor else {
      return .exceedsRemaining(asked: amount, remaining: bound)
    }
    let isTwin = intents.contains {
      $0.kind == .refund && $0.state == .pending && $0.amount == amount
    }
    return isTwin ? .sameAmountPending(amount) : nil
  }

  /// A decision that the provider contradicts makes the desk ask, however old it is (I15, I27); `nil` for none.
  ///
  /// - Parameter disputed: The decisions about which a finding is open that disputes them.
  package func disputed(_ intents: [Intent], besides disputed: Set<IntentID>) -> ActionRefusal? {
    let last = intents.filter { $0.correction == .disputed || disputed.contains($0.id) }
      .max { $0.created < $1.created }
    return last.map { .disputed($0.state, $0.kind, $0.amount, $0.actor, $0.created) }
  }

  /// What remains rests on a person's word, which is as old as it is: every refund of it asks; `nil` for none.
  package func stated(_ ledger: RefundLedger?) -> ActionRefusal? {
    guard let statement = ledger?.statement, let actor = statement.statedBy else { return nil }
    return .totalStated(actor, statement.time?.instant ?? .distantPast)
  }

  /// A recent refund that makes the desk ask again (I15): the same amount within a day, any within ten minutes.
  ///
  /// - Parameter age: Milliseconds since a decision was made or came to its end, by the clock that says least: a wall clock may have been set.
  package func recentRefund(
    like amount: Money, intents: [Intent], age: (Intent) -> Int64
  ) -> ActionRefusal? {
    let recent = intents.filter { intent in
      guard intent.kind == .refund, intent.holdsAmount || intent.isInStatedTotal else {
        return false
      }
      let age = age(intent)
      return age < anyAmountWindowMilliseconds
        || intent.amount == amount && age < sameAmountWindowMilliseconds
    }
    guard let last = recent.max(by: { $0.created < $1.created }) else {
      return recentFailure(intents, age: age)
    }
    return .recentRefund(last.amount, last.actor, last.created, refundID: last.refundID)
  }

  /// A refund that the provider accepted and failed: it may still try again, so the next one asks (I27).
  private func recentFailure(_ intents: [Intent], age: (Intent) -> Int64) -> ActionRefusal? {
    let failed = intents.filter { intent in
      // When one that failed late was found out is not told by the decision: it asks always.
      intent.kind == .refund && intent.countsAs == .failed
        && (intent.state != .failed
          || age(intent) < failureWindowMilliseconds)
    }
    guard let last = failed.max(by: { $0.updated < $1.updated }) else { return nil }
    return .recentFailure(last.amount, last.actor, last.updated)
  }

  private func commonRefusal(
    _ kind: IntentKind, _ transaction: Transaction, account: DeskAccount, intents: [Intent]
  ) -> ActionRefusal? {
    let ability: Capabilities.Ability = kind == .refund ? .refund : .cancel
    guard account.capabilities.has(ability) else {
      return .unsupported(account.capabilities.reason(for: ability))
    }
    if let obstacle = account.writeObstacle { return .configuration(obstacle) }
    guard transaction.kind == .payment else { return .notAPayment }
    if let open = intents.first(where: \.isOpen) {
      return .openIntent(open.state, open.kind, open.amount, open.actor, open.created)
    }
    guard transaction.amount.money != nil else {
      return .amountNotExact(transaction.amount.label)
    }
    return nil
  }
}
