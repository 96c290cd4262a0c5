package import Payments
package import TextSafety
package import TilldeskCrypto

/// The world as an adapter meets it: network, time and randomness come in here and nowhere else.
package struct AdapterEnvironment: Sendable {
  /// Carries requests.
  package let transport: any HTTPTransport
  /// Our clock.
  package let clock: @Sendable () -> Instant
  /// Makes nonces.
  package let random: RandomSource

  /// Makes an environment.
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
  init(account: ProviderAccount, environment: AdapterEnvironment) throws(ProviderError)
}

extension ProviderAdapter {
  /// The provider's name as people write it.
  package var title: SafeText { Self.facts.title }

  /// The payment that the searched text names as a whole, looked up beside the first page: a list may not search, and
  /// may not go back to older payments.
  package func lookup(_ request: SearchRequest) async throws(ProviderError) -> [Transaction] {
    guard request.cursor == nil, AdapterAccount.mayBeReference(request.text) else { return [] }
    do throws(ProviderError) {
      return [try await retrieve(TransactionLocator(request.text)).transaction]
    } catch {
      guard error.leavesListUsable else { throw error }
      return []
    }
  }
}
