public import TextSafety

/// What is known of a provider without an account at it; its adapter declares it, once for everybody.
public struct ProviderFacts: Sendable {
  /// The word for it in the configuration, in queries and in the journal: `neropay`.
  public let name: ProviderName
  /// Its name as people write it: `NeroPay`.
  public let title: SafeText
  /// The base URL of its live service, as documented.
  public let liveBaseURL: BaseURL
  /// The keys of an `[[account]]` that mean something to this provider alone.
  public let keys: [ProviderKey]
  /// The key by which an account acts for a merchant that its credential alone does not name; `nil`
  /// where there is none.
  public let merchantKey: ProviderKey?
  /// Whether it says which merchant a credential belongs to; else the configuration has to.
  public let namesMerchant: Bool

  /// Makes facts.
  package init(
    name: ProviderName, title: SafeText, liveBaseURL: BaseURL, keys: [ProviderKey],
    merchantKey: ProviderKey? = nil, namesMerchant: Bool
  ) {
    self.name = name
    self.title = title
    self.liveBaseURL = liveBaseURL
    self.keys = keys
    self.merchantKey = merchantKey
    self.namesMerchant = namesMerchant
  }

  /// Whether an address is one of a host that moves real money, whatever the configuration calls it.
  public func isLive(_ url: BaseURL) -> Bool { url.host == liveBaseURL.host }

  /// The key of that name; `nil` for one that means nothing to this provider.
  public func key(_ name: String) -> ProviderKey? { keys.first { $0.name == name } }
}
