import Payments

/// NeroPay: decimal strings, signed writes with idempotency keys, cancel of pending payments (`Providers.md` §1).
struct KeyedCounter: Counter {
  let habits: Habits
  var numbers = Numbers()

  mutating func answer(_ call: CounterCall, books: inout Books) -> WireAnswer {
    guard call.isAuthorised else { return failure(401, "authentication_failed") }
    // /v2/account, /v2/transactions?q={text}, /v2/transactions/{id}[/refund|/cancel]
    if call.lastName == "account" { return success("{\"account_id\":\"\(Self.merchant)\"}") }
    if call.lastName == "transactions" { return list(call, books) }
    guard call.path.count >= 3, call.path[1] == "transactions",
      let payment = books.payment(.keyed, named: call.path[2], habits)
    else { return failure(404, "resource_not_found") }
    if call.method == "GET" { return success(row(payment, books)) }
    return write(call, payment, &books)
  }

  /// What it calls the merchant.
  static let merchant = "NP_simulated"

  // MARK: - Reading

  private func list(_ call: CounterCall, _ books: Books) -> WireAnswer {
    // Who lists entries shows all of them on one page.
    if habits.keyedListsEntries, Int(call.query("page")) ?? 1 > 1 { return success("[]") }
    let found = books.payments(.keyed, matching: call.query("q"))
    let rows = found.map { row($0, books) } + entries(of: found, books)
    return success("[\(rows.joined(separator: ","))]")
  }

  /// An entry of its own for each refund, under the reference of its payment.
  private func entries(of payments: [Int], _ books: Books) -> [String] {
    guard habits.keyedListsEntries else { return [] }
    return books.movements.filter { payments.contains($0.payment) && !$0.isCancel }.map {
      movement in
      let payment = books.payments[movement.payment]
      let word =
        switch movement.state {
        case .pending: "pending"
        case .done: "succeeded"
        case .reversed: "failed"
        }
      return """
        {"id":\(90_000 + movement.number),"trx":"\(payment.reference)","status":"\(word)",\
        "amount":"\(payment.decimal(movement.amountMinor))","currency":"\(payment.currency)",\
        "created_at":"\(WireText.iso(movement.time))","remark":"refund_transaction"}
        """
    }
  }

  private func row(_ index: Int, _ books: Books) -> String {
    let payment = books.payments[index]
    return """
      {"id":\(payment.id),"trx":"\(payment.reference)","status":"\(status(index, books))",\
      "amount":"\(payment.decimal(payment.amountMinor))","currency":"\(payment.currency)",\
      "created_at":"\(WireText.iso(payment.created))","remark":"make_payment"}
      """
  }

  private func status(_ index: Int, _ books: Books) -> String {
    switch books.payments[index].status {
    case .pending: return "pending"
    case .cancelled: return "cancelled"
    case .paid:
      let settled = books.settledMinor(index)
      if settled == 0 { return "succeeded" }
      return settled < books.payments[index].amountMinor ? "partial_refunded" : "refunded"
    }
  }

  // MARK: - Writing

  private mutating func write(
    _ call: CounterCall, _ payment: Int, _ books: inout Books
  ) -> WireAnswer {
    let signed = (call.header("X-NeroPay-Timestamp").flatMap { Int64($0) } ?? 0) * 1000
    let ours = World.beginning.adding(milliseconds: call.arrived).milliseconds
    guard abs(signed - ours) <= habits.clockTolerance else {
      return failure(401, "invalid_signature")
    }
    guard let key = call.header("Idempotency-Key") else { return failure(422, "validation_failed") }
    let path = call.path.joined(separator: "/")
    if let earlier = books.answered[key], call.time - earlier.time <= habits.keyLife {
      guard earlier.path == path, earlier.body == call.body else {
        return failure(409, "idempotency_conflict")
      }
      return told(earlier.movement, payment, call, books)
    }
    return execute(call, key: key, path: path, payment, &books)
  }

  private mutating func execute(
    _ call: CounterCall, key: String, path: String, _ payment: Int, _ books: inout Books
  ) -> WireAnswer {
    var movement: Int?
    if call.mishap != .decline {
      do throws(Books.Refusal) {
        movement = try move(call, payment, &books)
      } catch {
        return failure(422, "validation_failed")
      }
    }
    books.answered[key] = Books.Answered(
      path: path, body: call.body, movement: movement, time: call.time)
    return told(movement, payment, call, books)
  }

  private mutating func move(
    _ call: CounterCall, _ payment: Int, _ books: inout Books
  ) throws(Books.Refusal) -> Int {
    if call.path.last == "cancel" {
      return try books.cancel(payment, intent: call.intent, at: call.time)
    }
    let token = WireText.member("amount", in: call.body) ?? ""
    let minor = WireText.minor(token, exponent: books.payments[payment].exponent) ?? 0
    let number = numbers.next()
    return try books.refund(
      payment, minor: minor, intent: call.intent, isPending: call.mishap == .pending,
      refundID: "rf_\(number)", rowID: "", words: "", at: call.time)
  }

  /// What is said of a refund or a cancel, now or when the same key comes again.
  private func told(
    _ movement: Int?, _ payment: Int, _ call: CounterCall, _ books: Books
  ) -> WireAnswer {
    let truth = books.payments[payment]
    if call.path.last == "cancel" {
      guard movement != nil else { return failure(422, "validation_failed") }
      return success("{\"id\":\(truth.id),\"status\":\"cancelled\"}")
    }
    let token = WireText.member("amount", in: call.body) ?? ""
    var minor = WireText.minor(token, exponent: truth.exponent) ?? 0
    if call.mishap == .toldMore { minor += 1 }
    if call.mishap == .toldLess { minor -= 1 }
    let id = call.mishap == .toldOtherID ? "\(truth.id)9" : truth.id
    return success(
      """
      {"id":"\(movement.map { books.movements[$0].refundID } ?? "rf_0")","transaction_id":\(id),\
      "status":"\(word(movement, call, books))","amount":"\(truth.decimal(minor))",\
      "currency":"\(truth.currency)"}
      """)
  }

  private func word(_ movement: Int?, _ call: CounterCall, _ books: Books) -> String {
    if call.mishap == .unknownWord { return "settling" }
    guard let movement else { return "failed" }
    return switch books.movements[movement].state {
    case .pending: "pending"
    case .done: "succeeded"
    case .reversed: "failed"
    }
  }

  // MARK: - Envelopes

  private func success(_ data: String) -> WireAnswer {
    WireAnswer(status: 200, body: "{\"success\":true,\"data\":\(data)}")
  }

  /// A refusal in the documented form.
  func failure(_ status: Int, _ code: String) -> WireAnswer {
    WireAnswer(
      status: status,
      body: """
        {"success":false,"error":{"code":"\(code)","message":"Not done.","details":null}}
        """)
  }
}
