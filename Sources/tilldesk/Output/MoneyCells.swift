import Payments
import SupportDesk
import TextSafety

/// An amount as cells of a spreadsheet: the decimal, the currency and the minor units apart.
struct MoneyCells {
  /// The amount in major units; as the provider gave it where it is not exact, empty where it is not known.
  let decimal: SafeText
  /// The currency's code.
  let currency: SafeText
  /// The amount in minor units; empty where it is not exact.
  let minor: SafeText
  /// How what remains is known; empty for other amounts.
  let source: SafeText

  /// The cells of an amount as a provider gave it.
  init(_ amount: QuotedAmount) {
    guard let money = amount.money else {
      self.init(
        decimal: amount.text.safe, currency: amount.currencyCode.safe, minor: "", source: "")
      return
    }
    self.init(money, source: "")
  }

  /// The cells of what remains.
  init(_ remaining: Remaining?) {
    switch remaining {
    case .none: self.init(nil, source: "")
    case .reported(let money): self.init(money, source: "reported")
    case .computed(let money): self.init(money, source: "computed")
    case .atMost(let money): self.init(money, source: Remaining.boundWord)
    case .unknown: self.init(nil, source: Remaining.unknownWord)
    }
  }

  private init(_ money: Money?, source: SafeText) {
    self.init(
      decimal: money.map { SafeText(sanitizing: $0.decimalText) } ?? "",
      currency: money.map { SafeText(sanitizing: $0.currency.code) } ?? "",
      minor: money.map { SafeText(sanitizing: String($0.minor)) } ?? "", source: source)
  }

  private init(decimal: SafeText, currency: SafeText, minor: SafeText, source: SafeText) {
    self.decimal = decimal
    self.currency = currency
    self.minor = minor
    self.source = source
  }
}
