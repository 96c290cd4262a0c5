public import Payments
package import Sodium
public import TextSafety

/// What is known of a provider without an account at it.
public struct ProviderFacts: Hashable, Sendable {
  /// The word for it in the configuration, in queries and in the journal: `neropay`.
  public let name: ProviderName
  /// Its name as people write it: `NeroPay`.
  public let title: SafeText
  /// The base URL of its live service, as documented.
  public let liveBaseURL: String
  /// Hosts that move real money, whatever the configuration calls them, in lower case.
  public let liveHosts: Set<String>
  /// The keys of the configuration that apply to this provider alone, beside those of every
  /// account.
  public let configurationKeys: Set<String>
  /// Whether it says which merchant a credential belongs to; else the configuration has to.
  public let namesMerchant: Bool

  /// Makes facts.
  package init(
    name: ProviderName, title: SafeText, liveBaseURL: String, liveHosts: Set<String>,
    configurationKeys: Set<String>, namesMerchant: Bool
  ) {
    self.name = name
    self.title = title
    self.liveBaseURL = liveBaseURL
    self.liveHosts = liveHosts
    self.configurationKeys = configurationKeys
    self.namesMerchant = namesMerchant
  }
}

/// The world as an adapter meets it: network, time and randomness come in here and nowhere else.
package struct Surroundings: Sendable {
  /// Carries requests.
  package let transport: any HTTPTransport
  /// Our clock.
  package let clock: @Sendable () -> Instant
  /// Makes nonces.
  package let random: RandomSource

  /// Makes surroundings.
  package init(
    transport: any HTTPTransport, clock: @escaping @Sendable () -> Instant, random: RandomSource
  ) {
    self.transport = transport
    self.clock = clock
    self.random = random
  }
}

/// What a new provider brings: a folder with a type like this, and one line in
/// ``ProviderCatalogue``.
package protocol ProviderAdapter: PaymentProvider {
  /// What is known of the provider without an account.
  static var facts: ProviderFacts { get }

  /// Makes the adapter of one account; throws ``ProviderError/notPreparable(_:)`` when the account
  /// cannot work.
  init(account: ProviderAccount, surroundings: Surroundings) throws(ProviderError)
}

extension ProviderAdapter {
  /// The provider's name as people write it.
  package var title: SafeText { Self.facts.title }

  /// The payment that the searched text names as a whole, looked up beside the first page: a list may not search, and
  /// may not go back to older payments.
  func lookup(_ request: SearchRequest) async throws(ProviderError) -> [Transaction] {
    guard request.cursor == nil, AdapterAccount.mayBeReference(request.text) else { return [] }
    do throws(ProviderError) {
      return [try await retrieve(TransactionLocator(request.text)).transaction]
    } catch {
      guard error.leavesListUsable else { throw error }
      return []
    }
  }
}
