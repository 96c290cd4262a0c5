import Payments
import TextSafety

/// Finds one transaction where the provider has no lookup: a bounded search, then a comparison of
/// ids.
struct AIICLookup {
  /// The most rows that a page can have.
  static let rowsPerPage = 100
  /// How many pages one lookup may read: a hundred thousand rows would take minutes.
  static let pageLimit = 50
  /// How many days one step back covers when nothing says when the transaction was created.
  static let stepDays: Int64 = 90
  /// How many steps back a lookup takes: two years, as long as payers dispute.
  static let stepLimit: Int64 = 8

  let provider: AIICPay
  let text: String
  let around: Instant?

  /// Looks around the time of creation, then by reference, then back through two years, the newest days first.
  func run() async throws(ProviderError) -> LiveRead {
    var pagesLeft = Self.pageLimit
    if let around, let read = try await scan(from: around, to: around, &pagesLeft).read {
      return read
    }
    if let read = try await byReference() { return read }
    let now = provider.account.clock()
    for step in 0..<Self.stepLimit {
      let end = now.adding(seconds: -step * Self.stepDays * 86_400)
      let scan = try await scan(
        from: end.adding(seconds: -Self.stepDays * 86_400), to: end, &pagesLeft)
      if let read = scan.read { return read }
      guard scan.isWhole else {
        throw .unsupported(
          """
          AIIC Pay cannot look up one transaction, and \(text) is not among the newest \
          \(Self.pageLimit * Self.rowsPerPage) rows; open it from a list, with a date.
          """
        )
      }
    }
    throw .notFound(ForeignText(text))
  }

  private func scan(
    from: Instant, to: Instant, _ pagesLeft: inout Int
  ) async throws(ProviderError) -> (
    read: LiveRead?, isWhole: Bool
  ) {
    guard pagesLeft > 0 else { return (nil, false) }
    var filter = AIICFilter(limit: Self.rowsPerPage)
    filter.from = from
    filter.to = to
    var found: LiveRead?
    var pageCount = 0
    let isWhole = try await provider.eachPage(filter, limit: pagesLeft) { page in
      pageCount += 1
      found = page.rows.first { $0.id.raw == text }.map { read($0, page) }
      return found == nil
    }
    pagesLeft -= pageCount
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
      clockSkewMilliseconds: page.clockSkewMilliseconds,
      answer: page.answer(about: transaction.id))
  }
}
