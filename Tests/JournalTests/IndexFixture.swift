import Foundation
import Journal
import Payments
import TextSafety
import TilldeskCrypto

/// A made-up catalogue of transactions, the same for the same seed, with awkward ones among them.
struct Catalogue {
  struct Item {
    var transaction: Transaction
    var account: AccountName
    var row: QueryRow
  }

  private(set) var items: [Item] = []
  private let random: RandomSource

  static let accounts = ["uk-store", "ng-store", "nz-store"].map {
    Sample.required(AccountName($0))
  }
  static let actors = ["amina", "Ben", "chidi"]
  static let words = [
    "order", "Invoice", "np", "tx", "Ångström", "東京店", "100%", "a_b", "O0O1", "l1I", "x\\y",
    "\"q\"",
    "it's", "-", "—", "🙂", "q\u{0}r", "refund", "7", "ab",
  ]

  init(count: Int, seed: UInt64) {
    random = RandomSource.seeded(seed)
    for number in 0..<count { items.append(item(number)) }
  }

  /// Puts everything into an index: the transactions in any order, the annotations before and after
  /// them.
  func fill(_ index: TransactionIndex) throws {
    let annotated = items.enumerated().filter { $0.offset.isMultiple(of: 3) }.map(\.element)
    for item in annotated.prefix(annotated.count / 2) { try annotate(item, index) }
    for account in Self.accounts {
      let transactions = items.filter { $0.account == account }.map(\.transaction)
      try index.upsert(transactions.reversed(), account: account, asOf: Sample.start)
    }
    for item in annotated.dropFirst(annotated.count / 2) { try annotate(item, index) }
  }

  /// A query of one to three terms about things that are in the catalogue, and some that are not.
  func query() -> Query {
    let terms = (0...random.integer(below: 3)).map { _ in
      let term = self.term()
      return random.integer(below: 5) == 0 ? QueryTerm.not(term) : term
    }
    let field = pick(QuerySort.Field.allCases)
    return Query(
      terms: terms, sort: QuerySort(field, isDescending: random.integer(below: 2) == 0))
  }

  private func annotate(_ item: Item, _ index: TransactionIndex) throws {
    try index.annotate(
      item.transaction.key, refundIDs: item.row.refundIDs, tickets: item.row.tickets,
      actors: item.row.actors.map { Actor($0) }, states: Array(item.row.intentStates),
      refunded: item.row.refunded)
  }

  // MARK: - Items

  private func item(_ number: Int) -> Item {
    let account = pick(Self.accounts)
    let key = PaymentKey(
      account: AccountIdentity(
        provider: ProviderName(rawValue: account == Self.accounts[0] ? "neropay" : "nectar"),
        origin: "https://\(account.text).example", merchant: account.text),
      id: TransactionID("\(pick(["", "txn_", "Fa5-"]))\(660_000 + number)"))
    let currency = pick([Currency.gbp, .jpy, .bhd, .ngn])
    let money = Money(minor: Int64(random.integer(below: 200_000)), currency: currency)
    let created = Sample.start.adding(seconds: Int64(random.integer(below: 9_000_000)))
    let transaction = Transaction(
      key: key, reference: ForeignText(phrase()), kind: .payment, status: pick(Status.allCases),
      providerStatus: "x",
      amount: random.integer(below: 9) == 0
        ? QuotedAmount(text: "1.00", currencyCode: "XAU", money: nil) : QuotedAmount(money),
      created: random.integer(below: 9) == 0
        ? nil : ProviderTime(original: "then", instant: created, zone: .stated),
      customer: random.integer(below: 2) == 0 ? nil : ForeignText(phrase()),
      details: random.integer(below: 2) == 0 ? nil : ForeignText(phrase()),
      remark: random.integer(below: 2) == 0 ? nil : ForeignText(phrase()))
    var row = QueryRow(transaction, account: account, intents: [])
    if number.isMultiple(of: 3) { decorate(&row, number) }
    return Item(transaction: transaction, account: account, row: row)
  }

  private func decorate(_ row: inout QueryRow, _ number: Int) {
    row.refundIDs =
      random.integer(below: 2) == 0 ? [] : [ForeignText("rf_\(number)"), ForeignText(phrase())]
    row.tickets = random.integer(below: 2) == 0 ? [] : ["\(5000 + number)"]
    row.actors = random.integer(below: 2) == 0 ? [] : [pick(Self.actors), pick(Self.actors)]
    row.intentStates = random.integer(below: 2) == 0 ? [] : [pick(IntentState.allCases)]
    if row.refunded == .no { row.refunded = pick(RefundedPart.allCases) }
    if row.refunded == .partly { row.refunded = pick([.partly, .yes]) }
  }

  private func phrase() -> String {
    (0...random.integer(below: 3)).map { _ in pick(Self.words) }
      .joined(separator: pick(["-", "", " ", "."])) + "\(random.integer(below: 40))"
  }

  // MARK: - Terms

  private func term() -> QueryTerm {
    switch random.integer(below: 13) {
    case 0...2: .text(fragment())
    case 3: .status([pick(Status.allCases), pick(Status.allCases)])
    case 4: .amount(range(), currencies: random.integer(below: 2) == 0 ? [] : ["GBP", "BHD"])
    case 5: .currency([pick(["GBP", "JPY", "XAU", "USD"])])
    case 6: .account([pick(Self.accounts)])
    case 7: .provider([ProviderName(rawValue: pick(["neropay", "nectar", "aiic"]))])
    case 8: .reference([pattern(), pattern()])
    case 9: .id([pattern()])
    case 10:
      .created(
        InstantRange(
          from: Sample.start.adding(seconds: Int64(random.integer(below: 9_000_000))),
          upTo: random.integer(below: 2) == 0 ? nil : Sample.start.adding(seconds: 6_000_000)))
    case 11: .refunded([pick(RefundedPart.allCases)])
    default:
      random.integer(below: 2) == 0
        ? .decidedBy(["ben"])
        : .marked([pick([.outcomeUnknown, .pending, .decidedBy("amina")])])
    }
  }

  private func fragment() -> String {
    let text = Array(pick(items).transaction.reference.raw)
    let start = random.integer(below: text.count)
    let piece = String(text[start..<min(text.count, start + 1 + random.integer(below: 9))])
    return random.integer(below: 4) == 0
      ? piece.uppercased().replacing("0", with: "O").replacing("1", with: "l") : piece
  }

  private func pattern() -> TextPattern {
    let item = pick(items)
    switch random.integer(below: 4) {
    case 0: return TextPattern(exactly: item.transaction.id.raw)
    case 1: return TextPattern(exactly: item.transaction.reference.raw.uppercased())
    case 2: return TextPattern(parts: [fragment(), ""])
    default: return TextPattern(parts: ["", fragment(), fragment()])
    }
  }

  private func range() -> AmountRange {
    let number = DecimalNumber(unscaled: Int64(random.integer(below: 20_000)), scale: 1)
    return random.integer(below: 2) == 0
      ? AmountRange(lower: AmountRange.Bound(number, isIncluded: random.integer(below: 2) == 0))
      : AmountRange(around: number)
  }

  private func pick<Value>(_ values: [Value]) -> Value {
    values[random.integer(below: values.count)]
  }
}
