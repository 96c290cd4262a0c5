/// What the configuration must know about a provider; the program takes it from the adapters.
package struct ProviderFacts: Hashable, Sendable {
  /// The word in `provider = "…"`.
  package let name: String
  /// The name that people know.
  package let title: String
  /// The hosts whose money is real whatever `mode` says, in lower case.
  package let liveHosts: [String]
  /// The keys of an `[[account]]` that mean something to this provider, beyond the shared ones.
  package let keys: Set<String>
  /// Whether the provider says which merchant a credential belongs to; else `merchant` has to.
  package let namesMerchant: Bool

  /// Makes the facts of a provider.
  package init(
    name: String, title: String, liveHosts: [String], keys: Set<String>, namesMerchant: Bool = true
  ) {
    self.name = name
    self.title = title
    self.liveHosts = liveHosts.map { $0.lowercased() }
    self.keys = keys
    self.namesMerchant = namesMerchant
  }
}
