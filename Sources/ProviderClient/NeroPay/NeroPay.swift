import JSON
import Payments
import TextSafety
import TilldeskCrypto

/// NeroPay, API v2: decimal strings in major units, signed writes with idempotency keys, cancel of
/// pending payments.
///
/// Facts: `Providers.md` §1; documents S1 (transactions, refunds, cancels), S2 (signatures), S3
/// (errors).
struct NeroPay: ProviderAdapter {
  static let facts = ProviderFacts(
    name: ProviderName(rawValue: "neropay"), title: "NeroPay",
    liveBaseURL: BaseURL(documented: "https://eu.neropay.app/v2"), keys: [accountKey],
    merchantKey: accountKey,
    namesMerchant: true)

  let account: AdapterAccount

  init(account: ProviderAccount, environment: AdapterEnvironment) throws(ProviderError) {
    self.account = try AdapterAccount(account, of: Self.facts, environment: environment)
    _ = try self.account.credential()
  }

  var identity: AccountIdentity { account.identity }

  var writeObstacle: SafeText? { nil }

  let capabilities = Capabilities(
    [.list, .retrieve, .refund, .partialRefund, .cancel, .idempotentWrites, .signedTime],
    reasons: [
      .reportsRemaining:
        "NeroPay does not say what is left of a payment; it is computed from the refunds known here.",
      .listsRefunds:
        "NeroPay does not list refunds; those made elsewhere show in its dashboard only.",
    ], refundDays: 1...14)

  /// The connected merchant that is acted for.
  var accountHeader: String? { account.options.neropayAccount }

  // MARK: - Reading

  func search(_ request: SearchRequest) async throws(ProviderError) -> TransactionPage {
    let found = try await lookup(request)
    let reply = try await account.transport.read(try listRequest(request))
    let root = try NeroPayReplies.success(reply, asked: request.text)
    let list = try NeroPayReplies.list(root)
    let rows = list.rows.compactMap { transaction($0) }
    let own = rows.filter { isOwn($0) }
    return PageAssembly(
      request: request, rows: own.map(\.transaction),
      sentCount: list.rows.count - (rows.count - own.count), found: found,
      more: list.more ?? (list.rows.count >= request.limit)
    ).page()
  }

  func retrieve(_ locator: TransactionLocator) async throws(ProviderError) -> LiveRead {
    let request = try readRequest(locator.text)
    let reply = try await account.transport.read(request)
    let root = try NeroPayReplies.success(reply, asked: locator.text)
    guard let data = root["data"], let row = transaction(data) else {
      throw .badReply("it has no transaction with an id")
    }
    guard row.isNamed(locator.text) else {
      throw .badReply(
        "asked for \(locator.text), it answered with \(row.transaction.id.safe)")
    }
    guard isOwn(row) else {
      throw .forbidden(
        message: ForeignText(row.accountID ?? ""),
        advice:
          "The payment belongs to another merchant than this account; check its key and neropay_account."
      )
    }
    return LiveRead(
      transaction: row.transaction, asOf: reply.ended,
      clockSkewMilliseconds: HTTPDate.skewMilliseconds(of: reply),
      answer: RawAnswer(reply, to: request))
  }

  /// NeroPay lists no refunds; its ledger has refund entries (S17, S18), which name the reference and not the payment.
  ///
  /// They are found in the list by that reference; that the list knows pages, or the reference, is not documented.
  func refunds(of transaction: Transaction) async throws(ProviderError) -> RefundList {
    guard let paid = transaction.amount.money, !transaction.reference.isEmpty else {
      return RefundList()
    }
    let reference = transaction.reference
    var list = RefundList(listing: Listing(isWhole: false))
    var seen: Set<ForeignText> = []
    for number in 1...Self.entryPages {
      let page: (rows: [JSONValue], more: Bool?)
      do throws(ProviderError) {
        page = try await entryPage(number, of: reference)
      } catch {
        // What the pages before brought counts; that they were all nobody said.
        guard number > 1, error.maySayThatNoMoreFollow else { throw error }
        break
      }
      for value in page.rows {
        if let entry = entry(value, of: reference, in: paid.currency) {
          list.rows += entry.rows
          list.listing.unreadable += entry.listing.unreadable
        }
      }
      // A short page is no end: the provider may give fewer rows to a page than it was asked for.
      guard page.more ?? !page.rows.isEmpty else {
        list.listing.isWhole = true
        break
      }
      let count = seen.count
      seen.formUnion(page.rows.compactMap { $0["id"]?.token.map { ForeignText($0) } })
      guard seen.count > count else { break }
    }
    list.listing.unreadable += list.rows.contradictingThemselves
    var once: Set<ReportedRefund> = []
    list.rows = list.rows.filter { once.insert($0).inserted }
    return list
  }

  private func entryPage(
    _ number: Int, of reference: ForeignText
  ) async throws(ProviderError) -> (rows: [JSONValue], more: Bool?) {
    let request = try listRequest(
      SearchRequest(
        text: reference.raw, limit: Self.entryLimit, cursor: PageCursor(page: number, seen: [])))
    return try NeroPayReplies.list(
      NeroPayReplies.success(try await account.transport.read(request), asked: reference.raw))
  }

  /// A value of the list as a refund entry under a reference; `nil` where it is none, unreadable where it may be one.
  private func entry(
    _ value: JSONValue, of reference: ForeignText, in currency: Currency
  ) -> RefundList? {
    if let row = transaction(value) {
      guard isOwn(row), row.transaction.kind == .refundEntry,
        row.transaction.reference == reference
      else { return nil }
      if let entry = row.entry(of: currency) { return RefundList([entry]) }
      return RefundList(
        listing: Listing(
          isWhole: true,
          unreadable: [
            UnreadableRefund(
              id: row.transaction.id.foreign, reference: reference, time: row.transaction.created)
          ]))
    }
    guard NeroPayRow.isRefundEntry(value, of: reference) else { return nil }
    return RefundList(
      listing: Listing(
        isWhole: true, unreadable: [UnreadableRefund(id: nil, reference: reference)]))
  }

  /// The most entries that are asked for at once: as many as one page holds.
  private static let entryLimit = 100
  /// How many pages of entries are read, at most.
  private static let entryPages = 5

  /// Whether a row is this merchant's own; rows without an owner are.
  private func isOwn(_ row: NeroPayRow) -> Bool {
    guard let owner = row.accountID,
      let expected = accountHeader ?? account.options.merchantWord
    else { return true }
    return owner.utf8.elementsEqual(expected.utf8)
  }

  private func transaction(_ value: JSONValue) -> NeroPayRow? {
    NeroPayRow(value, account: account)
  }

  // MARK: - Writing

  func prepareRefund(_ order: RefundOrder) throws(ProviderError) -> PreparedWrite {
    try account.check(order)
    let wireAmount = order.amount.decimalText
    var members: [String: CanonicalJSON.Value] = ["amount": .number(wireAmount)]
    if !order.reason.isEmpty { members["reason"] = .string(order.reason) }
    return PreparedWrite(
      kind: .refund, key: order.transaction.key, amount: order.amount, method: "POST",
      path: try account.path("/transactions/", segment: order.transaction.id.raw, "/refund"),
      accountHeader: accountHeader, body: CanonicalJSON.object(members),
      idempotencyKey: order.idempotencyKey.text, wireAmount: wireAmount,
      credentialFingerprint: account.credentialFingerprint)
  }

  func prepareCancel(_ order: CancelOrder) throws(ProviderError) -> PreparedWrite {
    let transaction = order.transaction
    try account.checkOwn(transaction)
    guard NeroPayStatus.isCancellable(transaction.providerStatus.raw) else {
      throw .notPreparable(
        "Only a pending payment can be cancelled; NeroPay calls this one \(transaction.providerStatus)."
      )
    }
    guard let amount = transaction.amount.money else {
      throw .notPreparable(
        "The amount \(transaction.amount.label) cannot be read exactly, so it is not acted on here."
      )
    }
    // The documents leave the body open; `{}` is signed and sent (`Providers.md` §1.3.4).
    return PreparedWrite(
      kind: .cancel, key: transaction.key, amount: amount, method: "POST",
      path: try account.path("/transactions/", segment: transaction.id.raw, "/cancel"),
      accountHeader: accountHeader, body: CanonicalJSON.object([:]),
      idempotencyKey: order.idempotencyKey.text, wireAmount: "",
      credentialFingerprint: account.credentialFingerprint)
  }

  func seal(_ write: PreparedWrite) throws(ProviderError) -> SealedWrite {
    try account.check(write, accountHeader: accountHeader)
    guard write.idempotencyKey != nil else {
      throw .notPreparable("This was prepared without an idempotency key; it is not sent.")
    }
    return SealedWrite(body: write.body, timestamp: account.clock(), nonce: nil)
  }

  func send(
    _ sealed: consuming SealedWrite, for write: PreparedWrite, through gate: WriteGate
  ) async -> SendResult {
    let signature = signature(of: sealed)
    let request: HTTPRequest
    do throws(ProviderError) {
      request = try writeRequest(sealed, for: write, signature: signature)
    } catch {
      return AccountTransport.notTried(error.sentence, at: account.clock())
    }
    return await account.transport.write(
      sealed, as: request, hiding: [signature], through: gate
    ) { reply in
      switch write.kind {
      case .refund: NeroPayJudgement.refund(write, reply)
      case .cancel: NeroPayJudgement.cancel(write, reply)
      }
    }
  }
}
