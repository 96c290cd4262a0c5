import JSON
package import Payments
package import ProviderClient
package import TextSafety

/// Millpond: a bearer and a branch, forms in, amounts as one text, and a request id that makes a repetition harmless.
///
/// Facts: `Millpond.md` beside this folder.
package struct Millpond: ProviderAdapter {
  /// What is known of it.
  package static let facts = ProviderFacts(
    name: ProviderName(rawValue: "millpond"), title: "Millpond",
    liveBaseURL: BaseURL(documented: "https://api.millpond.example/pay/3"), keys: [branchKey],
    merchantKey: branchKey, namesMerchant: true)

  /// The branch that is acted for (§1).
  static let branchKey = ProviderKey("branch", .text(example: "b-204"), isRequired: true) { text in
    let digits = text.dropFirst(2)
    let isBranch =
      text.hasPrefix("b-") && !digits.isEmpty && digits.utf8.allSatisfy { (48...57).contains($0) }
    return isBranch ? nil : "is not a branch of Millpond"
  }

  let account: AdapterAccount
  let branch: String

  /// Makes the adapter of one account.
  package init(account: ProviderAccount, environment: AdapterEnvironment) throws(ProviderError) {
    branch = account.options.own.text(Self.branchKey.name) ?? ""
    self.account = try AdapterAccount(account, of: Self.facts, environment: environment)
    _ = try self.account.credential()
  }

  /// Which merchant it is.
  package var identity: AccountIdentity { account.identity }

  /// Nothing keeps refunds from being sent.
  package var writeObstacle: SafeText? { nil }

  /// What it can do.
  package let capabilities = Capabilities(
    [.list, .retrieve, .refund, .partialRefund, .cancel, .idempotentWrites],
    reasons: [
      .reportsRemaining:
        "Millpond does not say what is left of a payment; it is computed from the refunds known here.",
      .listsRefunds: "Millpond lists returns by order only; none of them names its payment.",
      .signedTime: "Millpond signs nothing, so its clock does not matter.",
    ])

  // MARK: - Reading

  /// One page of rows.
  package func search(_ request: SearchRequest) async throws(ProviderError) -> TransactionPage {
    let found = try await lookup(request)
    let list = try await list(
      find: request.text, page: PageAssembly.number(of: request), rows: request.limit)
    return PageAssembly(
      request: request, rows: list.rows.map(\.transaction), sentCount: list.sentCount,
      found: found, more: list.more
    ).page()
  }

  /// Reads one payment, by its number or its order.
  package func retrieve(_ locator: TransactionLocator) async throws(ProviderError) -> LiveRead {
    let request = try get("/payment", [("number", locator.text)])
    let reply = try await account.transport.read(request)
    let root = try MillpondReplies.success(reply, asked: locator.text)
    guard let row = root["row"].flatMap({ MillpondRow($0, account: account) }) else {
      throw .badReply("it has no payment with a number")
    }
    guard row.isNamed(locator.text) else {
      throw .badReply("asked for \(locator.text), it answered with \(row.transaction.id.safe)")
    }
    return LiveRead(
      transaction: row.transaction, asOf: reply.ended,
      clockSkewMilliseconds: HTTPDate.skewMilliseconds(of: reply),
      answer: RawAnswer(reply, to: request))
  }

  /// The returns of the payment's order: they name no payment (§3).
  package func refunds(of transaction: Transaction) async throws(ProviderError) -> RefundList {
    guard let paid = transaction.amount.money, !transaction.reference.isEmpty else {
      return RefundList()
    }
    var refunds = RefundList(listing: Listing(isWhole: false))
    for page in 1...Self.returnPages {
      let list = try await list(find: transaction.reference.raw, page: page, rows: 100)
      refunds.rows += list.rows.compactMap {
        $0.asReturn(of: transaction.reference, in: paid.currency)
      }
      guard list.more else {
        refunds.listing.isWhole = list.sentCount == list.rows.count
        break
      }
    }
    return refunds
  }

  /// How many pages of an order's rows are read, at most.
  private static let returnPages = 5

  private func list(
    find: String, page: Int, rows: Int
  ) async throws(ProviderError) -> (rows: [MillpondRow], sentCount: Int, more: Bool) {
    var query = [("from_row", String((page - 1) * rows)), ("rows", String(rows))]
    if !find.isEmpty { query.append(("find", find)) }
    let root = try MillpondReplies.success(
      try await account.transport.read(try get("/payments", query)), asked: find)
    guard let values = root["rows"]?.elements, let more = root["further"]?.flag else {
      throw .badReply("it has no list of payments")
    }
    return (values.compactMap { MillpondRow($0, account: account) }, values.count, more)
  }

  // MARK: - Writing

  /// Builds the form of a return.
  package func prepareRefund(_ order: RefundOrder) throws(ProviderError) -> PreparedWrite {
    try account.check(order)
    let value = "\(order.amount.decimalText) \(order.amount.currency.code)"
    var fields = [("number", order.transaction.id.raw), ("value", value)]
    if !order.reason.isEmpty { fields.append(("why", order.reason)) }
    return write(
      .refund, of: order.transaction.key, order.amount, "/return", fields,
      key: order.idempotencyKey, wireAmount: value)
  }

  /// Builds the form of a stop.
  package func prepareCancel(_ order: CancelOrder) throws(ProviderError) -> PreparedWrite {
    let transaction = order.transaction
    try account.checkOwn(transaction)
    guard transaction.providerStatus == "waiting", let amount = transaction.amount.money else {
      throw .notPreparable(
        "Only a waiting payment can be stopped; Millpond calls this one \(transaction.providerStatus)."
      )
    }
    return write(
      .cancel, of: transaction.key, amount, "/stop", [("number", transaction.id.raw)],
      key: order.idempotencyKey, wireAmount: "")
  }

  private func write(
    _ kind: IntentKind, of payment: PaymentKey, _ amount: Money, _ path: String,
    _ fields: [(name: String, value: String)], key: IdempotencyKey, wireAmount: String
  ) -> PreparedWrite {
    let form = PercentEncoding.query(
      [("branch", branch)] + fields + [("request", key.text)]
    ).dropFirst()
    return PreparedWrite(
      kind: kind, key: payment, amount: amount, method: "POST", path: account.base.path + path,
      accountHeader: nil, body: Array(form.utf8), idempotencyKey: key.text, wireAmount: wireAmount,
      credentialFingerprint: account.credentialFingerprint)
  }

  /// Nothing is fresh in an attempt.
  package func seal(_ write: PreparedWrite) throws(ProviderError) -> SealedWrite {
    try account.check(write)
    guard write.idempotencyKey != nil else {
      throw .notPreparable("This was prepared without a request id; it is not sent.")
    }
    return SealedWrite(body: write.body, timestamp: account.clock(), nonce: nil)
  }

  /// Sends a sealed write once.
  package func send(
    _ sealed: consuming SealedWrite, for write: PreparedWrite, through gate: WriteGate
  ) async -> SendResult {
    let request: HTTPRequest
    do throws(ProviderError) {
      request = try post(sealed, for: write)
    } catch {
      return AccountTransport.notTried(error.sentence, at: account.clock())
    }
    return await account.transport.write(sealed, as: request, hiding: [], through: gate) { reply in
      MillpondJudgement(write: write).judge(reply)
    }
  }
}
