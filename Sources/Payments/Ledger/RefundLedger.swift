public import TextSafety

/// What was paid, refunded, held and left on one payment, each with its source (I4).
public struct RefundLedger: Hashable, Sendable {
  /// One line of the refund history.
  public struct Entry: Hashable, Sendable {
    /// Whose refund it is.
    public enum Source: Hashable, Sendable {
      /// Decided at this desk.
      case ours(IntentID)
      /// Reported by the provider and not one of ours.
      case external
      /// A provider's row that may belong to this payment.
      case possible
    }

    /// Whose refund it is.
    public let source: Source
    /// The provider's id of the refund, once known.
    public let refundID: ForeignText?
    /// The amount.
    public let amount: Money
    /// Where it stands.
    public let state: IntentState
    /// When it was decided (ours) or reported.
    public let time: Instant?
    /// Who decided, for ours.
    public let actor: Actor?
    /// The reason given, or the provider's words.
    public let reason: SafeText
  }

  /// What was paid.
  public let paid: Money
  /// What certainly went back.
  public let refunded: Money
  /// What may have gone back or may still go: unknown, pending, in flight.
  public let held: Money
  /// What can still be refunded, and how that is known.
  public internal(set) var remaining: Remaining
  /// The history, oldest first.
  public let entries: [Entry]
  /// The last total that a person stated, where what remains rests on it: the provider leaves that open.
  public let statement: ReportedRefund?
  /// Whether the provider leaves open what remains.
  private let isOpen: Bool

  /// Computes the ledger of one payment; throws ``MoneyError`` when amounts do not add up in 64
  /// bits or one currency.
  ///
  /// - Parameters:
  ///   - paid: The amount of the payment.
  ///   - status: The payment's status in the live read.
  ///   - intents: All of ours for this payment, in any order and state.
  ///   - reported: The refunds that the provider tells of, each at most once.
  ///   - reportsRemaining: Whether the provider names what remains in its refund replies; its
  ///     status alone then does not say that nothing is left.
  public init(
    paid: Money, status: Status, intents: [Intent], reported: [ReportedRefund],
    reportsRemaining: Bool = false
  ) throws(MoneyError) {
    let refunds = intents.filter { $0.kind == .refund }.sorted { $0.created < $1.created }
    let external = Self.external(reported, beside: refunds)
    var refunded = Money.zero(paid.currency)
    var held = Money.zero(paid.currency)
    for intent in refunds where intent.holdsAmount {
      if intent.isDone {
        refunded = try refunded.adding(intent.amount)
      } else {
        held = try held.adding(intent.amount)
      }
    }
    for refund in external where refund.link == .exact {
      switch refund.progress {
      case .succeeded: refunded = try refunded.adding(refund.amount)
      case .pending, .unrecognised: held = try held.adding(refund.amount)
      case .failed: break
      }
    }
    if intents.contains(where: { $0.kind == .cancel && $0.isOpen }) {
      // I4: an open cancel holds everything.
      held = try refunded.exceeds(paid) ? .zero(paid.currency) : paid.subtracting(refunded)
    }
    self.paid = paid
    self.refunded = refunded
    self.held = held
    let totals = reported.filter { $0.isTotal == true && $0.statedBy != nil }
    self.remaining = try Self.remaining(
      paid: paid, refunded: refunded, held: held, status: status, refunds: refunds,
      external: external, reportsRemaining: reportsRemaining, isStated: !totals.isEmpty)
    self.isOpen = Self.isOpen(remaining, status: status)
    var statement = totals.max {
      ($0.time?.instant ?? .distantPast) < ($1.time?.instant ?? .distantPast)
    }
    if statement != nil, !isOpen {
      let bare = try RefundLedger(
        paid: paid, status: status, intents: intents,
        reported: reported.filter { !totals.contains($0) }, reportsRemaining: reportsRemaining)
      if !bare.isOpen { statement = nil }
    }
    self.statement = statement
    self.entries =
      (refunds.map(Entry.init)
      + external.filter { row in
        // What is told as ours, and counts in a stated total, is told once.
        row.link != .unattributed
          && !refunds.contains { $0.isInStatedTotal && Self.isNamed(row, by: $0) }
      }.map(Entry.init))
      .sorted {
        ($0.time ?? .distantPast) < ($1.time ?? .distantPast)
      }
  }
}

extension RefundLedger {
  /// Whether a person has to state what went back before anybody can say what remains.
  public var needsTotal: Bool { isOpen && statement == nil }
}

extension RefundLedger.Entry {
  /// A refund that was decided at this desk.
  public init(_ intent: Intent) {
    self.init(
      source: .ours(intent.id), refundID: intent.refundID, amount: intent.amount,
      state: intent.countsAs, time: intent.created, actor: intent.actor,
      reason: SafeText(sanitizing: intent.reason))
  }

  fileprivate init(_ refund: ReportedRefund) {
    let state: IntentState =
      switch refund.progress {
      case .succeeded: .succeeded
      case .pending, .unrecognised: .pending
      case .failed: .failed
      }
    self.init(
      source: refund.link == .exact ? .external : .possible, refundID: refund.id,
      amount: refund.amount, state: state, time: refund.time?.instant, actor: refund.statedBy,
      reason: refund.details?.safe ?? "")
  }
}
