public import TextSafety

/// An exact amount of one currency: a count of minor units, never a binary fraction.
public struct Money: Hashable, Sendable, Codable {
  /// The count of minor units (pence, kobo, yen), negative only in differences.
  public let minor: Int64
  /// The currency, which fixes the number of decimals.
  public let currency: Currency

  /// Makes an amount from a count of minor units.
  public init(minor: Int64, currency: Currency) {
    self.minor = minor
    self.currency = currency
  }

  /// No money at all, in a currency.
  public static func zero(_ currency: Currency) -> Money { Money(minor: 0, currency: currency) }

  /// Whether this is exactly nothing.
  public var isZero: Bool { minor == 0 }

  /// Whether this is more than nothing.
  public var isPositive: Bool { minor > 0 }

  /// The sum; throws ``MoneyError`` on overflow or when the currencies differ.
  public func adding(_ other: Money) throws(MoneyError) -> Money {
    try combined(other) { $0.addingReportingOverflow($1) }
  }

  /// The difference; throws ``MoneyError`` on overflow or when the currencies differ.
  public func subtracting(_ other: Money) throws(MoneyError) -> Money {
    try combined(other) { $0.subtractingReportingOverflow($1) }
  }

  /// Whether this is more than another amount; throws ``MoneyError`` when the currencies differ.
  public func exceeds(_ other: Money) throws(MoneyError) -> Bool {
    guard currency == other.currency else {
      throw .currenciesDiffer(currency.code, other.currency.code)
    }
    return minor > other.minor
  }

  private func combined(
    _ other: Money, by operation: (Int64, Int64) -> (partialValue: Int64, overflow: Bool)
  ) throws(MoneyError) -> Money {
    guard currency == other.currency else {
      throw .currenciesDiffer(currency.code, other.currency.code)
    }
    let (sum, overflow) = operation(minor, other.minor)
    guard !overflow else { throw .overflow }
    return Money(minor: sum, currency: currency)
  }

  /// The amount in major units with exactly the currency's decimals, ASCII, no grouping: `15.99`,
  /// `1000`, `1.250`.
  public var decimalText: String {
    let digits = String(minor.magnitude)
    let sign = minor < 0 ? "-" : ""
    guard currency.exponent > 0 else { return sign + digits }
    let padding = String(repeating: "0", count: max(0, currency.exponent + 1 - digits.utf8.count))
    let padded = padding + digits
    return sign + padded.dropLast(currency.exponent) + "." + padded.suffix(currency.exponent)
  }

  /// The amount with its currency as people read it: `15.99 GBP`.
  public var text: SafeText { SafeText(sanitizing: "\(decimalText) \(currency.code)") }

  /// Reads a decimal in major units as a provider writes it (`15.99`, `50`, `37.00`), exactly or
  /// not at all.
  ///
  /// Digits beyond the currency's exponent are accepted only when they are zeros; signs, exponents,
  /// grouping and spaces are not accepted. Returns `nil` for anything else, and for amounts beyond
  /// `Int64`.
  public init?(decimal: String, currency: Currency) {
    let parts = decimal.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 1 || parts.count == 2 else { return nil }
    let whole = parts[0]
    let fraction = parts.count == 2 ? parts[1] : ""
    guard !whole.isEmpty, parts.count == 1 || !fraction.isEmpty,
      whole.utf8.allSatisfy(Self.isDigit), fraction.utf8.allSatisfy(Self.isDigit)
    else { return nil }
    let excess = fraction.dropFirst(currency.exponent)
    guard excess.allSatisfy({ $0 == "0" }) else { return nil }
    let kept = fraction.prefix(currency.exponent)
    let padding = String(repeating: "0", count: currency.exponent - kept.utf8.count)
    guard let minor = Int64(whole + kept + padding) else { return nil }
    self.init(minor: minor, currency: currency)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }
}

/// Why two amounts could not be combined.
public enum MoneyError: Error, Hashable, Sendable {
  /// The result does not fit in 64 bits of minor units.
  case overflow
  /// The amounts are in different currencies, given by code.
  case currenciesDiffer(String, String)
}
