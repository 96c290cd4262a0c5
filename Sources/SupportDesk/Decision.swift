package import Payments
package import TextSafety

/// What an agent asks for, before it is reviewed: a refund of an amount, or a cancel.
package struct Decision: Hashable, Sendable {
  /// Refund or cancel.
  package var kind: IntentKind
  /// The payment.
  package var key: PaymentKey
  /// The amount to return; for a cancel the amount of the payment.
  package var amount: Money
  /// The reason that goes to the provider.
  package var reason: String
  /// The note, which stays here.
  package var note: String
  /// The ticket number, which stays here.
  package var ticket: String
  /// The payment as the agent saw it when deciding (I11).
  package var seen: PaymentFingerprint
  /// Names the decision on the command line (I16).
  package var token: String?
  /// Whether the agent was told of a recent refund and means another one (I15); of a reviewed decision, whether they
  /// answered all that the review asks first.
  package var another: Bool
  /// Whether the agent was told that the payment is held for a dispute and goes on all the same.
  package var despiteDispute: Bool

  /// Makes a decision.
  package init(
    kind: IntentKind, key: PaymentKey, amount: Money, reason: String = "", note: String = "",
    ticket: String = "", seen: PaymentFingerprint, token: String? = nil, another: Bool = false,
    despiteDispute: Bool = false
  ) {
    self.kind = kind
    self.key = key
    self.amount = amount
    self.reason = reason
    self.note = note
    self.ticket = ticket
    self.seen = seen
    self.token = token
    self.another = another
    self.despiteDispute = despiteDispute
  }
}

/// What the confirm screen shows of a decision; made from our own integers and sanitised ids only.
package struct Review: Hashable, Sendable {
  /// The id that the intent will have; the idempotency key is made from it.
  package var intent: IntentID
  /// The decision under review.
  package var decision: Decision
  /// Its account.
  package var account: DeskAccount
  /// The payment's reference, else its id.
  package var reference: SafeText
  /// The payment as just read.
  package var transaction: Transaction
  /// What remains before.
  package var before: Remaining?
  /// What will remain after; `nil` for a cancel.
  package var after: Money?
  /// The amount exactly as it will stand on the wire; empty for a cancel.
  package var wireAmount: SafeText
  /// The first characters of the idempotency key, where the provider has them.
  package var keyPrefix: SafeText?
  /// A refund like this one was made a short while ago: asks again and says who did what when (I15).
  package var recent: ActionRefusal?
  /// The payment is held for a dispute: asks first, and says what may happen.
  package var dispute: DisputeHold?
  /// The refunds of other payments that it may repeat, of which the agent is told (I28).
  package var alike: Set<IntentID>
  /// Whether the last four characters of the reference must be typed too.
  package var wantsReference: Bool
  /// That this host's clock is not the provider's; `nil` when it is near enough.
  package var clockWarning: SafeText?

  /// Makes a review.
  package init(
    intent: IntentID, decision: Decision, account: DeskAccount, reference: SafeText,
    transaction: Transaction, before: Remaining?, after: Money?, wireAmount: SafeText,
    keyPrefix: SafeText?,
    recent: ActionRefusal?, dispute: DisputeHold? = nil, alike: Set<IntentID> = [],
    wantsReference: Bool,
    clockWarning: SafeText? = nil
  ) {
    self.intent = intent
    self.decision = decision
    self.account = account
    self.reference = reference
    self.transaction = transaction
    self.before = before
    self.after = after
    self.wireAmount = wireAmount
    self.keyPrefix = keyPrefix
    self.recent = recent
    self.dispute = dispute
    self.alike = alike
    self.wantsReference = wantsReference
    self.clockWarning = clockWarning
  }

  /// What the agent is asked before anything else, in the order of reading; empty for nothing.
  package var questions: [SafeText] {
    [dispute?.warning(before: decision.kind), recent?.sentence].compactMap(\.self)
  }

  /// What has to be typed to send it: the amount, or `cancel`.
  package var confirmWord: String {
    switch decision.kind {
    case .refund: decision.amount.decimalText
    case .cancel: "cancel"
    }
  }

  /// The last four characters of the reference, typed too when ``wantsReference`` is set.
  package var referenceWord: String { String(reference.text.suffix(4)) }
}

/// What came of a confirmed decision, in one sentence for the agent and one for the customer.
package struct DecisionResult: Hashable, Sendable {
  /// The intent as the journal now holds it.
  package var intent: Intent
  /// What happened to the money.
  package var sentence: SafeText
  /// What the agent can tell the customer; empty where nothing can be promised.
  package var forCustomer: SafeText
  /// Whether the same decision token had been used before, so that nothing was sent now (I16).
  package var isRepeat: Bool

  /// Makes a result.
  package init(intent: Intent, sentence: SafeText, forCustomer: SafeText, isRepeat: Bool = false) {
    self.intent = intent
    self.sentence = sentence
    self.forCustomer = forCustomer
    self.isRepeat = isRepeat
  }
}

/// Why a use case did not do what was asked; nothing was sent unless it says so.
package enum DeskError: Error, Hashable, Sendable {
  /// Refused by Tilldesk before anything was recorded.
  case refused(ActionRefusal)
  /// Not found in this account, as a whole or as far as it was looked through; near references may follow.
  case notFound(SafeText, near: [PaymentRow], isComplete: Bool = true)
  /// No payment has exactly this id; those that may be meant follow, all of them or perhaps not.
  case alias(SafeText, candidates: [PaymentRow], isComplete: Bool)
  /// The provider could not be read; nothing was sent.
  case provider(AccountName, SafeText)
  /// The record could not be read or written; the sentence says whether money can have moved.
  case journal(SafeText, mayHaveMoved: Bool)
  /// No such account.
  case unknownAccount(SafeText)

  /// One sentence that says what happened and what to do.
  package var sentence: SafeText {
    switch self {
    case .refused(let refusal): refusal.sentence
    case .notFound(let text, let near, let isComplete):
      Self.notFound(text, near, isComplete: isComplete)
    case .alias(let text, let candidates, let isComplete):
      Self.alias(text, candidates, isComplete: isComplete)
    case .provider(let account, let sentence): "\(account.safe): \(sentence)"
    case .journal(let sentence, _): sentence
    case .unknownAccount(let name): "No account named \(name) in the configuration."
    }
  }

  private static func notFound(
    _ text: SafeText, _ near: [PaymentRow], isComplete: Bool
  ) -> SafeText {
    let close: SafeText =
      near.isEmpty ? "" : "; close: \(near.map(\.fullName).joined(separator: ", "))"
    let doubt: SafeText = isComplete ? "" : " The search may be incomplete."
    return "Nothing named \(text) here\(close).\(doubt)"
  }

  private static func alias(
    _ text: SafeText, _ candidates: [PaymentRow], isComplete: Bool
  ) -> SafeText {
    let names = candidates.prefix(namesMax).map(\.fullName).joined(separator: ", ")
    let rest: SafeText =
      candidates.count > namesMax ? " and \(candidates.count - namesMax) more" : ""
    let doubt: SafeText = isComplete ? "" : " There may be others."
    return
      "No payment has exactly the id \(text). It may stand for \(names)\(rest): name one by its id.\(doubt)"
  }

  /// How many payments one sentence names.
  private static let namesMax = 5
}
