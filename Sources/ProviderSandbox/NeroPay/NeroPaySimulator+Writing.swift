extension NeroPaySimulator {
  private static let longestReason = 255

  func refund(
    _ id: String, _ call: Call, _ books: inout Books
  ) throws(Refused) -> WireReply {
    let key = try signedKey(call)
    if let earlier = try answered(key, call, books) { return earlier }
    let payment = try find(id, books)
    let amount = try refundAmount(of: payment, call.request)
    let number = books.nextNumber()
    let refundID = "rf_nero_\(Base62.text(SeededStream.mix(number), width: 10))\(number)"
    let status =
      call.twists.contains(.decline)
      ? "failed" : call.twists.contains(.neverFinal) ? "pending" : "succeeded"
    if status != "failed" {
      do throws(WriteRefusal) {
        _ = try books.refund(
          RefundOrder(
            provider: .neropay, paymentID: payment.id, amountMinor: amount, key: key,
            refundID: refundID, rowID: String(9_500_000 + number), details: "",
            polls: status == "pending" ? .max : 0, time: call.now))
      } catch {
        throw refused(error, of: payment)
      }
      if let reads = call.lateFailureReads {
        books.delayFailure(of: refundID, paymentID: payment.id, .neropay, reads: reads)
      }
    }
    return remember(
      .refund(id: refundID, of: payment, amountMinor: amount, status: status), key, call, &books)
  }

  func cancel(
    _ id: String, _ call: Call, _ books: inout Books
  ) throws(Refused) -> WireReply {
    let key = try signedKey(call)
    if let earlier = try answered(key, call, books) { return earlier }
    let payment = try find(id, books)
    if !call.request.body.isEmpty, try body(call.request) != [] {
      throw invalid("body", "takes no fields")
    }
    if call.twists.contains(.decline) {
      throw invalid("id", "this payment cannot be cancelled")
    }
    do throws(WriteRefusal) {
      _ = try books.cancel(.neropay, paymentID: payment.id, key: key, at: call.now)
    } catch {
      throw refused(error, of: payment)
    }
    return remember(.cancel(paymentID: payment.id), key, call, &books)
  }

  private func refundAmount(
    of payment: SandboxPayment, _ request: WireRequest
  ) throws(Refused) -> Int64 {
    var amount: Int64?
    for member in try body(request) {
      switch member.name {
      case "amount":
        guard let token = member.value.numberToken else {
          throw invalid("amount", "must be a number")
        }
        do throws(AmountFault) {
          amount = try payment.currency.minor(decimalToken: token)
        } catch {
          throw invalid("amount", error.sentence)
        }
      case "reason":
        guard let text = member.value.text, text.count <= Self.longestReason else {
          throw invalid("reason", "must be a short text")
        }
      default: throw invalid(member.name, "is not a field of this request")
      }
    }
    if let amount { return amount }
    // Left out means all of it, where that is clear; after a part it is not.
    guard payment.refundedMinor == 0 else { throw invalid("amount", "is required") }
    return payment.remainingMinor
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
}
