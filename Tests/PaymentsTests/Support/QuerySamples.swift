import Payments
import Testing
import TextSafety

extension Query {
  /// Reads a line as amina does on Wednesday, 22 April 2026, at noon UTC.
  static func parsed(
    _ text: String, now: Instant = .noon, zone: ZoneOffsets = .utc, actor: Actor? = Actor("Amina")
  ) -> ParsedQuery {
    let accounts = ["uk-store", "ng-store", "nz-store"].compactMap(AccountName.init)
    return QueryParser.parse(
      text, now: now, zone: zone, accounts: accounts, providers: ["neropay", "nectar", "aiic"],
      actor: actor)
  }

  /// The terms of a line that has no mistake.
  static func terms(_ text: String) throws -> [QueryTerm] {
    try #require(parsed(text).query, "\(text): \(parsed(text).mistakes)").terms
  }
}

extension QueryRow {
  /// A row of the list in the design.
  static func sample(
    _ id: String = "6636598", reference: ForeignText = "NP-ORDER1001", amount: Money? = nil,
    currencyCode: ForeignText? = nil, status: Status = .partlyRefunded,
    created: String? = "2026-04-22T02:37:11Z", refunded: RefundedPart = .partly,
    states: Set<IntentState> = [], account: String = "uk-store"
  ) throws -> QueryRow {
    QueryRow(
      id: TransactionID(id), reference: reference, refundIDs: ["rf_nero_123"], tickets: ["5512"],
      remark: "make_payment", details: "Parcel lost to Bob", customer: "cus_Zoë9", status: status,
      amount: amount, currencyCode: currencyCode ?? ForeignText(amount?.currency.code ?? "XAU"),
      account: try #require(AccountName(account)), provider: ProviderName(rawValue: "neropay"),
      created: created.flatMap { ProviderTime($0) }?.instant, refunded: refunded,
      intentStates: states, actors: ["amina"])
  }
}

/// A span between two UTC times, either of them open.
func span(_ from: String?, _ upTo: String?) throws -> InstantRange {
  func instant(_ text: String?) throws -> Instant? {
    try text.map { try #require(ProviderTime($0.count == 10 ? "\($0)T00:00:00Z" : $0)).instant }
  }
  return InstantRange(from: try instant(from), upTo: try instant(upTo))
}

/// A range of amounts from texts of decimals.
func amounts(
  from lower: String? = nil, to upper: String? = nil, including: Bool = true
) throws -> AmountRange {
  func bound(_ text: String?) throws -> AmountRange.Bound? {
    try text.map { .init(try #require(DecimalNumber($0)), isIncluded: including) }
  }
  return AmountRange(lower: try bound(lower), upper: try bound(upper))
}
