package import Payments
package import SupportDesk
package import TextSafety
package import ViewModels

/// Canned payments and answers; the desk opens at 2026-04-22 14:00:00 UTC.
package enum World {
  package static let start = Instant(seconds: 1_776_866_400)

  package static let uk = account("uk-store", provider: "neropay", title: "NeroPay", undoSeconds: 0)
  package static let live = account(
    "uk-live", provider: "neropay", title: "NeroPay", mode: .live, undoSeconds: 5)
  package static let ng = account(
    "ng-store", provider: "nectar", title: "Nectar", undoSeconds: 0,
    without: [.cancel: "Nectar cannot cancel a payment; wait until it is paid and refund it."])

  package static let context = DeskContext(
    accounts: [uk, live, ng], actor: Actor("amina"), zone: .utc, keymap: .standard,
    themes: ["daylight", "midnight", "nord"])

  package static func account(
    _ name: String, provider: String, title: SafeText, mode: Mode = .test, undoSeconds: Int,
    without reasons: [Capabilities.Ability: String] = [:]
  ) -> DeskAccount {
    let abilities = Set(Capabilities.Ability.allCases).subtracting(reasons.keys)
    return DeskAccount(
      name: valid(AccountName(name)),
      identity: AccountIdentity(
        provider: ProviderName(rawValue: provider), origin: "https://\(name).example",
        merchant: name),
      mode: mode, providerTitle: title, capabilities: Capabilities(abilities, reasons: reasons),
      writeObstacle: nil, undoSeconds: undoSeconds)
  }

  package static func pounds(_ minor: Int64) -> Money { Money(minor: minor, currency: .gbp) }

  // MARK: - Payments

  private static let created = ProviderTime("2026-04-22T02:37:11Z")

  package static func key(_ id: String, at account: DeskAccount = uk) -> PaymentKey {
    PaymentKey(account: account.identity, id: TransactionID(id))
  }

  package static func transaction(
    _ id: String, minor: Int64 = 1599, status: Status = .paid, at account: DeskAccount = uk
  ) -> Transaction {
    Transaction(
      key: key(id, at: account), reference: ForeignText("NP-ORDER\(id)"), kind: .payment,
      status: status, providerStatus: ForeignText(status.rawValue),
      amount: QuotedAmount(pounds(minor)), created: created)
  }

  package static func row(
    _ id: String, minor: Int64 = 1599, status: Status = .paid, at account: DeskAccount = uk
  ) -> PaymentRow {
    PaymentRow(
      transaction: transaction(id, minor: minor, status: status, at: account),
      account: account.name, mode: account.mode, remaining: .computed(pounds(minor)),
      openState: nil, asOf: start)
  }

  package static func rows(_ ids: ClosedRange<Int>) -> [PaymentRow] { ids.map { row(String($0)) } }

  package static func answer(
    _ rows: [PaymentRow], total: Int? = nil,
    progress: [AccountName: SearchAnswer.Progress] = [:]
  ) -> SearchAnswer {
    SearchAnswer(rows: rows, total: total ?? rows.count, progress: progress)
  }

  package static func detail(
    _ id: String, minor: Int64 = 1599, status: Status = .paid, at account: DeskAccount = uk,
    provenance: PaymentDetail.Provenance = .live(start), intents: [Intent] = [],
    refundRefusal: ActionRefusal? = nil, cancelRefusal: ActionRefusal? = nil
  ) -> PaymentDetail {
    let transaction = transaction(id, minor: minor, status: status, at: account)
    let ledger = try? RefundLedger(
      paid: pounds(minor), status: status, intents: intents, reported: [])
    return PaymentDetail(
      row: PaymentRow(
        transaction: transaction, account: account.name, mode: account.mode,
        remaining: ledger?.remaining, openState: intents.first(where: \.isOpen)?.state,
        asOf: start),
      account: account, provenance: provenance, ledger: ledger, intents: intents,
      refundRefusal: refundRefusal,
      cancelRefusal: cancelRefusal ?? paidRefusal(of: transaction),
      fingerprint: PaymentFingerprint(transaction, refunds: []))
  }

  private static func paidRefusal(of transaction: Transaction) -> ActionRefusal? {
    transaction.status == .pending
      ? nil : .status(.cancel, transaction.status, providerStatus: transaction.providerStatus)
  }

  // MARK: - Decisions

  package static let intentID = valid(IntentID("0123456789abcdef0123456789abcdef"))

  package static func refund(
    _ minor: Int64 = 500, of id: String = "1", at account: DeskAccount = uk,
    reason: String = "requested_by_customer", note: String = "", ticket: String = ""
  ) -> Decision {
    Decision(
      kind: .refund, key: key(id, at: account), amount: pounds(minor), reason: reason, note: note,
      ticket: ticket,
      seen: PaymentFingerprint(transaction(id, at: account), refunds: []))
  }

  package static func review(
    _ decision: Decision = refund(), at account: DeskAccount = uk, recent: ActionRefusal? = nil,
    wantsReference: Bool = false
  ) -> Review {
    let left = pounds(1599 - decision.amount.minor)
    return Review(
      intent: intentID, decision: decision, account: account, reference: "NP-ORDER1",
      transaction: transaction("1", at: account), before: .computed(pounds(1599)),
      after: decision.kind == .refund ? left : nil,
      wireAmount: decision.kind == .refund ? SafeText(sanitizing: decision.amount.decimalText) : "",
      keyPrefix: "01234567", recent: recent, wantsReference: wantsReference)
  }

  package static func intent(
    _ decision: Decision = refund(), state: IntentState, at account: DeskAccount = uk
  ) -> Intent {
    Intent(
      id: intentID, kind: decision.kind, key: decision.key, account: account.name,
      mode: account.mode, amount: decision.amount, reason: decision.reason, note: decision.note,
      ticket: decision.ticket, actor: Actor("amina"), seen: decision.seen, decisionToken: nil,
      retryOf: nil, state: state, created: start, updated: start, refundID: "rf_nero_123")
  }

  package static func result(
    _ decision: Decision = refund(), state: IntentState = .succeeded,
    forCustomer: SafeText = "We refunded 5.00 GBP."
  ) -> DecisionResult {
    DecisionResult(
      intent: intent(decision, state: state), sentence: "Refunded 5.00 GBP (rf_nero_123).",
      forCustomer: forCustomer)
  }
}

/// Takes a value that a literal of these tests always makes.
package func valid<Value>(_ value: Value?) -> Value {
  guard let value else { preconditionFailure("The literal makes no value.") }
  return value
}
