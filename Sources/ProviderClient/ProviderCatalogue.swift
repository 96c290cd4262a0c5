public import Payments
public import TextSafety
package import TilldeskCrypto

/// A list of providers, and what is known of each.
public struct ProviderCatalogue: Sendable {
  /// The providers that Tilldesk speaks to.
  ///
  /// A new one is a folder of its own and one line here.
  public static let standard = ProviderCatalogue([
    NeroPay.self,
    Nectar.self,
    AIICPay.self,
  ])

  /// The adapters, in the order in which they are told.
  package let adapters: [any ProviderAdapter.Type]

  /// Makes a catalogue of adapters.
  package init(_ adapters: [any ProviderAdapter.Type]) { self.adapters = adapters }

  /// What is known of each provider, in the order of the adapters.
  public var facts: [ProviderFacts] { adapters.map { $0.facts } }

  /// What is known of one provider; `nil` for a name that no adapter has.
  public func facts(of provider: ProviderName) -> ProviderFacts? {
    facts.first { $0.name == provider }
  }

  /// A provider's name as people write it, else its word.
  public func title(of provider: ProviderName) -> SafeText {
    facts(of: provider)?.title ?? SafeText(sanitizing: provider.rawValue)
  }

  /// Whether a base URL names a host that moves real money, whatever the configuration calls it.
  public func isLive(_ baseURL: BaseURL) -> Bool { facts.contains { $0.isLive(baseURL) } }

  /// Makes the provider of an account with the system's randomness.
  ///
  /// Throws ``ProviderError/notPreparable(_:)`` with a sentence when the account cannot work as
  /// configured.
  public func make(
    account: ProviderAccount, transport: any HTTPTransport,
    clock: @escaping @Sendable () -> Instant
  ) throws(ProviderError) -> any PaymentProvider {
    try make(account: account, transport: transport, clock: clock, random: .system)
  }

  /// Makes the provider of an account with a given source of nonces.
  package func make(
    account: ProviderAccount, transport: any HTTPTransport,
    clock: @escaping @Sendable () -> Instant, random: RandomSource
  ) throws(ProviderError) -> any PaymentProvider {
    guard let adapter = adapters.first(where: { $0.facts.name == account.provider }) else {
      let known = facts.map { SafeText(sanitizing: $0.name.rawValue) }.joined(separator: ", ")
      throw .notPreparable(
        "No provider is named \(account.provider.rawValue); there are \(known).")
    }
    return try adapter.init(
      account: account,
      environment: AdapterEnvironment(transport: transport, clock: clock, random: random))
  }
}
