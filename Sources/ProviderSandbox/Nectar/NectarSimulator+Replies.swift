extension NectarSimulator {
  func success(_ data: WireJSON) -> WireReply {
    WireReply(
      200,
      [
        "status": .integer(200), "message": "Request successfully processed", "data": data,
        "errors": [],
      ])
  }

  func failure(_ status: Int, _ message: String, errors: [WireJSON] = []) -> WireReply {
    WireReply(
      status,
      [
        "status": .integer(status), "message": .string(message), "data": .null,
        "errors": .array(errors),
      ])
  }

  func invalid(_ field: String, _ problem: String) -> Refused {
    Refused(
      reply: failure(
        400, "Invalid transactionReference or missing parameters",
        errors: [["field": .string(field), "message": .string("\(field) \(problem)")]]))
  }

  // MARK: Payments

  func verifyJSON(_ payment: SandboxPayment, _ call: Call) -> WireJSON {
    let told = ToldAmounts(payment, call.twists)
    return [
      "merchant": "Demo Store",
      "transactionReference": .string(call.twists.id(payment.id)),
      "merchantRef": .string(payment.reference),
      "grossAmount": told.gross, "requestedAmount": told.requested, "transactionFee": told.fee,
      "settlementAmount": told.settlement,
      "customerId": .string(payment.customer),
      "currencyCode": .string(call.twists.currencyCode(payment.currency)),
      "callbackUrl": "https://example.com/paid", "authorizationType": "OPEN",
      "paymentRequestor": "GATEWAY", "channel": "CARD",
      "transactionDate": .string(local(payment.created, fractionDigits: 6)),
      "status": code(payment.status, call),
    ]
  }

  func historyJSON(
    _ rows: [SandboxPayment], total: Int, page: RowPage, _ call: Call
  ) -> WireJSON {
    let pages = (total + page.size - 1) / page.size
    return [
      "content": .array(rows.map { rowJSON($0, call) }),
      // Pages are asked for from 1 and counted from 0: so it stands in the sample.
      "number": .integer(page.number - 1),
      "size": .integer(page.size),
      "totalElements": .integer(total), "totalPages": .integer(pages),
      "last": .bool(page.number >= pages), "first": .bool(page.number == 1),
    ]
  }

  private func rowJSON(_ payment: SandboxPayment, _ call: Call) -> WireJSON {
    let told = ToldAmounts(payment, call.twists)
    return [
      "transactionReference": .string(call.twists.id(payment.id)),
      "reference": .string(payment.reference),
      "grossAmount": told.gross, "requestedAmount": told.requested, "transactionFee": told.fee,
      "settlementAmount": told.settlement,
      "customerId": .string(payment.customer),
      "currencyCode": .string(call.twists.currencyCode(payment.currency)),
      "createdDate": .string(local(payment.created, fractionDigits: 6)),
      "status": code(payment.status, call),
      "errorCode": payment.status == "4" ? "51" : .null,
    ]
  }

  // MARK: Refunds

  func refundJSON(
    _ payment: SandboxPayment, _ amountMinor: Int64, _ call: Call, code status: String,
    acquirer: (code: String, message: String)
  ) -> WireJSON {
    let currency = payment.currency
    func amount(_ minor: Int64) -> WireJSON { .number(currency.decimalText(minor: minor)) }
    let tellsTotal = refundedAmount == .total || call.twists.contains(.totalAmount)
    let told = tellsTotal && status == "6" ? payment.refundedMinor : amountMinor
    return [
      "transactionReference": .string(call.twists.id(payment.id)),
      "reference": .string(payment.reference),
      "refundedAmount": amount(call.twists.amountMinor(told, currency)),
      "transactionAmount": amount(payment.amountMinor),
      "transactionDate": .string(local(payment.created, fractionDigits: 6)),
      "refundedDate": .string(local(call.now, fractionDigits: 9)),
      "currencyCode": .string(call.twists.currencyCode(currency)),
      "status": code(status, call),
      "acquirerCode": .string(acquirer.code), "acquirerMessage": .string(acquirer.message),
      "remainingAmount": amount(payment.remainingMinor),
      "refundHistory": .array(payment.refunds.map { historyEntry($0, payment, call) }),
      "partialRefund": .bool(payment.remainingMinor > 0),
    ]
  }

  private func historyEntry(
    _ refund: SandboxRefund, _ payment: SandboxPayment, _ call: Call
  ) -> WireJSON {
    // Only the refund just made is told wrongly: the older ones are on record elsewhere.
    let isLast = refund.id == payment.refunds.last?.id
    let minor =
      isLast
      ? call.twists.amountMinor(refund.amountMinor, payment.currency) : refund.amountMinor
    return [
      "refundId": .string(isLast ? call.twists.refundID(refund.id) : refund.id),
      "amount": .number(payment.currency.decimalText(minor: minor)),
      "timestamp": .string(local(refund.created, fractionDigits: 6)),
      "status": refund.state == .failed ? "FAILED" : "REFUNDED",
    ]
  }

  // MARK: Leaves

  private func code(_ status: String, _ call: Call) -> WireJSON {
    .number(call.twists.status(status, unknown: "42"))
  }

  private func local(_ time: WireTime, fractionDigits: Int) -> String {
    time.zonelessText(offsetMinutes: offsetMinutes, fractionDigits: fractionDigits)
  }
}

/// The four amounts of a Nectar payment: the fee is on top of what was requested, and is taken
/// again from what is settled, as in the provider's verify sample.
private struct ToldAmounts {
  let gross: WireJSON
  let requested: WireJSON
  let fee: WireJSON
  let settlement: WireJSON

  init(_ payment: SandboxPayment, _ twists: Set<Twist>) {
    let currency = payment.currency
    let requestedMinor = twists.amountMinor(payment.amountMinor, currency)
    // One and a half per cent, in whole minor units.
    let feeMinor = payment.amountMinor * 3 / 200
    func amount(_ minor: Int64) -> WireJSON { .number(currency.decimalText(minor: minor)) }
    gross = amount(requestedMinor + feeMinor)
    requested = amount(requestedMinor)
    fee = amount(feeMinor)
    settlement = amount(requestedMinor - feeMinor)
  }
}
