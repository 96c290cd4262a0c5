public import Payments

/// The pages of a search, one after the other, as far as the provider gives them.
///
/// A page that fails ends the sequence with its error.
public struct TransactionPages: AsyncSequence, Sendable {
  /// Asks for a page when one is wanted.
  public struct AsyncIterator: AsyncIteratorProtocol {
    private let provider: any PaymentProvider
    /// What is asked next; `nil` at the end.
    private var request: SearchRequest?

    fileprivate init(_ provider: any PaymentProvider, _ request: SearchRequest) {
      self.provider = provider
      self.request = request
    }

    /// The next page; `nil` after the last.
    public mutating func next() async throws(ProviderError) -> TransactionPage? {
      guard let asked = request else { return nil }
      request = nil
      let page = try await provider.search(asked)
      if let cursor = page.next {
        var following = asked
        following.cursor = cursor
        request = following
      }
      return page
    }
  }

  private let provider: any PaymentProvider
  private let request: SearchRequest

  fileprivate init(_ provider: any PaymentProvider, _ request: SearchRequest) {
    self.provider = provider
    self.request = request
  }

  /// Begins at the page of the request.
  public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(provider, request) }
}

/// The rows of a search, whatever pages they come in.
///
/// What a page says of what it lacks is in ``PaymentProvider/pages(of:)`` only.
public struct TransactionSequence: AsyncSequence, Sendable {
  /// Hands out the rows of a page before it asks for the next.
  public struct AsyncIterator: AsyncIteratorProtocol {
    private var pages: TransactionPages.AsyncIterator
    private var rows: ArraySlice<Transaction> = []

    fileprivate init(_ pages: TransactionPages.AsyncIterator) { self.pages = pages }

    /// The next row; `nil` after the last.
    public mutating func next() async throws(ProviderError) -> Transaction? {
      while rows.isEmpty {
        guard let page = try await pages.next() else { return nil }
        rows = page.rows[...]
      }
      return rows.popFirst()
    }
  }

  fileprivate let pages: TransactionPages

  /// Begins at the page of the request.
  public func makeAsyncIterator() -> AsyncIterator { AsyncIterator(pages.makeAsyncIterator()) }
}

extension PaymentProvider {
  /// The pages of a search, each asked for when it is wanted.
  public func pages(of request: SearchRequest) -> TransactionPages {
    TransactionPages(self, request)
  }

  /// The rows of a search, newest first where the provider lists them so.
  public func transactions(_ request: SearchRequest = SearchRequest()) -> TransactionSequence {
    TransactionSequence(pages: pages(of: request))
  }
}
