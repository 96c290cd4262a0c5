public import TextSafety

/// Why Tilldesk does not begin a refund or a cancel; the same value explains a disabled key and a
/// command's error.
public enum ActionRefusal: Error, Hashable, Sendable {
  /// The provider has no such operation; the sentence says what to do instead.
  case unsupported(SafeText)
  /// The row is an entry about a payment, not a payment.
  case notAPayment
  /// The status forbids it.
  case status(IntentKind, Status, providerStatus: ForeignText)
  /// The amount is in a currency without a known exponent, or was not read exactly.
  case amountNotExact(SafeText)
  /// The amount is in another currency than one that was decided on before; the two cannot be added up.
  case currencyChanged(SafeText, before: Money)
  /// Nothing is left to refund.
  case nothingLeft
  /// The provider leaves open what remains of a payment, at most so much: a person states first what went back.
  case remainsUnknown(Money, payment: SafeText)
  /// What remains rests on the total that a person stated; asked again, it may go on.
  case totalStated(Actor, Instant)
  /// An earlier decision on this payment is still open.
  case openIntent(IntentState, IntentKind, Money, Actor, Instant)
  /// More than is left.
  case exceedsRemaining(asked: Money, remaining: Money)
  /// The same amount is already pending; two of them could not be told apart (I3).
  case sameAmountPending(Money)
  /// A recent refund by someone; asked again, it may go on (I15).
  case recentRefund(Money, Actor, Instant, refundID: ForeignText?)
  /// A decision on a payment of this id stands under another account; asked again, it may go on (I15).
  case decidedElsewhere(IntentState, IntentKind, Money, account: AccountName, Actor, Instant)
  /// A recent refund of another payment that may be the same claim; asked again, it may go on (I28).
  case sameClaim(
    IntentState, Money, Actor, Instant, payment: SafeText, account: SafeText, ClaimNames.Link)
  /// A recent refund that failed, and that the provider may still try again; asked again, it may go on (I27).
  case recentFailure(Money, Actor, Instant)
  /// The record was accepted although decisions may be missing in it; asked again, it may go on (I25).
  case decisionsMissing(Actor, Instant)
  /// The provider lists a refund with a tag of ours that no decision here has, and it may be this payment's; asked
  /// again, it may go on (I25).
  case recordBehind(Money, tag: SafeText)
  /// The provider shows otherwise than recorded of a decision of this payment, and nobody has said yet what that was;
  /// asked again, it may go on (I27).
  case disputed(IntentState, IntentKind, Money, Actor, Instant)
  /// What was paid is not what it was when something was last decided on the payment; asked again, it may go on (I11).
  case paidChanged(SafeText, before: SafeText, Instant)
  /// A decision whose end is not known on another payment of this reference; asked again, it may go on (I28).
  case openReference(IntentState, IntentKind, Money, Actor, Instant, payment: SafeText)
  /// The provider lists a refund that may be of this payment as well as of another one of its reference; asked again, it
  /// may go on (I28).
  case sharedEntry(Money, SafeText, payment: SafeText)
  /// A refund of the same amount, made elsewhere, is listed for the payment; asked again, it may go on (I28).
  case refundedElsewhere(Money, SafeText)
  /// The provider says that part of the payment went back, and nothing tells of that refund; asked again, it may go on
  /// (I28).
  case partRefundedBefore
  /// A cancel of a payment of which so much went back, or may have, by our own ledger.
  case cancelAfterRefund(Money)
  /// A cancel of a payment about which a finding is open.
  case cancelInDoubt
  /// The payment is not what the agent saw (I11); the sentence shows the difference.
  case changed(SafeText)
  /// The configuration leaves something open that refunds depend on.
  case configuration(SafeText)
  /// The token belongs to another decision.
  case decisionTokenReused
  /// The text holds what looks like a card number.
  case cardNumber
  /// Something turned out otherwise than recorded; a person has to look first (I9).
  case frozen
  /// This host's clock and the provider's differ by so many seconds; a signed time would be refused.
  case clockSkew(seconds: Int64)
  /// A ruling that cannot be made, or not yet (I17); the sentence says why.
  case ruling(SafeText)

  /// One sentence that says why, and where possible what to do.
  public var sentence: SafeText {
    switch self {
    case .unsupported(let sentence), .configuration(let sentence): sentence
    case .notAPayment: "This row is an entry about a payment; open the payment itself."
    case .status(.refund, .pending, _):
      "A pending payment cannot be refunded; cancel it, or wait until it is paid."
    case .status(.refund, let status, let word):
      "Only a paid payment can be refunded; this one is \(status.title)\(Self.inBrackets(word))."
    case .status(.cancel, .paid, _), .status(.cancel, .partlyRefunded, _):
      "Only a pending payment can be cancelled; this one is paid: refund it instead (R)."
    case .status(.cancel, let status, let word):
      """
      Only a pending payment can be cancelled; this one is \(status.title)\(Self.inBrackets(word)).
      """
    case .amountNotExact(let label):
      "The amount \(label) cannot be read exactly, so it cannot be refunded here."
    case .currencyChanged(let label, let before):
      "The provider says now that \(label) were paid, and \(before.text) of it were decided on here: the currency is another. Find out there which is right."
    case .nothingLeft: "Nothing is left to refund."
    case .remainsUnknown(let most, let payment):
      "What remains is not known, at most \(most.text). Compare with the provider, then state all that went back: tilldesk reconcile --release \(payment) --total … --evidence …"
    case .totalStated(let actor, let time):
      "\(actor.safe) stated on \(Self.minute(time)) what went back of this payment, and the provider does not say what remains: compare it there again first."
    case .openIntent(let state, let kind, let money, let actor, _):
      """
      Settle the earlier \(kind.rawValue) of \(money.text) by \(actor.safe) first: \(state.title).
      """
    case .exceedsRemaining(let asked, let remaining):
      "\(asked.text) is more than the \(remaining.text) that remain."
    case .sameAmountPending(let money):
      """
      A refund of \(money.text) is still pending; a second one of the same amount could not be \
      told apart. Wait for it, or refund another amount.
      """
    case .recentRefund(let money, let actor, _, let id):
      "\(actor.safe) already refunded \(money.text)\(Self.inBrackets(id)) a short while ago."
    case .decidedElsewhere(let state, let kind, let money, let account, let actor, let time):
      "\(actor.safe) decided a \(kind.rawValue) of \(money.text) on a payment of this id in the account \(account.safe) at \(Self.minute(time)): \(state.title). It may be the same payment."
    case .sameClaim(let state, let money, let actor, let time, let payment, let account, let link)
    where !state.isDone:
      "The refund of \(money.text) by \(actor.safe) from payment \(payment) of \(account) on \(Self.minute(time)), for the same \(Self.word(link)), is on record: \(state.title). It may be the same claim."
    case .sameClaim(_, let money, let actor, let time, let payment, let account, let link):
      "\(actor.safe) refunded \(money.text) from payment \(payment) of \(account) on \(Self.minute(time)), for the same \(Self.word(link)): it may be the same claim."
    case .recentFailure(let money, let actor, let time):
      "The refund of \(money.text) by \(actor.safe) failed on \(Self.minute(time)): the provider may still try it again."
    case .decisionsMissing(let actor, _):
      "\(actor.safe) accepted a record in which decisions may be missing: look at the provider whether this was refunded already."
    case .recordBehind(let money, let tag):
      "The provider lists a refund of \(money.text) with our tag \(tag), and no decision here has it: look at the provider whether it was from this payment."
    case .disputed(let state, let kind, let money, let actor, let time):
      "The \(kind.rawValue) of \(money.text) by \(actor.safe) on \(Self.minute(time)) is recorded as \(state.title), and the provider shows otherwise: look in attention (!) at what it was first."
    case .paidChanged(let now, let before, let time):
      "The provider says that \(now) were paid; it said \(before) when this payment was last decided on, on \(Self.minute(time)). Find out which is right first."
    case .openReference(let state, let kind, let money, let actor, let time, let payment):
      "The \(kind.rawValue) of \(money.text) by \(actor.safe) on \(Self.minute(time)) from payment \(payment) of the same reference is \(state.title). It may be the same payment."
    case .sharedEntry(let money, let id, let payment):
      "The provider lists a refund of \(money.text) (\(id)) under the reference of this payment and of \(payment): look there which of the two it is from."
    case .refundedElsewhere(let money, let id):
      "A refund of \(money.text)\(id.isEmpty ? "" : " (\(id))") that was made elsewhere is listed for this payment. Look first whether it was for the same claim."
    case .partRefundedBefore:
      "The provider says that part of this payment went back already, and no such refund is on record here. Look there first whether it was for the same claim."
    case .cancelAfterRefund(let money):
      "By our own record \(money.text) of it went back or may have, so it was paid: it is not cancelled. Look at it at the provider."
    case .cancelInDoubt:
      "Something here turned out otherwise than recorded: say in attention (!) what it was before you cancel."
    case .changed(let difference): "Nothing was sent: \(difference)"
    case .decisionTokenReused:
      "This decision token belongs to another decision; use a new token for a new decision."
    case .cardNumber: "That looks like a card number; it is not stored. Take it out."
    case .frozen:
      "Frozen: something turned out otherwise than recorded. Look at it in attention (!) and release it."
    case .clockSkew(let seconds):
      "Not sent: this host's clock is \(abs(seconds)) s \(seconds > 0 ? "behind" : "ahead of") the provider's. Set the clock, then try again."
    case .ruling(let sentence): sentence
    }
  }

  /// Whether the decision may go on once the person says that they mean another one.
  public var asksAgain: Bool {
    switch self {
    case .recentRefund, .sameClaim, .recentFailure, .decidedElsewhere, .decisionsMissing,
      .recordBehind, .disputed, .paidChanged, .openReference, .refundedElsewhere,
      .partRefundedBefore,
      .sharedEntry, .totalStated:
      true
    case .unsupported, .notAPayment, .status, .amountNotExact, .currencyChanged, .nothingLeft,
      .remainsUnknown,
      .openIntent,
      .exceedsRemaining, .sameAmountPending, .cancelAfterRefund, .cancelInDoubt, .changed,
      .configuration, .decisionTokenReused,
      .cardNumber, .frozen, .clockSkew, .ruling:
      false
    }
  }

  private static func word(_ link: ClaimNames.Link) -> SafeText {
    switch link {
    case .ticket: "ticket"
    case .reference: "reference"
    case .customer: "customer"
    }
  }

  /// The day and the minute, in the zone in which nobody can read it wrongly.
  private static func minute(_ time: Instant) -> SafeText {
    let civil = CivilTime(time)
    let parts = [civil.month, civil.day, civil.hour, civil.minute].map { part in
      (part < 10 ? "0" : "") + String(part)
    }
    return "\(civil.year)-\(parts[0])-\(parts[1]) \(parts[2]):\(parts[3]) UTC"
  }

  private static func inBrackets(_ text: ForeignText?) -> SafeText {
    guard let text, !text.isEmpty else { return "" }
    return " (\(text))"
  }
}
