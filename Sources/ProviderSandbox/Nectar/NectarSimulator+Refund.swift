extension NectarSimulator {
  private static let longestReason = 500

  /// `PUT /transaction/refund/{reference}`: each request is a refund of its own.
  func refund(
    _ reference: String, _ call: Call, _ books: inout Books
  ) throws(Refused) -> WireReply {
    let payment = try find(reference, call, books)
    let amount = try refundAmount(of: payment, reference, call.request)
    if call.twists.contains(.decline) { return declined(payment, amount, call) }
    if call.twists.contains(.standingRecord) { return done(payment, amount, call) }
    let number = books.nextNumber()
    let refundID = Base62.text(SeededStream.mix(number), width: 11) + "_RF\(number)"
    let refunded: SandboxPayment
    do throws(WriteRefusal) {
      refunded = try books.refund(
        RefundOrder(
          provider: .nectar, paymentID: payment.id, amountMinor: amount, key: "",
          refundID: refundID, rowID: nil, details: "", polls: 0, time: call.now))
    } catch {
      throw refused(error, of: payment)
    }
    if let reads = call.lateFailureReads {
      books.delayFailure(of: refundID, paymentID: payment.id, .nectar, reads: reads)
    }
    return done(refunded, amount, call)
  }

  private func done(_ payment: SandboxPayment, _ amount: Int64, _ call: Call) -> WireReply {
    // The code is 6 also for a part: so it stands in the provider's own sample.
    success(
      refundJSON(
        payment, amount, call, code: "6", acquirer: (code: "00", message: "Approved")))
  }

  private func declined(_ payment: SandboxPayment, _ amount: Int64, _ call: Call) -> WireReply {
    success(
      refundJSON(
        payment, amount, call, code: "4",
        acquirer: (code: "51", message: "Declined: insufficient funds")))
  }

  /// No body at all asks for everything that is left.
  private func refundAmount(
    of payment: SandboxPayment, _ reference: String, _ request: WireRequest
  ) throws(Refused) -> Int64 {
    if request.body.isEmpty { return payment.remainingMinor }
    guard request.declaresJSON else {
      throw invalid("Content-Type", "must be application/json")
    }
    var amount: Int64?
    var names: Set<String> = []
    for member in try body(request) {
      names.insert(member.name)
      switch member.name {
      case "transactionReference":
        guard let text = member.value.text, sameBytes(text, reference) else {
          throw invalid(member.name, "must be the reference of the path")
        }
      case "refundAmount":
        amount = try minor(member.value, payment.currency)
      case "refundReason":
        guard let text = member.value.text, text.count <= Self.longestReason else {
          throw invalid(member.name, "must be a short text")
        }
      default: throw invalid(member.name, "is not a field of this request")
      }
    }
    guard names.contains("transactionReference") else {
      throw invalid("transactionReference", "is required")
    }
    guard let amount else { throw invalid("refundAmount", "is required") }
    return amount
  }

  private func minor(
    _ value: WireJSON, _ currency: SandboxCurrency
  ) throws(Refused) -> Int64 {
    guard let token = value.numberToken else { throw invalid("refundAmount", "must be a number") }
    do throws(AmountFault) {
      return try currency.minor(decimalToken: token)
    } catch {
      throw invalid("refundAmount", error.sentence)
    }
  }

  private func body(_ request: WireRequest) throws(Refused) -> [WireJSON.Member] {
    do throws(WireJSONFault) {
      guard let members = try WireJSONReader.read(request.body).root.members else {
        throw WireJSONFault(sentence: "must be a JSON object")
      }
      return members
    } catch {
      throw invalid("body", error.sentence)
    }
  }

  private func refused(_ refusal: WriteRefusal, of payment: SandboxPayment) -> Refused {
    switch refusal {
    case .unknownPayment: Refused(reply: self.refusal(404, .refund))
    case .notAPayment, .wrongStatus:
      invalid("transactionReference", "cannot be refunded in its status")
    case .notPositive: invalid("refundAmount", "must be more than zero")
    case .exceedsRemaining(let left):
      invalid(
        "refundAmount",
        "is more than the remaining \(payment.currency.decimalText(minor: left))")
    }
  }
}
