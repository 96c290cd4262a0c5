package import Payments

/// One `[[account]]`: a merchant's account at a provider.
package struct AccountSettings: Sendable {
  /// How the credential is written in Nectar's header.
  package enum AuthorizationForm: String, CaseIterable, Sendable {
    /// The key alone.
    case raw
    /// `Bearer ` and the key.
    case bearer
  }

  /// What AIIC Pay's amounts count.
  package enum AmountUnit: String, CaseIterable, Sendable {
    /// 2500 is 25.00.
    case minor
    /// 25.00 is 25.00.
    case major
  }

  /// What the times of Nectar's history count.
  package enum HistoryUnit: String, CaseIterable, Sendable {
    /// Seconds since 1970.
    case seconds
    /// Milliseconds since 1970.
    case milliseconds
  }

  /// The label, shown and typed.
  package var name: AccountName
  /// The provider.
  package var provider: ProviderName
  /// Whether the money is real.
  package var mode: Mode
  /// Where the provider answers.
  package var baseURL: BaseURL
  /// Where the credential comes from.
  package var secret: SecretSource
  /// What the merchant is called, for ever and whatever its key; `nil` where the provider names it.
  package var merchant: String?
  /// NeroPay: the connected merchant to act for.
  package var neropayAccount: String?
  /// Nectar: how the credential is written.
  package var authorization: AuthorizationForm = .raw
  /// The zone of the provider's times that carry none; `nil` for UTC.
  package var timeZone: TimeZoneSetting?
  /// AIIC Pay: what amounts count; refunds are refused until it is set.
  package var amountUnit: AmountUnit?
  /// AIIC Pay: the value of `X-Public-Key` when it is not the public key.
  package var apiKey: String?
  /// Nectar: what the times of its history count.
  package var historyUnit: HistoryUnit = .seconds
  /// Numbers of decimals that differ from ISO 4217, by upper-case code.
  package var exponents: [String: Int] = [:]
  /// Whether our short tag goes out in free text, by which a refund is found again.
  package var sendsTag = true
  /// Keys of providers that this room does not know by name, with their texts.
  package var options: [String: String] = [:]
  /// Where the account begins.
  package var position: SourcePosition
  /// Where its secret is named.
  package var secretPosition: SourcePosition

  /// Makes an account with the defaults of everything that is optional.
  package init(
    name: AccountName, provider: ProviderName, mode: Mode, baseURL: BaseURL, secret: SecretSource,
    position: SourcePosition, secretPosition: SourcePosition
  ) {
    self.name = name
    self.provider = provider
    self.mode = mode
    self.baseURL = baseURL
    self.secret = secret
    self.position = position
    self.secretPosition = secretPosition
  }
}

/// Where a credential comes from; never the credential itself.
package enum SecretSource: Hashable, Sendable {
  /// A file that only its owner can read.
  case file(String)
  /// An environment variable.
  case environment(String)
  /// The output of a program, run without a shell.
  case command([String])
}
