import Payments
import TextSafety
import TilldeskCrypto

/// Nectar, also AKU and AkuPay: a bare private key, decimals in major units, no idempotency, no
/// cancel.
///
/// Facts: `Providers.md` §2; documents A1 (refund), A4 (verify), A5 (codes); the history call is known
/// from a mirror (M).
struct Nectar: ProviderAdapter {
  static let facts = ProviderFacts(
    name: ProviderName(rawValue: "nectar"), title: "Nectar",
    liveBaseURL: BaseURL(documented: "https://api.akupay.africa"),
    keys: [authorizationKey, zoneKey, historyUnitKey], namesMerchant: false)

  /// How far a list looks back without dates; the provider's own default is a single day
  /// (`Providers.md` §2.3.3).
  static let historyDays: Int64 = 90

  let account: AdapterAccount

  init(account: ProviderAccount, environment: AdapterEnvironment) throws(ProviderError) {
    self.account = try AdapterAccount(account, of: Self.facts, environment: environment)
    _ = try self.account.credential()
  }

  var identity: AccountIdentity { account.identity }

  var writeObstacle: SafeText? { nil }

  let capabilities = Capabilities(
    [.list, .retrieve, .refund, .partialRefund, .reportsRemaining],
    reasons: [
      .cancel:
        "Nectar has no way to cancel a payment; wait until it is paid and refund it, or until it expires.",
      .listsRefunds:
        "Nectar tells of refunds only in the answer to a refund; those made elsewhere show in its dashboard.",
      .idempotentWrites:
        "Nectar has no idempotency key: a repeated refund is a second refund, so nothing is ever sent twice.",
      .signedTime: "Nectar signs nothing, so its clock does not matter.",
    ])

  // MARK: - Reading

  func search(_ request: SearchRequest) async throws(ProviderError) -> TransactionPage {
    let found = try await lookup(request)
    let reply = try await account.transport.read(
      try historyRequest(request, reference: found.isEmpty ? nil : request.text))
    if reply.status == 404 {
      return TransactionPage(
        rows: found, next: nil,
        incomplete: "Search is not available for this account; enter the whole reference instead.")
    }
    let list = try NectarReplies.list(
      try NectarReplies.success(reply, asked: request.text, account: account))
    let rows = list.rows.compactMap { NectarRow($0, account: account)?.transaction }
    return PageAssembly(
      request: request, rows: rows, sentCount: list.rows.count, found: found,
      more: found.isEmpty ? list.more : false, bound: bound(request, foundAny: !found.isEmpty)
    ).page()
  }

  func retrieve(_ locator: TransactionLocator) async throws(ProviderError) -> LiveRead {
    let request = try verifyRequest(locator.text)
    let reply = try await account.transport.read(request)
    let data = try NectarReplies.success(reply, asked: locator.text, account: account)
    guard let row = NectarRow(data, account: account) else {
      throw .badReply("it has no transaction reference")
    }
    guard row.isNamed(locator.text) else {
      throw .badReply("asked for \(locator.text), it answered with \(row.transaction.id.safe)")
    }
    let list = NectarReplies.refunds(data, of: row.transaction, account: account)
    return LiveRead(
      transaction: row.transaction, asOf: reply.ended, refunds: list.rows, listing: list.listing,
      clockSkewMilliseconds: HTTPDate.skewMilliseconds(of: reply),
      answer: RawAnswer(reply, to: request))
  }

  /// Nectar lists no refunds; its history of them comes with refund replies only.
  func refunds(of transaction: Transaction) async throws(ProviderError) -> RefundList {
    RefundList()
  }

  private func bound(_ request: SearchRequest, foundAny: Bool) -> ListBound? {
    if foundAny {
      return ListBound(
        brief: "this reference only",
        sentence: "Only payments with this whole reference are listed.")
    }
    guard request.from == nil else { return nil }
    return ListBound(
      brief: "last \(Self.historyDays) days only",
      sentence:
        "Only the last \(Self.historyDays) days are listed; name a date to look further back.")
  }

  // MARK: - Writing

  func prepareRefund(_ order: RefundOrder) throws(ProviderError) -> PreparedWrite {
    try account.check(order)
    let wireAmount = order.amount.decimalText
    // All three are sent: on the live service an absent body means everything (`Providers.md` §2.3.2).
    let body = CanonicalJSON.object([
      "transactionReference": .string(order.transaction.id.raw),
      "refundAmount": .number(wireAmount),
      "refundReason": .string(reason(order)),
    ])
    return PreparedWrite(
      kind: .refund, key: order.transaction.key, amount: order.amount, method: "PUT",
      path: try account.path("/transaction/refund/", segment: order.transaction.id.raw),
      accountHeader: nil, body: body, idempotencyKey: nil, wireAmount: wireAmount,
      credentialFingerprint: account.credentialFingerprint)
  }

  func prepareCancel(_ order: CancelOrder) throws(ProviderError) -> PreparedWrite {
    throw .unsupported(capabilities.reason(for: .cancel))
  }

  func seal(_ write: PreparedWrite) throws(ProviderError) -> SealedWrite {
    try account.check(write)
    return SealedWrite(body: write.body, timestamp: account.clock(), nonce: nil)
  }

  func send(
    _ sealed: consuming SealedWrite, for write: PreparedWrite, through gate: WriteGate
  ) async -> SendResult {
    let request: HTTPRequest
    do throws(ProviderError) {
      request = try writeRequest(sealed, for: write)
    } catch {
      return AccountTransport.notTried(error.sentence, at: account.clock())
    }
    return await account.transport.write(sealed, as: request, hiding: [], through: gate) { reply in
      NectarJudgement(write: write, account: account).refund(reply)
    }
  }

  /// The agent's reason with the intent's tag at its end, by which the refund can be recognised
  /// later.
  private func reason(_ order: RefundOrder) -> String {
    let words = order.reason.isEmpty ? "Refund" : order.reason
    return account.options.sendsTag ? "\(words) \(order.intent.tag.text)" : words
  }
}
