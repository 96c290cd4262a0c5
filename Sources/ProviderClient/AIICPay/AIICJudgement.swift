import Payments
import TextSafety

/// What AIIC Pay's answers to refunds mean (`money-safety` §5, §6): 201 is "accepted", and only
/// `completed` is done.
struct AIICJudgement {
  let write: PreparedWrite
  let amounts: AIICAmounts

  func refund(_ reply: HTTPReply) -> Judgement {
    switch opened(reply) {
    case .settled(let judgement): judgement
    case .data(let root): refund(root)
    }
  }

  // MARK: - Envelope

  private func opened(_ reply: HTTPReply) -> OpenedAnswer {
    if var judgement = Judgement.ofTransport(reply) {
      // Cut short or not: an id that arrived can be polled.
      if reply.mayHaveArrived { judgement.refundID = Self.refundID(inPiece: reply.body) }
      return .settled(judgement)
    }
    let status = reply.status ?? 0
    if status == 429 { return .settled(busy(reply)) }
    let (root, reason) = reply.parsed
    guard (200..<300).contains(status) else { return .settled(refusal(status, root)) }
    guard let root, root["success"]?.flag == true else {
      return .settled(.unreadable(status, reason ?? "it is not in AIIC Pay's own form"))
    }
    return status == 201 ? .data(root) : .settled(notCreated(status, root))
  }

  /// The documents give 429 as a refusal (I1): the request was counted, not carried out.
  private func busy(_ reply: HTTPReply) -> Judgement {
    let wait = HTTPDate.retryAfterSeconds(of: reply).map { "in \($0) s" } ?? "in a moment"
    return .rejected(
      code: "429", message: "AIIC Pay is busy",
      advice: "Nothing was refunded; try again \(wait).")
  }

  /// A no is certain only with a documented status (I1) in AIIC Pay's own error form.
  private func refusal(_ status: Int, _ root: JSONValue?) -> Judgement {
    guard let advice = advice(status), let problem = root.flatMap({ AIICProblem($0) }) else {
      return .unknown("Answered with \(status), not in AIIC Pay's own form. It may have happened.")
    }
    return .rejected(
      code: ForeignText(problem.code), message: ForeignText(problem.message), advice: advice)
  }

  private func advice(_ status: Int) -> String? {
    switch status {
    case 400: "Nothing was refunded; correct what the message names."
    case 401: AIICProblem.keyAdvice
    case 403: "AIIC Pay does not allow this refund; it may be refunded already, or not refundable."
    case 404: "AIIC Pay does not know this transaction; check the account."
    default: nil
    }
  }

  private func notCreated(_ status: Int, _ root: JSONValue) -> Judgement {
    .unknown(
      "Answered with \(status) where a refund is created with 201.",
      refundID: root["refundId"]?.foreign)
  }

  // MARK: - Data

  private func refund(_ root: JSONValue) -> Judgement {
    guard let id = root["refundId"]?.text, !id.isEmpty else {
      return .unreadable(201, "it has no refund id")
    }
    let refundID = ForeignText(id)
    if let difference = difference(root) {
      return .unknown(difference.words, needsHuman: difference.isMore, refundID: refundID)
    }
    guard let word = root["status"]?.text else {
      return .unknown("The answer (201) has no status.", refundID: refundID)
    }
    let receipt = WriteReceipt(
      refundID: refundID, amount: write.amount, providerStatus: ForeignText(word),
      time: root["timestamp"]?.text.flatMap { ProviderTime($0) })
    switch word.lowercased() {
    case "completed": return Judgement(outcome: .succeeded(receipt))
    case "failed":
      return Judgement(
        outcome: .failed(
          ProviderRefusal(
            code: nil, message: ForeignText("AIIC Pay answered \(word)"),
            advice: "No money moved.", refundID: refundID)))
    default: return Judgement(outcome: .pending(receipt))
    }
  }

  /// What a reply says otherwise than what was sent.
  ///
  /// It has no currency: that of the payment counts.
  private func difference(_ root: JSONValue) -> (words: SafeText, isMore: Bool)? {
    if let original = root["originalTransactionId"]?.token, original != write.key.id.raw {
      return ("The answer names the transaction \(original), not \(write.key.id.safe).", false)
    }
    let token = root["amount"]?.token ?? ""
    guard let amount = amounts.money(token, write.amount.currency) else {
      return ("The answer names the amount \"\(token)\", which cannot be read.", false)
    }
    guard amount != write.amount else { return nil }
    return (
      "The answer names \(amount.text), not the \(write.amount.text) that were asked for.",
      amount.minor > write.amount.minor
    )
  }

  /// The value of `refundId` in a body that broke off behind it.
  static func refundID(inPiece body: [UInt8]) -> ForeignText? {
    let text = String(decoding: body, as: UTF8.self)
    guard let name = text.firstRange(of: "\"refundId\"") else { return nil }
    let rest = text[name.upperBound...].drop { $0 == ":" || $0.isWhitespace }
    guard rest.hasPrefix("\"") else { return nil }
    let value = rest.dropFirst()
    guard let end = value.firstIndex(of: "\""), end > value.startIndex,
      value[..<end].allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || "_-.".contains($0)) })
    else { return nil }
    return ForeignText(String(value[..<end]))
  }
}
