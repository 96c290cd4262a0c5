import JSON
import Payments
import ProviderClient
import TextSafety

/// What Millpond's answers to writes mean (§2, §4).
struct MillpondJudgement {
  let write: PreparedWrite

  /// Judges an answer; never more certain than it is.
  func judge(_ reply: HTTPReply) -> Judgement {
    let (root, reason) = reply.parsed
    let trouble = root.flatMap { MillpondTrouble($0) }
    if trouble?.code == "request_reused" { return conflict(trouble) }
    if let judgement = Judgement.ofTransport(reply) { return judgement }
    let status = reply.status ?? 0
    if status == 409 { return conflict(trouble) }
    if status == 429 { return .unknown("Millpond is busy. It may have happened.") }
    if let trouble { return refusal(trouble, status) }
    guard (200..<300).contains(status), let root, root["ok"]?.flag == true else {
      return .unreadable(status, reason ?? "it is not in Millpond's own form")
    }
    switch write.kind {
    case .refund: return returned(root["return"] ?? .null, status)
    case .cancel: return stopped(root["payment"] ?? .null, status)
    }
  }

  private func conflict(_ trouble: MillpondTrouble?) -> Judgement {
    .unknown(
      "Millpond knows this request with another form (\(trouble?.say ?? "409")). A person has to look.",
      needsHuman: true)
  }

  private func refusal(_ trouble: MillpondTrouble, _ status: Int) -> Judgement {
    let isExpected = (200..<300).contains(status) || [400, 401, 403, 404, 422].contains(status)
    guard isExpected, let advice = trouble.advice else {
      return .unknown("Refused with a code that is not documented: \(trouble.code) (\(status)).")
    }
    return .rejected(
      code: ForeignText(trouble.code), message: ForeignText(trouble.say), advice: advice)
  }

  // MARK: - Returns

  private func returned(_ data: JSONValue, _ status: Int) -> Judgement {
    if let difference = difference(data) {
      return .unknown(difference.words, needsHuman: difference.isMore)
    }
    guard let number = data["number"]?.foreign, !number.isEmpty else {
      return .unreadable(status, "it has no number of a return")
    }
    guard !write.before.ids.contains(number) else { return .standing(number) }
    let word = data["state"]?.text ?? ""
    let receipt = WriteReceipt(
      refundID: number, amount: write.amount, providerStatus: ForeignText(word))
    switch word {
    case "done": return Judgement(outcome: .succeeded(receipt))
    case "waiting": return Judgement(outcome: .pending(receipt))
    case "refused":
      return Judgement(
        outcome: .rejected(
          ProviderRefusal(
            code: nil, message: "Millpond answered refused", advice: "", refundID: number)))
    default: return .unknown("Millpond answered with the unknown word \"\(word)\".")
    }
  }

  /// What the answer says otherwise than what was sent; `nil` for nothing.
  private func difference(_ data: JSONValue) -> (words: SafeText, isMore: Bool)? {
    guard data["payment"]?.foreign == write.key.id.foreign else {
      return ("The answer names another payment than \(write.key.id.safe).", false)
    }
    guard data["request"]?.text == write.idempotencyKey else {
      return ("The answer is to another request.", false)
    }
    let (text, code) = MillpondReplies.parts(data["value"]?.text)
    let currency = write.amount.currency
    guard code == currency.code, let amount = Money(decimal: text, currency: currency) else {
      return ("The answer names no amount of \(currency.code).", false)
    }
    guard amount != write.amount else { return nil }
    return (
      "The answer names \(amount.text), not the \(write.amount.text) that were asked for.",
      amount.minor > write.amount.minor
    )
  }

  // MARK: - Stops

  private func stopped(_ data: JSONValue, _ status: Int) -> Judgement {
    guard data["number"]?.foreign == write.key.id.foreign, let word = data["state"]?.text else {
      return .unreadable(status, "it does not tell of \(write.key.id.safe)")
    }
    guard word == "stopped" else {
      return .unknown("Millpond answered \"\(word)\"; the payment has to be read again.")
    }
    return Judgement(
      outcome: .succeeded(
        WriteReceipt(refundID: nil, amount: nil, providerStatus: ForeignText(word))))
  }
}
