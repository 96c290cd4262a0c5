import TilldeskCrypto

/// Which ids AIIC Pay's refund rows have; the documents do not say.
package enum AIICRefundRows: String, Sendable, CaseIterable {
  /// A row's `id` is the `refundId` of the reply.
  case equalIDs
  /// A row has an id of its own, and nothing leads from it to the refund.
  case otherIDs
}

/// AIIC Pay: every call a signed envelope, whole minor units, refunds that take their time.
package struct AIICSimulator: SimulatedProvider {
  /// How far an envelope's timestamp may be off, in milliseconds.
  static let toleranceMilliseconds: Int64 = 300_000
  static let rowsUsually = 20
  static let rowsAtMost = 100

  enum Endpoint {
    case testAuth
    case query
    case refund
  }

  /// A public key, and whether it is another merchant's, who has no payments.
  struct Key: Sendable {
    let bytes: [UInt8]
    let isForeign: Bool
  }

  /// The private keys whose public halves are accepted: 32-byte seeds in base64.
  package var keys: SandboxKeys
  /// How often a refund is shown as pending before it completes; 0 is at once.
  package var polls = 2
  /// Which ids the rows of refunds have.
  package var refundRows = AIICRefundRows.equalIDs
  /// Milliseconds since 1970: an error tells when it happened.
  private var clock: @Sendable () -> Int64 = { 0 }

  /// The usual one.
  package init(keys: SandboxKeys = Self.demoKeys) { self.keys = keys }

  /// The keys of the demo; the first is the one of the published test vectors.
  package static let demoKeys = SandboxKeys(
    own: "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
    second: "ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8=",
    foreign: "QEFCQ0RFRkdISUpLTE1OT1BRUlNUVVZXWFlaW1xdXl8=")

  // MARK: SimulatedProvider

  /// Its name.
  package var name: SandboxProvider { .aiic }

  /// Its path.
  package var basePath: String { "/aiic/v1" }

  /// Its words; it has none for a payment that went back, which stays `completed`.
  package var words: StatusWords {
    StatusWords(
      refundable: ["completed"], paid: "completed", cancelled: "cancelled",
      partlyRefunded: "completed", refunded: "completed")
  }

  /// Its account.
  package var demo: DemoAccount {
    DemoAccount(
      label: "nz-store", secretFile: "nz-store.ed25519", secret: keys.own,
      lines: [#"amount_unit = "minor""#])
  }

  /// Takes the clock that errors tell.
  package mutating func start(clock: @escaping @Sendable () -> Int64) { self.clock = clock }

  /// The rows from the seed.
  package func recipe(seed: UInt64, count: Int) -> (any SeedRecipe)? {
    AIICSeeds(seed: seed, count: count)
  }

  /// Refunds are rows of the list.
  package func dashboardRowID(_ number: Int) -> String? { "txn_dash\(number)" }

  /// The key of a public half; one whose seed is none opens nothing.
  func key(_ publicKey: String) -> Key? {
    for (seed, isForeign) in keys.all {
      do throws(SodiumError) {
        let pair = try Ed25519KeyPair(Secret(text: seed))
        guard pair.publicKeyBase64 == publicKey else { continue }
        return Key(bytes: pair.publicKey, isForeign: isForeign)
      } catch {
        continue
      }
    }
    return nil
  }

  /// What is asked.
  package func operation(of request: WireRequest) -> SandboxOperation? {
    switch endpoint(of: request) {
    case .testAuth: .check
    case .query: .list
    case .refund: .refund
    case nil: nil
    }
  }

  /// Answers a request.
  package func reply(to call: Call, books: inout Books) -> WireReply {
    do throws(Refused) {
      guard let endpoint = endpoint(of: call.request) else { return refusal(404, nil) }
      let envelope = try open(call, &books)
      if envelope.isForeign, endpoint != .testAuth {
        return endpoint == .refund ? refusal(404, .refund) : nothing
      }
      switch endpoint {
      case .testAuth: return try testAuth(envelope)
      case .query: return try query(envelope, call, &books)
      case .refund: return try refund(envelope, call, &books)
      }
    } catch {
      return error.reply
    }
  }

  /// A refusal in AIIC Pay's form.
  package func refusal(_ status: Int, _ operation: SandboxOperation?) -> WireReply {
    switch status {
    case 401: failure(401, "AUTHENTICATION_FAILED", "Authentication failed")
    case 403: failure(403, "REFUND_NOT_ALLOWED", "Refund not allowed")
    case 404: failure(404, "TRANSACTION_NOT_FOUND", "Original transaction not found")
    case 429: failure(429, "RATE_LIMIT_EXCEEDED", "Rate limit exceeded")
    case 500...: failure(status, "INTERNAL_ERROR", "Internal server error")
    default: failure(status, "INVALID_PARAMETERS", "Invalid request parameters")
    }
  }

  /// A refusal with a code of no document.
  package func unlistedRefusal() -> WireReply {
    failure(400, "LEDGER_FROZEN", "The ledger is frozen")
  }

  // MARK: Replies

  func endpoint(of request: WireRequest) -> Endpoint? {
    switch (request.method, Array(request.path.dropFirst(2))) {
    case ("POST", ["auth", "test-auth"]): .testAuth
    case ("POST", ["payment", "query-transaction"]): .query
    case ("POST", ["payment", "refund"]): .refund
    default: nil
    }
  }

  func failure(
    _ status: Int, _ code: String, _ message: String, details: WireJSON = .object([])
  ) -> WireReply {
    WireReply(
      status,
      [
        "success": false, "error": .string(message), "errorCode": .string(code),
        "details": details, "timestamp": .string(WireTime(milliseconds: clock()).utcText),
      ])
  }

  func invalid(_ field: String, _ problem: String) -> Refused {
    Refused(
      reply: failure(
        400, "INVALID_PARAMETERS", "Invalid request parameters",
        details: .object([.init(field, .string(problem))])))
  }

  private func testAuth(_ envelope: AIICEnvelope) throws(Refused) -> WireReply {
    guard envelope.data.isEmpty else { throw invalid("data", "takes no fields") }
    return WireReply(
      200,
      [
        "success": true, "message": "Authentication successful",
        "userId": .string(envelope.isForeign ? "usr_other" : "usr_demo"),
        "publicKey": .string(envelope.publicKey),
      ])
  }

  /// The list of a merchant without payments.
  private var nothing: WireReply {
    WireReply(
      200,
      [
        "success": true, "transactions": .array([]),
        "pagination": [
          "page": .integer(1), "limit": .integer(20), "totalPages": .integer(0),
          "hasNext": .bool(false), "hasPrev": .bool(false),
        ],
        "totalCount": .integer(0),
      ])
  }
}

extension SandboxProvider {
  /// AIIC Pay.
  package static let aiic = SandboxProvider(rawValue: "aiic")
}
