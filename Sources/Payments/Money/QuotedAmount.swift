public import TextSafety

/// An amount as a provider quoted it: kept as given, with money only where it can be read exactly.
public struct QuotedAmount: Hashable, Sendable, Codable {
  /// The number as the provider wrote it.
  public let text: ForeignText
  /// The currency code as the provider wrote it.
  public let currencyCode: ForeignText
  /// The exact amount; `nil` when the currency has no known exponent or the number is not exact in
  /// it.
  public let money: Money?

  /// Makes a quoted amount from the provider's words and what they were read as.
  public init(text: ForeignText, currencyCode: ForeignText, money: Money?) {
    self.text = text
    self.currencyCode = currencyCode
    self.money = money
  }

  /// Makes a quoted amount from exact money.
  public init(_ money: Money) {
    self.init(
      text: ForeignText(money.decimalText), currencyCode: ForeignText(money.currency.code),
      money: money)
  }

  /// What a person reads: the money, else the provider's own words.
  public var label: SafeText { money?.text ?? "\(text) \(currencyCode)" }
}
