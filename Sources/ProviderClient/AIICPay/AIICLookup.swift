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

  /// What a lookup has come across.
  private struct Found {
    /// The transaction with exactly this id.
    var exact: LiveRead?
    /// The payments that are called so, each once.
    var aliases: [LiveRead] = []
    /// Whether everything was seen that can be.
    var isWhole = true
  }

  /// One transaction: by its id, else, where nothing has that id, by the reference that it alone has.
  func run() async throws(ProviderError) -> LiveRead {
    let found = try await find()
    if let exact = found.exact { return exact }
    guard found.isWhole else { throw unfinished }
    let named = found.aliases.filter { $0.transaction.reference == ForeignText(text) }
    guard named.count > 1 else {
      guard let only = named.first else { throw .notFound(ForeignText(text)) }
      return only
    }
    let ids = named.prefix(5).map(\.transaction.id.safe).joined(separator: ", ")
    throw .unsupported(
      "\(named.count) payments have the reference \(text) (\(ids)); open one by its transaction id."
    )
  }

  /// Everything that has the text as its id or is called so; a reference counts only beside the whole search (I19).
  func named() async throws(ProviderError) -> NamedPayments {
    let found = try await find()
    if let exact = found.exact { return NamedPayments(exact: exact, isComplete: true) }
    guard found.isWhole || !found.aliases.isEmpty else { throw unfinished }
    return NamedPayments(aliases: found.aliases.map(\.transaction), isComplete: found.isWhole)
  }

  /// Looks around the time of creation, then by reference, then back through two years, the newest days first.
  private func find() async throws(ProviderError) -> Found {
    var found = Found()
    var pagesLeft = Self.pageLimit
    if let around {
      // These days are looked through again with the others: a page of them alone proves nothing.
      _ = try await scan(from: around, to: around, &pagesLeft, &found)
      if found.exact != nil { return found }
    }
    let page = try await provider.query(AIICFilter(reference: text, limit: Self.rowsPerPage))
    take(page, &found)
    if found.exact != nil { return found }
    let now = provider.account.clock()
    for step in 0..<Self.stepLimit {
      let end = now.adding(seconds: -step * Self.stepDays * 86_400)
      let isWhole = try await scan(
        from: end.adding(seconds: -Self.stepDays * 86_400), to: end, &pagesLeft, &found)
      guard found.exact == nil, isWhole else {
        found.isWhole = isWhole
        return found
      }
    }
    return found
  }

  private var unfinished: ProviderError {
    .notShown(
      """
      AIIC Pay cannot look up one transaction, and \(text) is not among the rows that it showed, which \
      may not be all (at most \(Self.pageLimit * Self.rowsPerPage) are read); open it from a list, with a date.
      """
    )
  }

  /// Reads the rows of some days; returns whether all of them were seen.
  private func scan(
    from: Instant, to: Instant, _ pagesLeft: inout Int, _ found: inout Found
  ) async throws(ProviderError) -> Bool {
    guard pagesLeft > 0 else { return false }
    var filter = AIICFilter(limit: Self.rowsPerPage)
    filter.from = from
    filter.to = to
    var seen = found
    var pageCount = 0
    var areNamed = true
    let isWhole = try await provider.eachPage(filter, limit: pagesLeft) { page in
      pageCount += 1
      take(page, &seen)
      // A row without an id may be the one that is looked for.
      areNamed = areNamed && page.rows.count == page.sentCount
      return seen.exact == nil
    }
    found = seen
    pagesLeft -= pageCount
    return isWhole && areNamed
  }

  private func take(_ page: AIICPage, _ found: inout Found) {
    if let exact = page.rows.first(where: { $0.id == TransactionID(text) }) {
      found.exact = read(exact, page)
    }
    for row in page.rows where row.mayBeCalled(text) {
      guard !found.aliases.contains(where: { $0.transaction.id == row.id }) else { continue }
      found.aliases.append(read(row, page))
    }
  }

  private func read(_ transaction: Transaction, _ page: AIICPage) -> LiveRead {
    LiveRead(
      transaction: transaction, asOf: page.asOf,
      clockSkewMilliseconds: page.clockSkewMilliseconds,
      answer: page.answer(about: transaction.id))
  }
}
