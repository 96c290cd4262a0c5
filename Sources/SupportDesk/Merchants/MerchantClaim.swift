package import Payments
package import ProviderClient
package import TextSafety

/// What the configuration says of an account before anybody has said which merchant it is.
package struct MerchantClaim: Hashable, Sendable {
  /// The label.
  package let label: AccountName
  /// The provider.
  package let provider: ProviderName
  /// The provider's name as people write it.
  package let title: SafeText
  /// LIVE or test.
  package let mode: Mode
  /// The address in its canonical spelling.
  package let origin: String
  /// The name under which the credential can be on record.
  package let credential: String
  /// The connected merchant that is acted for.
  package let connected: String?
  /// The key of the configuration that names it.
  package let merchantKey: String?
  /// What the configuration calls the merchant.
  package let configured: String?
  /// Whether the provider can be asked who the credential belongs to.
  package let canBeAsked: Bool

  /// Makes a claim.
  package init(
    label: AccountName, provider: ProviderName, title: SafeText, mode: Mode, origin: String,
    credential: String, connected: String? = nil, merchantKey: String? = nil,
    configured: String? = nil, canBeAsked: Bool
  ) {
    self.label = label
    self.provider = provider
    self.title = title
    self.mode = mode
    self.origin = CanonicalOrigin.of(origin)
    self.credential = credential
    self.connected = connected
    self.merchantKey = merchantKey
    self.configured = configured
    self.canBeAsked = canBeAsked && connected == nil
  }

  /// A name at this claim's provider, address and mode.
  package func name(_ kind: MerchantName.Kind, _ name: String) -> MerchantName {
    MerchantName(provider: provider, mode: mode, origin: origin, kind: kind, name: name)
  }

  /// The credential as a name; the key of a platform is one for each merchant that it acts for.
  package var credentialName: MerchantName {
    name(.credential, connected.map { "\(credential) for \($0)" } ?? credential)
  }

  /// The names that the configuration alone gives; no two of its accounts may share one.
  package var ownNames: Set<MerchantName> {
    let connected = connected.map { name(.connected, $0) }
    return Set([connected, configuredName, credentialName].compactMap(\.self))
  }

  /// The name that the configuration gives, which no provider has to confirm.
  package var configuredName: MerchantName? { configured.map { name(.configured, $0) } }
}

/// One account of the configuration: what it claims, and how it is made once its merchant is known.
package struct MerchantSource: Sendable {
  /// What the configuration says.
  package let claim: MerchantClaim
  /// The account as screens know it, under an identity; the sentence keeps writes from being sent.
  package let account: @Sendable (AccountIdentity, _ obstacle: SafeText?) -> DeskAccount
  /// The provider that acts under an identity; rows that name another merchant than the word are refused.
  package let provider:
    @Sendable (AccountIdentity, _ word: String?) throws(ProviderError) -> any PaymentProvider

  /// Makes a source.
  package init(
    claim: MerchantClaim,
    account: @escaping @Sendable (AccountIdentity, _ obstacle: SafeText?) -> DeskAccount,
    provider:
      @escaping @Sendable (AccountIdentity, _ word: String?) throws(ProviderError) ->
      any PaymentProvider
  ) {
    self.claim = claim
    self.account = account
    self.provider = provider
  }

  /// The identity of an account about which nobody has said anything; nothing is recorded under it.
  package var placeholder: AccountIdentity {
    AccountIdentity(
      provider: claim.provider, origin: claim.origin, merchant: "not named: \(claim.label.text)")
  }
}
