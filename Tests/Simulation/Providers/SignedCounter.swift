import Payments

/// AIIC Pay: every call a signed envelope; refunds are accepted first and final later (`Providers.md` §3).
struct SignedCounter: Counter {
  let habits: Habits
  var numbers = Numbers()

  mutating func answer(_ call: CounterCall, books: inout Books) -> WireAnswer {
    // /v1/auth/test-auth, /v1/payment/query-transaction, /v1/payment/refund
    guard call.isAuthorised else { return failure(401, "AUTHENTICATION_FAILED") }
    let signed = WireText.member("timestamp", in: call.body).flatMap { Int64($0) } ?? 0
    let ours = World.beginning.adding(milliseconds: call.arrived).milliseconds
    guard abs(signed - ours) <= habits.clockTolerance else {
      return failure(401, "AUTHENTICATION_FAILED")
    }
    let nonce = WireText.member("nonce", in: call.body) ?? ""
    guard books.nonces.insert(nonce).inserted else { return failure(401, "AUTHENTICATION_FAILED") }
    switch call.lastName {
    case "test-auth":
      return WireAnswer(
        status: 200, body: "{\"success\":true,\"userId\":\"\(Self.merchant)\",\"message\":\"ok\"}")
    case "refund": return refund(call, &books)
    default: return query(call, books)
    }
  }

  /// What it calls the merchant.
  static let merchant = "usr_simulated"

  // MARK: - Reading

  private func query(_ call: CounterCall, _ books: Books) -> WireAnswer {
    let rows: [String]
    if WireText.member("type", in: call.body) == "refund" {
      rows = books.movements.filter { books.payments[$0.payment].provider == .signed }
        .filter { isWanted($0.time, books.payments[$0.payment], call) }
        .map { row($0, books.payments[$0.payment]) }
    } else {
      rows = books.payments.filter { $0.provider == .signed && isWanted($0.created, $0, call) }
        .map { row($0) }
    }
    return WireAnswer(
      status: 200,
      body: """
        {"success":true,"transactions":[\(rows.joined(separator: ","))],"pagination":{"page":1,\
        "limit":100,"totalPages":1,"hasNext":false,"hasPrev":false},"totalCount":\(rows.count)}
        """)
  }

  private func isWanted(_ time: Int64, _ payment: TruePayment, _ call: CounterCall) -> Bool {
    let day = WireText.day(time)
    if let from = WireText.member("dateFrom", in: call.body), day < from { return false }
    if let to = WireText.member("dateTo", in: call.body), day > to { return false }
    if let currency = WireText.member("currency", in: call.body), payment.currency != currency {
      return false
    }
    if let reference = WireText.member("reference", in: call.body) {
      return payment.reference == reference
    }
    return true
  }

  private func row(_ payment: TruePayment) -> String {
    let status =
      switch payment.status {
      case .pending: "pending"
      case .paid: "completed"
      case .cancelled: "cancelled"
      }
    return """
      {"id":"\(payment.id)","type":"credit","status":"\(status)","amount":\(payment.amountMinor),\
      "currency":"\(payment.currency)","sourceAccountId":"acc_1","targetAccountId":"acc_2",\
      "reference":"\(payment.reference)","createdAt":"\(WireText.iso(payment.created))"}
      """
  }

  /// A refund's row names no payment; what is in its words is all there is.
  private func row(_ movement: Movement, _ payment: TruePayment) -> String {
    """
    {"id":"\(movement.rowID)","type":"refund","status":"\(word(movement))",\
    "amount":\(movement.amountMinor),"currency":"\(payment.currency)","sourceAccountId":"acc_2",\
    "targetAccountId":"acc_1","reference":"\(movement.reference)","description":"\(movement.words)",\
    "createdAt":"\(WireText.iso(movement.time))"}
    """
  }

  private func word(_ movement: Movement) -> String {
    switch movement.state {
    case .pending: "pending"
    case .done: "completed"
    case .reversed: "failed"
    }
  }

  // MARK: - Writing

  private mutating func refund(_ call: CounterCall, _ books: inout Books) -> WireAnswer {
    let original = WireText.member("originalTransactionId", in: call.body) ?? ""
    guard let payment = books.payment(.signed, id: original) else {
      return failure(404, "TRANSACTION_NOT_FOUND")
    }
    let token = WireText.member("amount", in: call.body) ?? ""
    let minor = WireText.minor(token, exponent: 0) ?? 0
    let number = numbers.next()
    let refundID = "ref_\(number)"
    if call.mishap == .othersAnswer { return refundAnother(payment, minor, call, &books) }
    if call.mishap == .decline { return told(refundID, original, minor, "failed", call) }
    do throws(Books.Refusal) {
      let movement = try books.refund(
        payment, minor: minor, intent: call.intent, isPending: !habits.signedIsInstant,
        refundID: refundID, rowID: habits.rowsHaveRefundIDs ? refundID : "txn_r\(number)",
        words: WireText.member("description", in: call.body) ?? "", at: call.time)
      return told(refundID, original, minor, word(books.movements[movement]), call)
    } catch {
      switch error {
      case .wrongStatus: return failure(403, "REFUND_NOT_ALLOWED")
      case .notPositive, .exceedsRemaining: return failure(400, "INVALID_PARAMETERS")
      }
    }
  }

  /// Mixes two payments up; what it then says is true.
  private func refundAnother(
    _ payment: Int, _ minor: Int64, _ call: CounterCall, _ books: inout Books
  ) -> WireAnswer {
    let other = books.payments.indices.first { index in
      index != payment && books.payments[index].provider == .signed
        && books.payments[index].currency == books.payments[payment].currency
        && books.remainingMinor(index) >= minor
    }
    let refundID = "ref_o\(books.movements.count)"
    guard let other,
      (try? books.refund(
        other, minor: minor, intent: nil, isElsewhere: true, isPending: false, refundID: refundID,
        rowID: refundID, words: "", at: call.time)) != nil
    else { return WireAnswer(status: 503, body: "<html>") }
    return told(refundID, books.payments[other].id, minor, "completed", call)
  }

  private func told(
    _ refundID: String, _ original: String, _ minor: Int64, _ word: String, _ call: CounterCall
  ) -> WireAnswer {
    let amount = minor + (call.mishap == .toldMore ? 1 : call.mishap == .toldLess ? -1 : 0)
    let id = call.mishap == .toldOtherID ? "\(original)9" : original
    return WireAnswer(
      status: 201,
      body: """
        {"success":true,"refundId":"\(refundID)","originalTransactionId":"\(id)",\
        "amount":\(amount),"status":"\(call.mishap == .unknownWord ? "queued" : word)",\
        "timestamp":"\(WireText.iso(call.time))"}
        """)
  }

  /// A refusal in the documented form.
  func failure(_ status: Int, _ code: String) -> WireAnswer {
    WireAnswer(
      status: status,
      body: """
        {"success":false,"error":"Not done.","errorCode":"\(code)","details":{},\
        "timestamp":"2026-09-21T00:00:00Z"}
        """)
  }
}
