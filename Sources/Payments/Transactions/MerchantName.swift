/// One name that a merchant has: at a provider, in a mode, at an address, by somebody's word.
///
/// Names resolve to the identity under which decisions are recorded. A merchant gains names (a new
/// key, a name in the configuration) and keeps its identity; the mode is part of every name, so
/// that play money and real money never share one.
package struct MerchantName: Hashable, Sendable, Codable {
  /// By whose word.
  package enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
    /// The provider names it, when asked who the credential belongs to.
    case provider
    /// The connected account that a platform acts for.
    case connected
    /// The configuration names it.
    case configured
    /// Nobody names it: the one nameless merchant of a test address.
    case unnamed
    /// A credential that was accepted for it; an alias, never who it is.
    case credential
  }

  /// The provider.
  package let provider: ProviderName
  /// LIVE or test.
  package let mode: Mode
  /// The address in its canonical spelling.
  package let origin: String
  /// By whose word.
  package let kind: Kind
  /// The name.
  package let name: String

  /// Makes a name; the address is brought to its canonical spelling.
  package init(provider: ProviderName, mode: Mode, origin: String, kind: Kind, name: String) {
    self.provider = provider
    self.mode = mode
    self.origin = CanonicalOrigin.of(origin)
    self.kind = kind
    self.name = name
  }

  /// The same merchant by the other word: what a provider calls the owner of a key is what a platform names to act for it.
  ///
  /// `nil` for names of every other kind, which two merchants can share by chance.
  package var twin: MerchantName? {
    let other: Kind
    switch kind {
    case .provider: other = .connected
    case .connected: other = .provider
    case .configured, .unnamed, .credential: return nil
    }
    return MerchantName(provider: provider, mode: mode, origin: origin, kind: other, name: name)
  }

  /// The identity of a merchant that is first met under this name.
  package var newIdentity: AccountIdentity {
    AccountIdentity(
      provider: provider, origin: origin,
      merchant: "\(mode.rawValue) \(kind.rawValue) \(name)")
  }
}
