import FoundationEssentials
import GRDB
import Payments

/// How our values stand in columns.
enum Columns {
  /// Text as a column value.
  ///
  /// Text that holds a NUL goes in as bytes: SQLite's C strings would end at it, and
  /// two names would become one.
  static func value(_ text: String) -> DatabaseValue {
    text.utf8.contains(0) ? Data(text.utf8).databaseValue : text.databaseValue
  }

  /// Text that may be absent.
  static func value(_ text: String?) -> DatabaseValue { text.map(value) ?? .null }

  /// Bytes as a column value.
  static func value(_ bytes: [UInt8]) -> DatabaseValue { Data(bytes).databaseValue }

  /// The four columns of a payment key.
  static func values(_ key: PaymentKey?) -> [DatabaseValue] {
    [
      value(key?.account.provider.rawValue), value(key?.account.origin),
      value(key?.account.merchant), value(key?.id.raw),
    ]
  }

  /// The number that comes next; a record that leaves no room for one was not written by us.
  static func number(after last: Int64) throws -> Int64 {
    let (next, overflow) = last.addingReportingOverflow(1)
    guard !overflow, last >= 0 else { throw JournalError.corrupt("the number \(last)") }
    return next
  }

  /// The condition that selects a payment, for ``values(_:)``.
  static let isKey = "provider = ? AND account_origin = ? AND merchant = ? AND payment = ?"
}

extension Row {
  /// Whether two tables hold the same rows in the same order.
  static func agree(_ one: RowCursor, _ other: RowCursor) throws -> Bool {
    while let row = try one.next() {
      guard let match = try other.next(), row.isSame(as: match) else { return false }
    }
    return try other.next() == nil
  }

  /// Whether another row holds the same, type for type and byte for byte: to Swift, text in another spelling is the same
  /// text.
  private func isSame(as other: Row) -> Bool {
    guard count == other.count else { return false }
    return zip(databaseValues, other.databaseValues).allSatisfy { one, other in
      switch (one.storage, other.storage) {
      case (.string(let one), .string(let other)): one.utf8.elementsEqual(other.utf8)
      case (let one, let other): one == other
      }
    }
  }

  /// Text of a column; `nil` for NULL.
  ///
  /// Throws when the column holds something else.
  func optionalText(_ column: String) throws -> String? {
    let value: DatabaseValue = self[column]
    switch value.storage {
    case .null: return nil
    case .string(let text): return text
    case .blob(let data): return String(decoding: data, as: UTF8.self)
    case .int64, .double: throw JournalError.corrupt("column \(column)")
    }
  }

  /// Text of a column that is never NULL.
  func text(_ column: String) throws -> String {
    guard let text = try optionalText(column) else {
      throw JournalError.corrupt("column \(column)")
    }
    return text
  }

  /// A whole number of a column; `nil` for NULL.
  func optionalInteger(_ column: String) throws -> Int64? {
    let value: DatabaseValue = self[column]
    switch value.storage {
    case .null: return nil
    case .int64(let number): return number
    case .string, .blob, .double: throw JournalError.corrupt("column \(column)")
    }
  }

  /// A whole number of a column that is never NULL.
  func integer(_ column: String) throws -> Int64 {
    guard let number = try optionalInteger(column) else {
      throw JournalError.corrupt("column \(column)")
    }
    return number
  }

  /// Bytes of a column; `nil` for NULL.
  func optionalBytes(_ column: String) throws -> [UInt8]? {
    let value: DatabaseValue = self[column]
    switch value.storage {
    case .null: return nil
    case .blob(let data): return Array(data)
    case .string, .int64, .double: throw JournalError.corrupt("column \(column)")
    }
  }

  /// The word of a closed choice.
  func word<Choice: RawRepresentable<String>>(_ column: String) throws -> Choice {
    guard let choice = Choice(rawValue: try text(column)) else {
      throw JournalError.corrupt("column \(column)")
    }
    return choice
  }

  /// The payment of a row; `nil` when the row is about none.
  func paymentKey() throws -> PaymentKey? {
    guard let provider = try optionalText("provider"),
      let origin = try optionalText("account_origin"),
      let merchant = try optionalText("merchant"), let payment = try optionalText("payment")
    else { return nil }
    return PaymentKey(
      account: AccountIdentity(
        provider: ProviderName(rawValue: provider), origin: origin, merchant: merchant),
      id: TransactionID(payment))
  }
}
