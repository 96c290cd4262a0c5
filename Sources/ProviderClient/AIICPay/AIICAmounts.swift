import Payments
import TextSafety

/// The one place that knows what AIIC Pay's numbers count (`Providers.md` §3.5).
///
/// A wrong guess is wrong by a hundred.
struct AIICAmounts {
  let account: AdapterAccount

  /// The largest integer that every JSON library writes back unchanged.
  private static let exactLimit: Int64 = 9_007_199_254_740_991

  /// An amount of a reply: exact in the configured unit, else the provider's words alone.
  func quoted(_ token: String, code: String) -> QuotedAmount {
    let money = account.currency(code).flatMap { currency in self.money(token, currency) }
    return QuotedAmount(text: ForeignText(token), currencyCode: ForeignText(code), money: money)
  }

  /// A number read exactly; `nil` while the unit is not configured, and for a fraction of a minor
  /// unit.
  func money(_ token: String, _ currency: Currency) -> Money? {
    switch account.options.amountUnit {
    case .minor:
      guard !token.isEmpty, token.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
        let minor = Int64(token)
      else { return nil }
      return Money(minor: minor, currency: currency)
    case .major: return Money(decimal: token, currency: currency)
    case nil: return nil
    }
  }

  /// An amount as it goes out, in the shortest form, which is the canonical one; `nil` when it
  /// cannot go out.
  func wire(_ money: Money) -> String? {
    guard money.minor.magnitude <= Self.exactLimit else { return nil }
    switch account.options.amountUnit {
    case .minor: return String(money.minor)
    case .major: return Self.shortest(money.decimalText)
    case nil: return nil
    }
  }

  /// RFC 8785 has one form for each number: `25.00` is `25`, `25.50` is `25.5`.
  private static func shortest(_ decimal: String) -> String {
    guard decimal.contains(".") else { return decimal }
    var digits = Substring(decimal)
    while digits.hasSuffix("0") { digits = digits.dropLast() }
    return String(digits.hasSuffix(".") ? digits.dropLast() : digits)
  }
}
