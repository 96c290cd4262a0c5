import Journal
package import Payments
import ProviderClient
import TextSafety

extension SupportDesk {
  /// Pages that one live search asks a provider for, at most: 300 rows.
  private static let livePages = 3

  /// The answer of the local index, at once.
  package func findLocal(
    _ query: Query, limit: Int
  ) throws(DeskError)
    -> SearchAnswer
  {
    let page = try recorded { () throws(JournalError) in
      try index.search(query, limit: limit, offset: 0)
    }
    var near: [PaymentRow] = []
    if page.rows.isEmpty, let word = query.bareWords.first {
      near = rows(
        of: try recorded { () throws(JournalError) in try index.nearest(to: word, limit: 3) })
    }
    return SearchAnswer(
      rows: rows(of: page.rows), total: page.total, totalIsLowerBound: page.totalIsLowerBound,
      near: near, forgiving: page.forgiving)
  }

  /// The answer of the local index, then again each time a provider has answered; ends when all have, or when cancelled.
  package func find(
    _ query: Query, limit: Int,
    news: @Sendable (SearchAnswer) async -> Void
  ) async throws(DeskError) {
    let asked = connections.filter { query.mayMatch(account: $0.account) }
    let board = ProgressBoard(asked.map(\.account.name))
    await news(try answer(query, limit: limit, board: board))
    await withTaskGroup(of: (AccountName, SearchAnswer.Progress).self) { group in
      for connection in asked {
        group.addTask {
          (connection.account.name, await self.ask(self.met(connection), for: query))
        }
      }
      for await (name, progress) in group {
        board.set(progress, for: name)
        if let answer = try? answer(query, limit: limit, board: board) {
          await news(answer)
        }
      }
    }
  }

  /// Reads the recent pages of every account into the index, until a page brings nothing new; bounded by `pages`.
  ///
  /// - Parameters:
  ///   - pages: The most pages asked of one provider.
  ///   - news: Called after each page with the account and the rows read so far.
  package func fill(pages: Int, news: @escaping @Sendable (AccountName, Int) async -> Void) async {
    await withTaskGroup(of: Void.self) { group in
      for connection in connections {
        group.addTask { await self.fill(self.met(connection), pages: pages, news: news) }
      }
    }
  }

  private func fill(
    _ connection: Connection, pages: Int, news: @escaping @Sendable (AccountName, Int) async -> Void
  ) async {
    var request = SearchRequest()
    var count = 0
    for _ in 0..<pages {
      guard !Task.isCancelled, let page = try? await connection.provider.search(request) else {
        return
      }
      let fresh = page.rows.filter { row in (try? index.transaction(row.key))?.transaction != row }
      guard (try? keep(page.rows, of: connection, asOf: now())) != nil else { return }
      count += page.rows.count
      await news(connection.account.name, count)
      guard let next = page.next, !fresh.isEmpty else { return }
      request.cursor = next
    }
  }

  /// Asks one provider for a search; its adapter looks a whole id or reference up beside the list.
  private func ask(_ connection: Connection, for query: Query) async -> SearchAnswer.Progress {
    var incomplete: SafeText?
    var bound: ListBound?
    do throws(ProviderError) {
      var request = SearchRequest(
        text: query.singleReference ?? "", statuses: query.statuses ?? [],
        currency: query.currencies?.count == 1 ? query.currencies?.first : nil,
        from: query.created?.from, to: query.created?.upTo)
      var count = 0
      for number in 1...Self.livePages {
        let page = try await connection.provider.search(request)
        incomplete = keepOrSay(page.rows, of: connection) ?? page.incomplete ?? incomplete
        count += page.rows.count
        bound = page.bound ?? bound
        guard let next = page.next else { break }
        request.cursor = next
        if number == Self.livePages, query.looksThroughLists { bound = .newest(count) }
      }
      return .answered(now(), incomplete: incomplete, bound: bound)
    } catch {
      return .failed(error.sentence)
    }
  }

  private func answer(
    _ query: Query, limit: Int, board: ProgressBoard
  )
    throws(DeskError) -> SearchAnswer
  {
    var answer = try findLocal(query, limit: limit)
    answer.progress = board.progress
    return answer
  }

  /// Rows of the index with what our records say of them.
  func rows(of indexed: [IndexedTransaction]) -> [PaymentRow] {
    indexed.compactMap { entry in
      (try? connection(for: entry.transaction.key.account)).map { row(of: entry, connection: $0) }
    }
  }

  private func row(of entry: IndexedTransaction, connection: Connection) -> PaymentRow {
    let transaction = entry.transaction
    let intents = (try? journal.intents(for: transaction.key)) ?? []
    let known = intents.isEmpty ? [] : (try? journal.knownRefunds(for: transaction.key)) ?? []
    let ledger = ledger(
      of: transaction, intents: intents, reported: known,
      capabilities: connection.account.capabilities)
    return PaymentRow(
      transaction: transaction.showing(ledger).showing(try? disputeHold(on: transaction.key)),
      account: connection.account.name,
      mode: connection.account.mode, remaining: transaction.hasRemaining ? ledger?.remaining : nil,
      openState: intents.openState, asOf: entry.asOf)
  }

  /// Puts rows just read into the index.
  func keep(
    _ transactions: [Transaction], of connection: Connection, asOf: Instant
  )
    throws(DeskError)
  {
    try recorded { () throws(JournalError) in
      try index.upsert(transactions, account: connection.account.name, asOf: asOf)
    }
  }

  /// Puts rows just read into the index; says so where that fails, for then nobody sees them.
  private func keepOrSay(_ transactions: [Transaction], of connection: Connection) -> SafeText? {
    do throws(DeskError) {
      try keep(transactions, of: connection, asOf: now())
      return nil
    } catch {
      return "what it answered could not be kept. \(error.sentence)"
    }
  }

  /// Tells the index what the journal now knows of a payment, so that searches by refund, ticket or agent find it.
  ///
  /// The index is a cache: when it cannot be written the record itself is complete, so the failure is left to the
  /// next search, which shows it.
  func annotate(_ key: PaymentKey) {
    guard let intents = try? journal.intents(for: key) else { return }
    let transaction = (try? index.transaction(key))?.transaction
    try? index.annotate(
      key, intents: intents, amount: transaction?.amount.money,
      status: transaction?.status ?? .unrecognised)
  }
}

extension Transaction {
  /// Whether something can be left of it at all.
  var hasRemaining: Bool {
    guard kind == .payment else { return false }
    switch status {
    case .paid, .partlyRefunded, .refunded, .authorized: return true
    case .pending, .cancelled, .failed, .disputed, .review, .unrecognised: return false
    }
  }
}

extension Query {
  /// Whether rows of an account can match at all.
  func mayMatch(account: DeskAccount) -> Bool {
    let isWanted = accounts.map { $0.contains(account.name) } ?? true
    let isProvider = providers.map { $0.contains(account.identity.provider) } ?? true
    return isWanted && isProvider
  }

  /// The one bare word that may be an id or a reference: at least four characters, a digit among them, no space.
  var singleReference: String? {
    guard bareWords.count == 1, let word = bareWords.first, word.count >= 4,
      word.contains(where: \.isNumber), !word.contains(where: \.isWhitespace)
    else { return nil }
    return word
  }

  /// Whether payments may match that are older than those a provider is asked for: not where everything is wanted, which
  /// begins with the newest anyway, and not where one name is looked up.
  fileprivate var looksThroughLists: Bool { !terms.isEmpty && singleReference == nil }
}

extension ListBound {
  /// No more than the newest rows were asked for.
  fileprivate static func newest(_ count: Int) -> ListBound {
    ListBound(
      brief: "newest \(count) only",
      sentence:
        "Only its newest \(count) were asked for; a reference, an id or days find older ones.")
  }
}
