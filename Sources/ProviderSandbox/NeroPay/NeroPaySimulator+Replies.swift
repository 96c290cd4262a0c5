extension NeroPaySimulator {
  func json(_ row: SandboxPayment, _ call: Call, tellsRemark: Bool) -> WireJSON {
    let isLive = call.twists.contains(.liveFields)
    let amount = row.currency.decimalText(
      minor: call.twists.amountMinor(row.amountMinor, row.currency))
    var members: [WireJSON.Member] = [
      .init("id", .number(call.twists.id(row.id))),
      .init(isLive ? "transaction_reference" : "trx", .string(row.reference)),
      .init("status", .string(call.twists.status(row.status, unknown: "settling"))),
      .init("amount", isLive ? .number(amount) : .string(amount)),
      .init("currency", .string(call.twists.currencyCode(row.currency))),
      .init(
        "created_at", .string(isLive ? row.created.offsetText(hours: 1) : row.created.utcText)),
    ]
    if isLive { members.append(.init("account_id", .string(Self.accountID))) }
    switch row.entry {
    case .payment, .debit, .transfer:
      if tellsRemark { members.append(.init("remark", "make_payment")) }
    // The sample rows of a list have no remark; a refund's own row could not be told without it.
    case .refund: members.append(.init("remark", "refund_transaction"))
    }
    return .object(members)
  }

  static let accountID = "NP6454f52b_6165"
  static let foreignAccountID = "NPEE4E742AB2_6165"

  func account(_ id: String) -> WireJSON {
    [
      "account_id": .string(id), "name": "Demo Store", "email": "store@example.com",
      "country": "GB", "status": "active", "neroconnect_enabled": true,
    ]
  }

  var balances: WireJSON {
    [
      "account_id": .string(Self.accountID), "currency": "GBP", "available_funds": "72.31",
      "pending_funds": "10.00",
      "wallets": [["currency": "GBP", "available": "72.31", "pending": "10.00"]],
      "nerocard": .object([]), "issuing": .object([]),
    ]
  }

  /// The reply that tells an answer, shaped by the faults of this very request.
  func reply(_ answer: AnsweredWrite.Answer, _ call: Call) -> WireReply {
    switch answer {
    case .refund(let id, let payment, let amountMinor, let status):
      let told = payment.currency.decimalText(
        minor: call.twists.amountMinor(amountMinor, payment.currency))
      return success([
        "id": .string(call.twists.refundID(id)),
        "transaction_id": .number(call.twists.id(payment.id)),
        "status": .string(call.twists.status(status, unknown: "settling")),
        "amount": call.twists.contains(.liveFields) ? .number(told) : .string(told),
        "currency": .string(call.twists.currencyCode(payment.currency)),
      ])
    case .cancel(let paymentID):
      return success([
        "id": .number(call.twists.id(paymentID)),
        "status": .string(call.twists.status("cancelled", unknown: "voiding")),
      ])
    }
  }

  func success(_ data: WireJSON) -> WireReply {
    WireReply(200, ["success": true, "data": data], .escaping)
  }

  func failure(
    _ status: Int, _ code: String, _ message: String, details: WireJSON = .null
  ) -> WireReply {
    WireReply(
      status,
      [
        "success": false,
        "error": ["code": .string(code), "message": .string(message), "details": details],
      ], .escaping)
  }

  func badSignature(_ message: String) -> Refused {
    Refused(reply: failure(401, "invalid_signature", message))
  }

  func invalid(_ field: String, _ problem: String) -> Refused {
    Refused(
      reply: failure(
        422, "validation_failed", "The request is not valid.",
        details: .object([.init(field, [.string("The \(field) \(problem).")])])))
  }

  func refused(_ refusal: WriteRefusal, of payment: SandboxPayment) -> Refused {
    switch refusal {
    case .unknownPayment: Refused(reply: self.refusal(404, nil))
    case .notAPayment: invalid("id", "is not a payment")
    case .wrongStatus(let status): invalid("status", "\(status) does not allow this")
    case .notPositive: invalid("amount", "must be more than zero")
    case .exceedsRemaining(let left):
      invalid(
        "amount", "may not exceed the remaining \(payment.currency.decimalText(minor: left))")
    }
  }
}
