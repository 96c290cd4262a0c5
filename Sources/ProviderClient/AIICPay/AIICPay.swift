import JSON
import Payments
import TextSafety
import TilldeskCrypto

/// AIIC Pay: every call is a POST whose body is an envelope signed with Ed25519; refunds are
/// accepted first and done later.
///
/// Facts: `Providers.md` §3; documents P1 (refund), P2 (query), P3 (test-auth). There is no lookup of
/// one transaction: it is found by a bounded search.
struct AIICPay: ProviderAdapter {
  static let facts = ProviderFacts(
    name: ProviderName(rawValue: "aiic"), title: "AIIC Pay",
    liveBaseURL: BaseURL(documented: "https://pay-api.aiic.nz/v1"),
    keys: [amountUnitKey, apiKeyKey], namesMerchant: true)

  let account: AdapterAccount
  let keyPair: Ed25519KeyPair

  init(account: ProviderAccount, environment: AdapterEnvironment) throws(ProviderError) {
    do throws(SodiumError) {
      keyPair = try Ed25519KeyPair(account.secret)
    } catch {
      throw .notPreparable("The signing key of this account: \(error.description).")
    }
    let publicKey = keyPair.publicKeyBase64
    self.account = try AdapterAccount(
      account, of: Self.facts, environment: environment, publicName: "pub:\(publicKey)")
  }

  var identity: AccountIdentity { account.identity }

  var writeObstacle: SafeText? {
    guard account.options.amountUnit == nil else { return nil }
    return
      """
      AIIC Pay's documents do not say what its amounts count; set amount_unit = "minor" or "major" \
      for this account after comparing a known payment.
      """
  }

  let capabilities = Capabilities(
    [.list, .retrieve, .refund, .partialRefund, .listsRefunds, .signedTime],
    reasons: [
      .cancel:
        "AIIC Pay has no way to cancel a payment; wait until it is completed and refund it.",
      .reportsRemaining:
        "AIIC Pay does not say what is left of a payment; it is computed from the refunds known here.",
      .idempotentWrites:
        "AIIC Pay has no idempotency key: a repeated refund is a second refund, so nothing is ever sent twice.",
    ])

  // MARK: - Reading

  func search(_ request: SearchRequest) async throws(ProviderError) -> TransactionPage {
    var found: [Transaction] = []
    if request.cursor == nil, !request.text.isEmpty {
      found = try await query(AIICFilter(reference: request.text, limit: request.limit)).rows
    }
    let list = try await query(AIICFilter(request, status: AIICStatus.filterWord(request.statuses)))
    return PageAssembly(
      request: request, rows: list.rows, sentCount: list.sentCount, found: found, more: list.more
    ).page()
  }

  func retrieve(_ locator: TransactionLocator) async throws(ProviderError) -> LiveRead {
    try await AIICLookup(provider: self, text: locator.text, around: locator.createdAround).run()
  }

  func payments(named locator: TransactionLocator) async throws(ProviderError) -> NamedPayments {
    try await AIICLookup(provider: self, text: locator.text, around: locator.createdAround).named()
  }

  /// Refund rows since the payment, whatever their amount and currency.
  ///
  /// They name no payment, so every link is only possible (`Providers.md` §3.3.1). A row under an id or a tag of ours is
  /// told by whoever knows those, and says the more the less its amount fits: nothing is left out here.
  func refunds(of transaction: Transaction) async throws(ProviderError) -> RefundList {
    guard transaction.amount.money != nil else { return RefundList() }
    var filter = AIICFilter(limit: AIICLookup.rowsPerPage)
    filter.type = "refund"
    filter.from = transaction.created?.instant
    var rows: [ReportedRefund] = []
    var unreadable: [UnreadableRefund] = []
    var asOf: Instant?
    let isWhole = try await eachPage(filter, limit: AIICLookup.pageLimit) { page in
      asOf = page.asOf
      rows += page.refunds
      unreadable += page.unreadable.filter { $0.id != transaction.id.foreign }
      return true
    }
    unreadable += rows.contradictingThemselves
    return RefundList(
      rows, listing: Listing(isWhole: isWhole, unreadable: unreadable), asOf: asOf)
  }

  // MARK: - Writing

  func prepareRefund(_ order: RefundOrder) throws(ProviderError) -> PreparedWrite {
    if let writeObstacle { throw .notPreparable(writeObstacle) }
    try account.check(order)
    guard let wireAmount = amounts.wire(order.amount) else {
      throw .notPreparable("The amount is too large to be written exactly for AIIC Pay.")
    }
    var data: [String: CanonicalJSON.Value] = [
      "originalTransactionId": .string(order.transaction.id.raw), "amount": .number(wireAmount),
    ]
    if !order.reason.isEmpty { data["reason"] = .string(order.reason) }
    if account.options.sendsTag { data["description"] = .string(order.intent.tag.text) }
    return PreparedWrite(
      kind: .refund, key: order.transaction.key, amount: order.amount, method: "POST",
      path: account.base.path + "/payment/refund", accountHeader: nil,
      body: CanonicalJSON.object(data), idempotencyKey: nil, wireAmount: wireAmount,
      credentialFingerprint: account.credentialFingerprint)
  }

  func prepareCancel(_ order: CancelOrder) throws(ProviderError) -> PreparedWrite {
    throw .unsupported(capabilities.reason(for: .cancel))
  }

  func seal(_ write: PreparedWrite) throws(ProviderError) -> SealedWrite {
    if let writeObstacle { throw .notPreparable(writeObstacle) }
    try account.check(write)
    let envelope = envelope(around: write.body)
    return SealedWrite(
      body: envelope.bytes, timestamp: envelope.timestamp, nonce: envelope.nonce)
  }

  func send(
    _ sealed: consuming SealedWrite, for write: PreparedWrite, through gate: WriteGate
  ) async -> SendResult {
    let signature = signature(of: write.body)
    let request: HTTPRequest
    do throws(ProviderError) {
      request = try writeRequest(sealed, for: write, signature: signature)
    } catch {
      return AccountTransport.notTried(error.sentence, at: account.clock())
    }
    return await account.transport.write(
      sealed, as: request, hiding: [signature], through: gate
    ) { reply in
      AIICJudgement(write: write, amounts: amounts).refund(reply)
    }
  }

  /// How this account's integers are read and written.
  var amounts: AIICAmounts { AIICAmounts(account: account) }
}
