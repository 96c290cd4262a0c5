import Payments
import TextSafety

/// Finds one transaction where the provider has no lookup: a bounded search, then a comparison of
/// ids.
struct AIICLookup {
  /// The most rows that a page can have.
  static let rowsPerPage = 100
  /// How many pages one lookup may read: a hundred thousand rows would take minutes.
  static let pageLimit = 50
  /// How far back a lookup goes when nothing says when the transaction was created.
  static let days: Int64 = 90

  let provider: AIICPay
  let text: String
  let around: Instant?

  /// Looks around the time of creation, then by reference, then through the last ninety days.
  func run() async throws(ProviderError) -> LiveRead {
    if let around, let read = try await scan(from: around, to: around).read { return read }
    if let read = try await byReference() { return read }
    let now = provider.account.clock()
    let scan = try await scan(from: now.adding(seconds: -Self.days * 86_400), to: now)
    if let read = scan.read { return read }
    guard scan.isWhole else {
      throw .unsupported(
        """
        AIIC Pay cannot look up one transaction, and \(text) is not among the newest \
        \(Self.pageLimit * Self.rowsPerPage) rows; open it from a list, with a date.
        """
      )
    }
    throw .notFound(ForeignText(text))
  }

  private func scan(
    from: Instant, to: Instant
  ) async throws(ProviderError) -> (
    read: LiveRead?, isWhole: Bool
  ) {
    var filter = AIICFilter(limit: Self.rowsPerPage)
    filter.from = from
    filter.to = to
    var found: LiveRead?
    let isWhole = try await provider.eachPage(filter, limit: Self.pageLimit) { page in
      found = page.rows.first { $0.id.raw == text }.map { read($0, page) }
      return found == nil
    }
    return (found, isWhole)
  }

  /// The payment with exactly this reference; several are for a person to choose from.
  private func byReference() async throws(ProviderError) -> LiveRead? {
    let page = try await provider.query(AIICFilter(reference: text, limit: Self.rowsPerPage))
    if let exact = page.rows.first(where: { $0.id.raw == text }) { return read(exact, page) }
    let named = page.rows.filter { $0.kind == .payment && $0.reference == ForeignText(text) }
    guard named.count > 1 else { return named.first.map { read($0, page) } }
    let ids = named.prefix(5).map(\.id.safe).joined(separator: ", ")
    throw .unsupported(
      "\(named.count) payments have the reference \(text) (\(ids)); open one by its transaction id."
    )
  }

  private func read(_ transaction: Transaction, _ page: AIICPage) -> LiveRead {
    LiveRead(
      transaction: transaction, asOf: page.asOf,
      clockSkewMilliseconds: page.clockSkewMilliseconds)
  }
}
