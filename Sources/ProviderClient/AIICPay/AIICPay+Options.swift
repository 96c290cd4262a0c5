import Payments
import TextSafety

extension ProviderAccount.Options {
  /// What AIIC Pay's integer amounts count; the documents leave it open (`Providers.md` §3.5).
  public enum AmountUnit: String, Sendable, CaseIterable {
    /// Minor units: 2500 is 25.00.
    case minor
    /// Major units: 25.00 is 25.00.
    case major
  }

  /// AIIC Pay: the unit of amounts; refunds are refused until it is set.
  public var amountUnit: AmountUnit? {
    get { own.word(AIICPay.amountUnitKey.name) }
    set { own[AIICPay.amountUnitKey.name] = newValue.map { .text($0.rawValue) } }
  }

  /// AIIC Pay: the value of `X-Public-Key` when it is not the public key.
  public var apiKey: String? {
    get { own.text(AIICPay.apiKeyKey.name) }
    set { own[AIICPay.apiKeyKey.name] = newValue.map { .text($0) } }
  }
}

extension AIICPay {
  static let amountUnitKey = ProviderKey("amount_unit", ProviderAccount.Options.AmountUnit.self)
  static let apiKeyKey = ProviderKey.header("api_key", example: "…")
}
