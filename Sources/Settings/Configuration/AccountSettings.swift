package import Payments

/// One `[[account]]`: a merchant's account at a provider.
package struct AccountSettings: Sendable {
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
  /// Numbers of decimals that differ from ISO 4217, by upper-case code.
  package var exponents: [String: Int] = [:]
  /// Whether our short tag goes out in free text, by which a refund is found again.
  package var sendsTag = true
  /// What stands under the keys of its provider alone, as it was written.
  package var options = ProviderOptions()
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
