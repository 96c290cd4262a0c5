import TilldeskCrypto

/// NeroPay, API v2: bearer and signed writes, decimal strings, idempotency keys.
///
/// Paths and the reply envelope are documented; parameter names of the list, HTTP codes of errors
/// and the tolerance of timestamps are not, and are chosen here.
package struct NeroPaySimulator: SimulatedProvider {
  /// How far a signed write's timestamp may be off, in seconds.
  static let toleranceSeconds: Int64 = 300
  private static let usualLimit = 20

  private enum Endpoint {
    case list
    case retrieve(String)
    case refund(String)
    case cancel(String)
    case account
    case balances
  }

  /// A secret key, and whether it is another merchant's, who has no payments.
  struct Key: Sendable {
    let secret: Secret
    let isForeign: Bool
  }

  /// The keys that are accepted as bearers.
  package var keys: SandboxKeys
  /// The merchants that a platform may act for.
  package var connectedAccounts: Set<String> = ["NP6454f52b_6165"]

  /// The usual one.
  package init(keys: SandboxKeys = Self.demoKeys) { self.keys = keys }

  /// The keys of the demo.
  package static let demoKeys = SandboxKeys(
    own: "sk_test_tilldesk_demo", second: "sk_test_tilldesk_demo_2",
    foreign: "sk_test_tilldesk_other")

  // MARK: SimulatedProvider

  /// Its name.
  package var name: SandboxProvider { .neropay }

  /// Its path.
  package var basePath: String { "/neropay/v2" }

  /// Its words.
  package var words: StatusWords {
    StatusWords(
      refundable: ["succeeded", "partial_refunded", "paid", "completed"],
      cancellable: ["pending", "initiated"], paid: "succeeded", cancelled: "cancelled",
      partlyRefunded: "partial_refunded", refunded: "refunded")
  }

  /// Its account.
  package var demo: DemoAccount {
    DemoAccount(label: "uk-store", secretFile: "uk-store.key", secret: keys.own)
  }

  /// The rows from the seed.
  package func recipe(seed: UInt64, count: Int) -> (any SeedRecipe)? {
    NeroPaySeeds(count: count)
  }

  /// Refunds are entries of the ledger.
  package func dashboardRowID(_ number: Int) -> String? { String(9_500_000 + number) }

  /// What is asked.
  package func operation(of request: WireRequest) -> SandboxOperation? {
    switch endpoint(of: request) {
    case .list: .list
    case .retrieve: .retrieve
    case .refund: .refund
    case .cancel: .cancel
    case .account, .balances: .check
    case nil: nil
    }
  }

  /// Answers a request.
  package func reply(to call: Call, books: inout Books) -> WireReply {
    do throws(Refused) {
      let key = try authenticate(call.request)
      let endpoint = endpoint(of: call.request)
      if key.isForeign { return try foreign(endpoint) }
      switch endpoint {
      case .list: return try list(call, books)
      case .retrieve(let id): return try retrieve(id, call, books)
      case .refund(let id): return try refund(id, call, &books)
      case .cancel(let id): return try cancel(id, call, &books)
      case .account: return success(account(Self.accountID))
      case .balances: return success(balances)
      case nil: return refusal(404, nil)
      }
    } catch {
      return error.reply
    }
  }

  /// A refusal in NeroPay's form.
  package func refusal(_ status: Int, _ operation: SandboxOperation?) -> WireReply {
    switch status {
    // The status of its errors is not documented: `success` and the code decide.
    case 200, 401: failure(status, "authentication_failed", "The secret key is missing or wrong.")
    case 403: failure(403, "account_not_found", "The account is not assigned to this platform.")
    case 404: failure(404, "resource_not_found", "No such resource for this merchant.")
    case 409: failure(409, "idempotency_conflict", "The key was used with a different body.")
    case 429: failure(429, "rate_limited", "Too many requests.")
    case 500...: failure(status, "server_error", "Something went wrong.")
    default: failure(status, "validation_failed", "The request is not valid.")
    }
  }

  /// A refusal with a code of no document.
  package func unlistedRefusal() -> WireReply {
    failure(400, "risk_engine_hold", "The request is on hold.")
  }

  /// What another merchant sees: nothing of this one's.
  private func foreign(_ endpoint: Endpoint?) throws(Refused) -> WireReply {
    switch endpoint {
    case .account: success(account(Self.foreignAccountID))
    case .list: success(.array([]))
    case .retrieve, .refund, .cancel, .balances, nil: refusal(404, nil)
    }
  }

  // MARK: Reading

  private func endpoint(of request: WireRequest) -> Endpoint? {
    let tail = Array(request.path.dropFirst(2))
    switch (request.method, tail.count) {
    case ("GET", 1) where tail[0] == "transactions": return .list
    case ("GET", 1) where tail[0] == "account": return .account
    case ("GET", 1) where tail[0] == "balances": return .balances
    case ("GET", 2) where tail[0] == "transactions": return .retrieve(tail[1])
    case ("POST", 3) where tail[0] == "transactions" && tail[2] == "refund":
      return .refund(tail[1])
    case ("POST", 3) where tail[0] == "transactions" && tail[2] == "cancel":
      return .cancel(tail[1])
    default: return nil
    }
  }

  private func list(_ call: Call, _ books: Books) throws(Refused) -> WireReply {
    let size = try number("limit", in: call.request, usual: Self.usualLimit, most: 100)
    let asked = try number("page", in: call.request, usual: 1, most: .max / 128)
    let page = RowPage(number: call.twists.contains(.ignorePage) ? 1 : asked, size: size)
    let status = call.request.queryValue("status")
    let text = call.request.queryValue("q")?.lowercased() ?? ""
    let isOpen = status == nil && text.isEmpty
    let shelf = books.shelf(.neropay)
    let (rows, _) = shelf.page(
      page, in: 0..<shelf.count,
      matching: isOpen
        ? nil
        : { row in
          (status == nil || row.status == status)
            && (text.isEmpty || row.id == text || row.reference.lowercased().contains(text))
        },
      countsAll: false)
    return success(.array(rows.map { json($0, call, tellsRemark: false) }))
  }

  private func retrieve(_ id: String, _ call: Call, _ books: Books) throws(Refused) -> WireReply {
    success(json(try find(id, books), call, tellsRemark: true))
  }

  /// Ids resolve, and so do references of letters, digits, `_` and `-` (seen in a live client).
  func find(_ id: String, _ books: Books) throws(Refused) -> SandboxPayment {
    let shelf = books.shelf(.neropay)
    if let payment = shelf.payment(id: id) { return payment }
    let isPlain =
      (1...150).contains(id.utf8.count)
      && id.utf8.allSatisfy { isLetterOrDigit($0) || $0 == 0x5F || $0 == 0x2D }
    if isPlain, let payment = shelf.payment(reference: id) { return payment }
    throw Refused(reply: refusal(404, nil))
  }

  private func number(
    _ name: String, in request: WireRequest, usual: Int, most: Int
  ) throws(Refused) -> Int {
    guard let text = request.queryValue(name) else { return usual }
    guard let number = FaultWords.number(text[...]), (1...most).contains(number) else {
      throw invalid(name, "must be a whole number from 1")
    }
    return number
  }
}

private func isLetterOrDigit(_ byte: UInt8) -> Bool {
  (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
}

extension SandboxProvider {
  /// NeroPay, API v2.
  package static let neropay = SandboxProvider(rawValue: "neropay")
}
