import Payments
import SupportDesk
import TextSafety

// The JSON that scripts read. Ids and references stand as the provider gave them, escaped where a terminal could act on them.

extension JSONValue {
  /// Money: minor units, the currency and the decimal text.
  static func money(_ money: Money) -> JSONValue {
    .members([
      "minor": .integer(money.minor), "currency": .string(money.currency.code),
      "text": .string(money.decimalText),
    ])
  }

  /// Money, or null.
  static func money(_ money: Money?) -> JSONValue { money.map { .money($0) } ?? .null }

  /// An instant in ISO 8601, UTC.
  static func instant(_ instant: Instant) -> JSONValue { .string(instant.iso) }

  /// What remains, with its source; the money is null when it is not known.
  static func remaining(_ remaining: Remaining?) -> JSONValue {
    guard let remaining else { return .null }
    switch remaining {
    case .reported(let money), .computed(let money), .atMost(let money):
      return .members([
        "money": .money(money), "source": .string(remaining.sourceWord),
      ])
    case .unknown(let bound):
      return .members([
        "money": .null, "source": .string(remaining.sourceWord), "atMost": .money(bound),
      ])
    }
  }

  /// A row of `search`, and whether the list that it stands in is complete.
  static func row(_ row: PaymentRow, account: DeskAccount, ofComplete: Bool) -> JSONValue {
    .object(
      members(of: row, account: account)
        + [Member(key: "complete", value: .boolean(ofComplete))])
  }

  /// The whole of `show`.
  static func detail(_ detail: PaymentDetail) -> JSONValue {
    var members = members(of: detail.row, account: detail.account)
    let refunds = detail.entries.map(JSONValue.entry)
    let place = members.firstIndex { $0.key == "remaining" } ?? members.endIndex
    members.insert(
      contentsOf: [
        Member(key: "refunds", value: .array(refunds)),
        Member(key: "refunded", value: .money(detail.ledger?.refunded)),
        Member(key: "held", value: .money(detail.ledger?.held)),
        Member(key: "frozen", value: .boolean(detail.isFrozen)),
        Member(key: "dispute", value: .dispute(detail.dispute)),
      ], at: place)
    return .object(members)
  }

  /// The outcome of `refund` and `cancel`.
  ///
  /// - Parameters:
  ///   - reference: `nil` where it is not known here any more.
  ///   - failure: What it comes to on the command line; `nil` for success.
  static func result(
    _ result: DecisionResult, reference: ForeignText?, remaining: Remaining?,
    failure: CommandFailure.Code?
  ) -> JSONValue {
    let intent = result.intent
    let refund: JSONValue =
      intent.kind == .refund && (intent.holdsAmount || intent.isInStatedTotal)
      ? .members([
        "id": .optional(intent.refundID?.raw), "amount": .money(intent.amount),
        "state": .string(intent.countsAs.rawValue),
      ]) : .null
    return .members([
      "intent": .string(intent.id.text), "state": .string(intent.countsAs.resultWord),
      "recorded": .string(intent.state.resultWord),
      "account": .string(intent.account.text), "id": .string(intent.key.id.raw),
      "reference": .optional(reference?.raw),
      "message": .string(result.sentence.text), "repeat": .boolean(result.isRepeat),
      "refund": refund, "remaining": .remaining(remaining), "error": .optional(failure?.word),
      "exit": .integer(Int64(failure?.rawValue ?? 0)),
    ])
  }

  /// What went wrong, where nothing else could be printed; with the decision, where one was recorded.
  static func failure(_ failure: CommandFailure) -> JSONValue {
    let words = (failure.earlier + [failure.message]).filter { !$0.isEmpty }
    var members = [
      Member(key: "error", value: .string(failure.code.word)),
      Member(key: "message", value: .string(words.joined(separator: " ").text)),
      Member(key: "exit", value: .integer(Int64(failure.code.rawValue))),
    ]
    if let intent = failure.intent {
      members.append(Member(key: "intent", value: .string(intent.id.text)))
      members.append(Member(key: "state", value: .string(intent.countsAs.resultWord)))
    }
    return .object(members)
  }

  private static func members(of row: PaymentRow, account: DeskAccount) -> [Member] {
    let transaction = row.transaction
    let amount: JSONValue =
      transaction.amount.money.map { .money($0) }
      ?? .members([
        "minor": .null, "currency": .string(transaction.amount.currencyCode.raw),
        "text": .string(transaction.amount.text.raw),
      ])
    let abilities = Capabilities.Ability.allCases.filter(account.capabilities.has)
    return [
      Member(key: "account", value: .string(row.account.text)),
      Member(key: "provider", value: .string(transaction.key.account.provider.rawValue)),
      Member(key: "mode", value: .string(row.mode.rawValue)),
      Member(key: "id", value: .string(transaction.id.raw)),
      Member(key: "reference", value: .string(transaction.reference.raw)),
      Member(key: "kind", value: .string(transaction.kindWord)),
      Member(key: "status", value: .string(transaction.statusWord)),
      Member(key: "providerStatus", value: .string(transaction.providerStatus.raw)),
      Member(key: "amount", value: amount),
      Member(key: "created", value: created(transaction.created)),
      Member(key: "remaining", value: .remaining(row.remaining)),
      Member(key: "capabilities", value: .array(abilities.map { .string($0.rawValue) })),
      Member(key: "asOf", value: .instant(row.asOf)),
    ]
  }

  /// A stated time in UTC; a zoneless one as given, since a `Z` would claim what nobody said.
  private static func created(_ time: ProviderTime?) -> JSONValue {
    guard let time else { return .null }
    return time.zone == .stated ? .instant(time.instant) : .string(time.original.raw)
  }

  private static func entry(_ entry: RefundLedger.Entry) -> JSONValue {
    let (intent, source): (JSONValue, String) =
      switch entry.source {
      case .ours(let id): (.string(id.text), "ours")
      case .external: (.null, "external")
      case .possible: (.null, "possible")
      }
    return .members([
      "intent": intent, "id": .optional(entry.refundID?.raw), "amount": .money(entry.amount),
      "state": .string(entry.state.rawValue),
      "time": entry.time.map { .instant($0) } ?? .null,
      "actor": .optional(entry.actor?.name.raw), "source": .string(source),
    ])
  }
}
