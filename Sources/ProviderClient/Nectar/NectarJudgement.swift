import Payments
import TextSafety

/// What Nectar's answers to refunds mean (`money-safety` §5, §6).
///
/// Nothing is ever sent again, so an answer that does not add up freezes the payment for a person.
struct NectarJudgement {
  let write: PreparedWrite
  let account: AdapterAccount

  func refund(_ reply: HTTPReply) -> Judgement {
    switch opened(reply) {
    case .settled(let judgement): judgement
    case .data(let data): refund(data)
    }
  }

  // MARK: - Envelope

  private func opened(_ reply: HTTPReply) -> OpenedAnswer {
    if let judgement = Judgement.ofTransport(reply) { return .settled(judgement) }
    let status = reply.status ?? 0
    if status == 429 {
      return .settled(.unknown("Nectar is busy (429). It may have happened."))
    }
    let (root, reason) = reply.parsed
    guard (200..<300).contains(status) else {
      return .settled(refusal(status, root))
    }
    guard let root, root["status"]?.integer == 200, let data = root["data"], data.isObject else {
      return .settled(
        .unreadable(status, reason ?? "it is not in Nectar's own form", needsHuman: true))
    }
    return .data(data)
  }

  /// A no is certain only with a documented status, in Nectar's own form, without a refund in it.
  private func refusal(_ status: Int, _ root: JSONValue?) -> Judgement {
    guard [400, 401, 403, 404, 422].contains(status), let root,
      let problem = NectarProblem(root), problem.status == nil || problem.status == status,
      !isDone(root["data"])
    else {
      return .unknown("Answered with \(status), not in Nectar's own form. It may have happened.")
    }
    return .rejected(
      code: ForeignText(String(status)), message: ForeignText(problem.message),
      advice: advice(status))
  }

  private func isDone(_ data: JSONValue?) -> Bool {
    guard let data, data.isObject else { return false }
    return [6, 11].contains(NectarStatus(data).code)
  }

  private func advice(_ status: Int) -> String {
    switch status {
    case 401: NectarProblem.keyAdvice(account.options.authorization)
    case 403: NectarProblem.allowListAdvice
    case 404: "Nectar does not know this transaction; check the account."
    default: "Nothing was refunded."
    }
  }

  // MARK: - Data

  private func refund(_ data: JSONValue) -> Judgement {
    let status = NectarStatus(data)
    guard data["transactionReference"]?.token == write.key.id.raw else {
      let other = data["transactionReference"]?.token ?? "none"
      return .unknown(
        "The answer names the transaction \(other), not \(write.key.id.safe).", needsHuman: true)
    }
    if status.code == 4 { return declined(data) }
    guard [6, 11].contains(status.code) else {
      return .unknown("Nectar answered with the status \(status.words).")
    }
    if let code = data["acquirerCode"]?.token, code != "00" {
      let words = data["acquirerMessage"]?.text ?? ""
      return .unknown("The bank answered \(code) \(words) to a refund that Nectar calls done.")
    }
    return settled(data, status: status)
  }

  private func declined(_ data: JSONValue) -> Judgement {
    .rejected(
      code: data["acquirerCode"]?.foreign,
      message: ForeignText(data["acquirerMessage"]?.text ?? "declined"),
      advice: "Nothing was refunded.")
  }

  /// Done, when history, amounts and sums all say so; else frozen.
  private func settled(_ data: JSONValue, status: NectarStatus) -> Judgement {
    guard data["currencyCode"]?.text?.uppercased() == write.amount.currency.code else {
      return frozen("its currency is not \(write.amount.currency.code)", data)
    }
    let entries = data["refundHistory"]?.elements ?? []
    let history = entries.compactMap {
      NectarReplies.refund($0, currency: write.amount.currency, account: account)
    }
    guard history.count == entries.count else {
      return frozen("an amount of its refund history cannot be read", data)
    }
    guard let ours = ours(in: history) else {
      return frozen("its refund history has no new entry of \(write.amount.text)", data)
    }
    guard let total = sum(history.filter { $0.progress != .failed }) else {
      return frozen("its amounts are too large", data)
    }
    if let refunded = money(data, "refundedAmount"), refunded != write.amount, refunded != total {
      return frozen(
        "it names \(refunded.text) as refunded, neither this refund nor the total", data)
    }
    guard let remaining = money(data, "remainingAmount"), adds(total, remaining, data) else {
      return frozen("refunded and remaining do not add up to what was paid", data)
    }
    return judged(ours, status: status, remaining: remaining, history: history)
  }

  private func judged(
    _ ours: ReportedRefund, status: NectarStatus, remaining: Money, history: [ReportedRefund]
  ) -> Judgement {
    let receipt = WriteReceipt(
      refundID: ours.id, amount: ours.amount, providerStatus: status.words, time: ours.time,
      remaining: remaining, history: history)
    return switch ours.progress {
    case .succeeded: Judgement(outcome: .succeeded(receipt))
    case .pending, .failed:
      .unknown(
        "Nectar calls the refund done and its entry \"\(ours.providerStatus)\".", needsHuman: true,
        refundID: ours.id)
    }
  }

  /// The entry of this refund: the newest, or the only one of the sent amount when another came in
  /// between.
  private func ours(in history: [ReportedRefund]) -> ReportedRefund? {
    let newest = history.enumerated().max { left, right in
      let leftTime = left.element.time?.instant ?? Instant(milliseconds: .min)
      let rightTime = right.element.time?.instant ?? Instant(milliseconds: .min)
      return (leftTime, left.offset) < (rightTime, right.offset)
    }?.element
    if let newest, newest.amount == write.amount { return newest }
    let equal = history.filter { $0.amount == write.amount }
    return equal.count == 1 ? equal.first : nil
  }

  private func adds(_ refunded: Money, _ remaining: Money, _ data: JSONValue) -> Bool {
    guard let paid = money(data, "transactionAmount") else { return false }
    let (sum, overflow) = refunded.minor.addingReportingOverflow(remaining.minor)
    return !overflow && sum == paid.minor
  }

  private func sum(_ refunds: [ReportedRefund]) -> Money? {
    var total: Int64 = 0
    for refund in refunds {
      let (sum, overflow) = total.addingReportingOverflow(refund.amount.minor)
      guard !overflow else { return nil }
      total = sum
    }
    return Money(minor: total, currency: write.amount.currency)
  }

  private func money(_ data: JSONValue, _ name: String) -> Money? {
    data[name]?.token.flatMap { Money(decimal: $0, currency: write.amount.currency) }
  }

  private func frozen(_ reason: SafeText, _ data: JSONValue) -> Judgement {
    let refundID = data["refundHistory"]?.elements?.last?["refundId"]?.foreign
    return .unknown(
      "Nectar's answer contradicts what was sent: \(reason). A person has to look.",
      needsHuman: true, refundID: refundID)
  }
}
