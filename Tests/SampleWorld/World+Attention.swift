package import Payments
package import SupportDesk
package import TextSafety
package import ViewModels

extension World {
  /// A decision of its own on a payment.
  package static func decided(
    _ number: Int, on id: String = "1", kind: IntentKind = .refund, minor: Int64 = 500,
    state: IntentState = .unknown, by actor: String = "amina", at account: DeskAccount = uk
  ) -> Intent {
    let digits = String(number, radix: 16)
    let text = String(repeating: "0", count: 32 - digits.count) + digits
    return Intent(
      id: valid(IntentID(text)), kind: kind, key: key(id, at: account), account: account.name,
      mode: account.mode, amount: pounds(minor), reason: "duplicate", note: "parcel lost",
      ticket: "5512", actor: Actor(actor),
      seen: PaymentFingerprint(transaction(id, at: account), refunds: []), decisionToken: nil,
      retryOf: nil, state: state, created: start, updated: start)
  }

  /// A matter about a decision; a frozen one is about the payment.
  package static func item(
    _ intent: Intent, _ matter: AttentionItem.Matter = .unknown, plan: SettlingPlan? = nil,
    refusals: [AttentionItem.Action: SafeText] = [.release: "The payment is not frozen."]
  ) -> AttentionItem {
    let finding = Finding.Kind(rawValue: matter.rawValue).map {
      Finding(kind: $0, effect: "rf_9", amount: intent.amount)
    }
    let id: AttentionItem.ID =
      finding.map { .finding(intent.id, $0.kind, effect: $0.effect) }
      ?? (matter == .frozen ? .payment(intent.key) : .intent(intent.id))
    return AttentionItem(
      id: id, matter: matter,
      key: intent.key, account: intent.account.safe, mode: intent.mode,
      reference: "NP-ORDER\(intent.key.id.safe)", intent: intent, sentence: "Outcome unknown.",
      attempts: 1, looks: 0, suggestion: nil, plan: plan, since: start, refusals: refusals,
      finding: finding, currency: intent.amount.currency)
  }

  /// A frozen payment, which can be released.
  package static func frozen(_ id: String = "1") -> AttentionItem {
    let refusal: SafeText = "The payment is frozen: look at what happened, then release it."
    return item(
      decided(90, on: id, state: .succeeded), .frozen,
      refusals: [.replay: refusal, .ruleHappened: refusal, .ruleNotHappened: refusal])
  }

  /// The evidence of a matter.
  package static func dossier(_ item: AttentionItem, matches: [ReportedRefund] = []) -> Dossier {
    Dossier(item: item, request: "POST /refunds", entries: [], matches: matches)
  }

  /// A row of the provider that may be a refund of ours.
  package static func match(_ id: String) -> ReportedRefund {
    ReportedRefund(
      id: ForeignText(id), amount: pounds(500), time: nil, providerStatus: "completed",
      progress: .succeeded, link: .possible)
  }

  /// What becomes of a decision.
  package static func news(
    _ intent: Intent, isNews: Bool = true, matter: AttentionItem.Matter? = nil
  ) -> DecisionNews {
    DecisionNews(
      intent: intent, reference: "NP-ORDER\(intent.key.id.safe)",
      sentence: "It is \(intent.state.title).", isNews: isNews, matter: matter)
  }
}
