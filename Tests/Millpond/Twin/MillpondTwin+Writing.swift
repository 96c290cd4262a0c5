import ProviderSandbox

extension MillpondTwin {
  /// Takes `POST /return`.
  func giveBack(
    _ form: [String: String], _ call: Call, _ books: inout Books
  ) throws(Refused) -> WireReply {
    let request = try requestID(form, ["branch", "number", "value", "request", "why"])
    if let earlier = try answered(request, call, books) { return earlier }
    guard let payment = books.shelf(name).payment(id: form["number"] ?? "") else {
      throw Refused(reply: refusal(404, nil))
    }
    let minor = try minor(form["value"], payment.currency)
    let number = books.nextNumber()
    let refundID = "R-\(9000 + number)"
    let state =
      call.twists.contains(.decline)
      ? "refused" : call.twists.contains(.neverFinal) ? "waiting" : "done"
    if state != "refused" {
      do throws(WriteRefusal) {
        try books.refund(
          RefundOrder(
            provider: name, paymentID: payment.id, amountMinor: minor, key: request,
            refundID: refundID, rowID: refundID, details: "",
            polls: state == "waiting" ? .max : 0, time: call.now))
      } catch {
        throw notValid("\(error)")
      }
      if let reads = call.lateFailureReads {
        books.delayFailure(of: refundID, paymentID: payment.id, name, reads: reads)
      }
    }
    return remember(
      .refund(id: refundID, of: payment, amountMinor: minor, status: state), request, call, &books)
  }

  /// Takes `POST /stop`.
  func stop(
    _ form: [String: String], _ call: Call, _ books: inout Books
  ) throws(Refused) -> WireReply {
    let request = try requestID(form, ["branch", "number", "request"])
    if let earlier = try answered(request, call, books) { return earlier }
    if call.twists.contains(.decline) { throw notValid("this payment cannot be stopped") }
    do throws(WriteRefusal) {
      let payment = try books.cancel(
        name, paymentID: form["number"] ?? "", key: request, at: call.now)
      return remember(.cancel(paymentID: payment.id), request, call, &books)
    } catch {
      guard error == .unknownPayment else { throw notValid("\(error)") }
      throw Refused(reply: refusal(404, nil))
    }
  }

  private func requestID(
    _ form: [String: String], _ fields: Set<String>
  ) throws(Refused) -> String {
    for field in form.keys.sorted() where !fields.contains(field) { throw notValid(field) }
    guard let request = form["request"], (1...64).contains(request.utf8.count) else {
      throw notValid("request")
    }
    return request
  }

  private func minor(
    _ value: String?, _ currency: SandboxCurrency
  ) throws(Refused) -> Int64 {
    let parts = (value ?? "").split(separator: " ", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[1] == currency.rawValue else { throw notValid("value") }
    do throws(AmountFault) {
      return try currency.minor(decimalToken: String(parts[0]))
    } catch {
      throw notValid("value \(error.sentence)")
    }
  }

  private func answered(
    _ request: String, _ call: Call, _ books: Books
  ) throws(Refused) -> WireReply? {
    guard let earlier = books.answer(under: request, of: name) else { return nil }
    guard earlier.path == call.request.rawPath, earlier.body == call.request.body else {
      throw Refused(reply: refusal(409, nil))
    }
    return reply(earlier.answer, request, call)
  }

  private func remember(
    _ answer: AnsweredWrite.Answer, _ request: String, _ call: Call, _ books: inout Books
  ) -> WireReply {
    books.remember(
      AnsweredWrite(path: call.request.rawPath, body: call.request.body, answer: answer),
      under: request, of: name)
    return reply(answer, request, call)
  }

  /// The reply that tells an answer, shaped by the faults of this very call.
  private func reply(
    _ answer: AnsweredWrite.Answer, _ request: String, _ call: Call
  ) -> WireReply {
    switch answer {
    case .refund(let id, let payment, let minor, let state):
      success(
        "return",
        [
          "number": .string(call.twists.refundID(id)),
          "payment": .string(call.twists.id(payment.id)), "request": .string(request),
          "state": .string(call.twists.status(state, unknown: "settling")),
          "value": .string(value(minor, of: payment, call)),
        ])
    case .cancel(let paymentID):
      success(
        "payment",
        [
          "number": .string(call.twists.id(paymentID)),
          "state": .string(call.twists.status("stopped", unknown: "voiding")),
        ])
    }
  }
}
