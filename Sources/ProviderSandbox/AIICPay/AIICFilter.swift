/// The filters of a query, each optional; what is not a filter is refused.
struct AIICFilter {
  private static let statuses: Set = ["pending", "processing", "completed", "failed", "cancelled"]
  private static let types: Set = ["credit", "debit", "transfer", "refund"]

  private(set) var page = 1
  private(set) var limit = AIICSimulator.rowsUsually
  private(set) var from: WireTime?
  private(set) var to: WireTime?
  private var accountIDs: Set<String>?
  private var status: String?
  private var type: String?
  private var currency: String?
  private var least: Int64?
  private var most: Int64?
  private var reference: String?

  init(_ data: [WireJSON.Member], desk: AIICSimulator) throws(Refused) {
    for member in data {
      guard take(member.name, member.value) else {
        throw desk.invalid(member.name, "is not a filter, or not of the right kind")
      }
    }
  }

  /// Dates alone are found without looking at each row.
  var isOpen: Bool {
    accountIDs == nil && status == nil && type == nil && currency == nil && least == nil
      && most == nil && reference == nil
  }

  func matches(_ row: SandboxPayment) -> Bool {
    if let accountIDs, !accountIDs.contains(row.sourceAccount),
      !accountIDs.contains(row.targetAccount)
    {
      return false
    }
    if let status, row.status != status { return false }
    if let type, row.entry.aiicType != type { return false }
    if let currency, row.currency.rawValue != currency { return false }
    if let least, row.amountMinor < least { return false }
    if let most, row.amountMinor > most { return false }
    if let reference { return row.reference.lowercased().contains(reference) }
    return true
  }

  private mutating func take(_ name: String, _ value: WireJSON) -> Bool {
    switch name {
    case "accountIds": return takeAccounts(value)
    case "status": return Self.set(&status, value.text, in: Self.statuses)
    case "type": return Self.set(&type, value.text, in: Self.types)
    case "currency":
      currency = value.text
      return currency.map { $0.utf8.count == 3 } ?? false
    case "dateFrom":
      from = value.text.flatMap(WireTime.day)
      return from != nil
    case "dateTo":
      // A day is meant to its end.
      to = value.text.flatMap(WireTime.day)?.adding(micros: 86_400 * 1_000_000 - 1)
      return to != nil
    case "minAmount": return Self.set(&least, value)
    case "maxAmount": return Self.set(&most, value)
    case "reference":
      reference = value.text?.lowercased()
      return reference != nil
    case "page": return Self.set(&page, value, in: 1...(.max / 128))
    case "limit": return Self.set(&limit, value, in: 1...AIICSimulator.rowsAtMost)
    default: return false
    }
  }

  private mutating func takeAccounts(_ value: WireJSON) -> Bool {
    guard let elements = value.elements else { return false }
    accountIDs = Set(elements.compactMap(\.text))
    return accountIDs?.count == elements.count
  }

  private static func set(_ field: inout String?, _ text: String?, in words: Set<String>) -> Bool {
    guard let text, words.contains(text) else { return false }
    field = text
    return true
  }

  private static func set(_ field: inout Int64?, _ value: WireJSON) -> Bool {
    guard let token = value.numberToken else { return false }
    do throws(AmountFault) {
      field = try SandboxCurrency.minor(integerToken: token)
      return true
    } catch {
      // Which of the faults it is does not matter: the filter is refused by its name.
      return false
    }
  }

  private static func set(
    _ field: inout Int, _ value: WireJSON, in range: ClosedRange<Int>
  ) -> Bool {
    guard let token = value.numberToken, let number = FaultWords.number(token[...]),
      range.contains(number)
    else { return false }
    field = number
    return true
  }
}
