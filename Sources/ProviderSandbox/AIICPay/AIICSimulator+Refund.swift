extension AIICSimulator {
  private static let longestText = 500

  /// What a refund's `data` asks for.
  private struct Request {
    var originalID: String?
    var amount: Int64?
    var reason = ""
    var description = ""
  }

  /// `POST /payment/refund`: 201 means accepted; what becomes of it is told by queries.
  func refund(
    _ envelope: AIICEnvelope, _ call: Call, _ books: inout Books
  ) throws(Refused) -> WireReply {
    let request = try self.request(envelope)
    guard let originalID = request.originalID else {
      throw invalid("originalTransactionId", "is required")
    }
    guard let amount = request.amount else { throw invalid("amount", "is required") }
    guard let payment = books.shelf(.aiic).payment(id: originalID) else {
      throw Refused(reply: refusal(404, .refund))
    }
    let number = books.nextNumber()
    let refundID = "ref_" + String(SeededStream.mix(number), radix: 36) + "\(number)"
    if call.twists.contains(.decline) {
      return accepted(refundID, payment, amount, status: "failed", call)
    }
    try execute(
      RefundOrder(
        provider: .aiic, paymentID: payment.id, amountMinor: amount, key: envelope.nonce,
        refundID: refundID, rowID: rowID(refundID, call),
        details: request.description.isEmpty ? request.reason : request.description,
        polls: polls(call), time: call.now),
      &books)
    if let reads = call.lateFailureReads {
      books.delayFailure(of: refundID, paymentID: payment.id, .aiic, reads: reads)
    }
    return accepted(
      refundID, payment, amount, status: polls(call) == 0 ? "completed" : "pending", call)
  }

  private func polls(_ call: Call) -> Int { call.twists.contains(.neverFinal) ? .max : polls }

  private func execute(_ order: RefundOrder, _ books: inout Books) throws(Refused) {
    do throws(WriteRefusal) {
      _ = try books.refund(order)
    } catch {
      switch error {
      case .unknownPayment: throw Refused(reply: refusal(404, .refund))
      case .notAPayment, .wrongStatus: throw Refused(reply: refusal(403, .refund))
      case .notPositive: throw invalid("amount", "must be more than zero")
      case .exceedsRemaining(let left):
        throw invalid("amount", "is more than the remaining \(left)")
      }
    }
  }

  private func rowID(_ refundID: String, _ call: Call) -> String {
    refundRows == .otherIDs || call.twists.contains(.otherIDs)
      ? "txn_r" + refundID.dropFirst(4).reversed() : refundID
  }

  private func request(_ envelope: AIICEnvelope) throws(Refused) -> Request {
    var request = Request()
    for member in envelope.data {
      switch member.name {
      case "originalTransactionId": request.originalID = member.value.text
      case "amount": request.amount = try minor(member.value)
      case "reason": request.reason = try text(member)
      case "description": request.description = try text(member)
      default: throw invalid(member.name, "is not a field of this request")
      }
    }
    return request
  }

  private func minor(_ value: WireJSON) throws(Refused) -> Int64 {
    guard let token = value.numberToken else { throw invalid("amount", "must be a number") }
    do throws(AmountFault) {
      return try SandboxCurrency.minor(integerToken: token)
    } catch {
      throw invalid("amount", "must be whole smallest units")
    }
  }

  private func text(_ member: WireJSON.Member) throws(Refused) -> String {
    guard let text = member.value.text, text.count <= Self.longestText else {
      throw invalid(member.name, "must be a short text")
    }
    return text
  }

  private func accepted(
    _ refundID: String, _ payment: SandboxPayment, _ amount: Int64, status: String, _ call: Call
  ) -> WireReply {
    WireReply(
      201,
      [
        "success": true, "refundId": .string(call.twists.refundID(refundID)),
        "originalTransactionId": .string(call.twists.id(payment.id)),
        "amount": .integer(call.twists.amountMinor(amount, payment.currency)),
        "status": .string(call.twists.status(status, unknown: "queued")),
        "timestamp": .string(call.now.utcText),
      ])
  }
}
