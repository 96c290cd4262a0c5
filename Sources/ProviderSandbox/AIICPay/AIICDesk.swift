import Sodium

/// Which ids AIIC Pay's refund rows have; the documents do not say.
package enum AIICRefundRows: String, Sendable, CaseIterable {
  /// A row's `id` is the `refundId` of the reply.
  case equalIDs
  /// A row has an id of its own, and nothing leads from it to the refund.
  case otherIDs
}

/// AIIC Pay: every call a signed envelope, whole minor units, refunds that take their time.
struct AIICDesk: ProviderDesk {
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

  /// The public keys by their standard base64.
  let keys: [String: Key]
  /// How often a refund is shown as pending before it completes.
  let polls: Int
  let refundRows: AIICRefundRows
  /// Milliseconds since 1970: an error tells when it happened.
  let clock: @Sendable () -> Int64

  // MARK: ProviderDesk

  func operation(of request: WireRequest) -> SandboxOperation? {
    switch endpoint(of: request) {
    case .testAuth: .check
    case .query: .list
    case .refund: .refund
    case nil: nil
    }
  }

  func reply(to call: Call, books: inout Books) -> WireReply {
    do throws(Refused) {
      guard let endpoint = endpoint(of: call.request) else { return refusal(404, nil) }
      let envelope = try open(call, &books)
      if keys[envelope.publicKey]?.isForeign == true, endpoint != .testAuth {
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

  func refusal(_ status: Int, _ operation: SandboxOperation?) -> WireReply {
    switch status {
    case 401: failure(401, "AUTHENTICATION_FAILED", "Authentication failed")
    case 403: failure(403, "REFUND_NOT_ALLOWED", "Refund not allowed")
    case 404: failure(404, "TRANSACTION_NOT_FOUND", "Original transaction not found")
    case 429: failure(429, "RATE_LIMIT_EXCEEDED", "Rate limit exceeded")
    case 500...: failure(status, "INTERNAL_ERROR", "Internal server error")
    default: failure(status, "INVALID_PARAMETERS", "Invalid request parameters")
    }
  }

  func unlistedRefusal() -> WireReply {
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
        "userId": .string(keys[envelope.publicKey]?.isForeign == true ? "usr_other" : "usr_demo"),
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
