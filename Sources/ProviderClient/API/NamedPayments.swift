public import Payments
import TextSafety

/// What a provider has under a text: the payment whose id it is, else those that it may stand for.
///
/// An id is compared byte for byte: another case, another spelling of `é`, or a merchant's reference
/// is an alias, and an alias never decides which payment money leaves from (I19).
public struct NamedPayments: Hashable, Sendable {
  /// The payment whose canonical id is exactly the text; `nil` when the provider has none such.
  public var exact: LiveRead?
  /// Payments that the text may stand for, each once; empty where `exact` is there.
  public var aliases: [Transaction]
  /// Whether the provider was looked through as a whole, so that nothing else can have the name.
  public var isComplete: Bool

  /// Makes an answer.
  public init(exact: LiveRead? = nil, aliases: [Transaction] = [], isComplete: Bool) {
    self.exact = exact
    self.aliases = aliases
    self.isComplete = isComplete
  }
}

extension PaymentProvider {
  /// Asks for the id first; where nothing has it, for what has the text as another name.
  ///
  /// For providers with a read by id.
  public func payments(
    named locator: TransactionLocator
  ) async throws(ProviderError) -> NamedPayments {
    var aliases: [Transaction] = []
    do throws(ProviderError) {
      let read = try await retrieve(locator)
      guard read.transaction.id != TransactionID(locator.text) else {
        return NamedPayments(exact: read, isComplete: true)
      }
      if read.transaction.mayBeCalled(locator.text) { aliases = [read.transaction] }
    } catch {
      guard case .notFound = error else { throw error }
    }
    // A read tells of one; the list may know others of that name.
    let listed = try await listed(locator.text)
    for row in listed where !aliases.contains(where: { $0.key == row.key }) { aliases.append(row) }
    return NamedPayments(aliases: aliases, isComplete: false)
  }

  private func listed(_ text: String) async throws(ProviderError) -> [Transaction] {
    do throws(ProviderError) {
      return try await search(SearchRequest(text: text)).rows.filter { $0.mayBeCalled(text) }
    } catch {
      // The list only adds to what is offered; that it may lack some is said anyway.
      guard case .cancelled = error else { return [] }
      throw error
    }
  }
}
