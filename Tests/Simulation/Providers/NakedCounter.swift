/// Nectar: a bare key, decimals, and nothing that protects from a second refund (`Providers.md` §2).
struct NakedCounter: Counter {
  let habits: Habits
  var numbers = Numbers()

  mutating func answer(_ call: CounterCall, books: inout Books) -> WireAnswer {
    guard call.isAuthorised else { return failure(401, "Unauthorized") }
    // /transaction/history?reference={text}, /transaction/verify/{reference}, /transaction/refund/{reference}
    if call.lastName == "history" { return list(call, books) }
    guard call.path.count == 3,
      let payment = books.payment(.naked, named: call.path[2], habits)
    else { return failure(404, "Transaction not found") }
    if call.method == "GET" { return success(verify(payment, books)) }
    return refund(call, payment, &books)
  }

  // MARK: - Reading

  private func list(_ call: CounterCall, _ books: Books) -> WireAnswer {
    let rows = books.payments(.naked, matching: call.query("reference")).map { verify($0, books) }
    return success("{\"content\":[\(rows.joined(separator: ","))],\"last\":true}")
  }

  private func verify(_ index: Int, _ books: Books) -> String {
    let payment = books.payments[index]
    return """
      {"merchant":"Shop","transactionReference":"\(payment.id)","merchantRef":"\(payment.reference)",\
      "grossAmount":\(payment.decimal(payment.amountMinor)),\
      "requestedAmount":\(payment.decimal(payment.amountMinor)),\
      "currencyCode":"\(payment.currency)","transactionDate":"\(local(payment.created))",\
      "status":\(code(index, books))}
      """
  }

  /// 6 or 11 for a part: the documents show both.
  private func code(_ index: Int, _ books: Books) -> Int {
    let payment = books.payments[index]
    switch payment.status {
    case .pending: return 1
    case .cancelled: return 5
    case .paid:
      let settled = books.settledMinor(index)
      if settled == 0 { return 0 }
      return settled < payment.amountMinor && habits.nakedShowsPartial ? 11 : 6
    }
  }

  // MARK: - Writing

  /// Each request is a refund of its own.
  private mutating func refund(
    _ call: CounterCall, _ payment: Int, _ books: inout Books
  ) -> WireAnswer {
    let token = WireText.member("refundAmount", in: call.body) ?? ""
    let minor = WireText.minor(token, exponent: books.payments[payment].exponent) ?? 0
    if call.mishap == .decline { return success(reply(call, minor, payment, books, code: 4)) }
    if call.mishap == .standing { return success(reply(call, minor, payment, books, code: 6)) }
    let number = numbers.next()
    do throws(Books.Refusal) {
      _ = try books.refund(
        payment, minor: minor, intent: call.intent, isPending: false, refundID: "NRF\(number)",
        rowID: "", words: WireText.member("refundReason", in: call.body) ?? "", at: call.time)
    } catch {
      return failure(400, "Invalid transactionReference or missing parameters")
    }
    let told = call.mishap == .unknownWord ? 42 : 6
    return success(reply(call, minor, payment, books, code: told))
  }

  private func reply(
    _ call: CounterCall, _ minor: Int64, _ index: Int, _ books: Books, code: Int
  ) -> String {
    let payment = books.payments[index]
    let isDeclined = code == 4
    let taken = books.takenMinor(index)
    var said = habits.nakedTellsTotal && !isDeclined ? taken : minor
    if call.mishap == .toldMore { said += 1 }
    if call.mishap == .toldLess { said -= 1 }
    let id = call.mishap == .toldOtherID ? "\(payment.id)9" : payment.id
    return """
      {"transactionReference":"\(id)","reference":"\(payment.reference)",\
      "refundedAmount":\(payment.decimal(said)),\
      "transactionAmount":\(payment.decimal(payment.amountMinor)),\
      "refundedDate":"\(local(call.time))","currencyCode":"\(payment.currency)","status":\(code),\
      "acquirerCode":"\(isDeclined ? "51" : "00")",\
      "acquirerMessage":"\(isDeclined ? "Declined" : "Approved")",\
      "remainingAmount":\(payment.decimal(payment.amountMinor - taken)),\
      "refundHistory":[\(history(index, books))],\
      "partialRefund":\(taken < payment.amountMinor)}
      """
  }

  private func history(_ index: Int, _ books: Books) -> String {
    let payment = books.payments[index]
    return books.movements(of: index).map { movement in
      """
      {"refundId":"\(movement.refundID)","amount":\(payment.decimal(movement.amountMinor)),\
      "timestamp":"\(local(movement.time))","status":"REFUNDED"}
      """
    }.joined(separator: ",")
  }

  // MARK: - Envelopes

  /// Times without a zone.
  private func local(_ time: Int64) -> String { String(WireText.iso(time).dropLast()) }

  private func success(_ data: String) -> WireAnswer {
    WireAnswer(
      status: 200, body: "{\"status\":200,\"message\":\"Done\",\"data\":\(data),\"errors\":[]}")
  }

  /// A refusal in the documented form.
  func failure(_ status: Int, _ message: String) -> WireAnswer {
    WireAnswer(
      status: status,
      body: "{\"status\":\(status),\"message\":\"\(message)\",\"data\":null,\"errors\":[]}")
  }
}
