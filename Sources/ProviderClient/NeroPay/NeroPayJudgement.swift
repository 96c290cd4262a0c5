import JSON
import Payments
import TextSafety

/// What NeroPay's answers to writes mean (`MoneySafety.md` §5, §6).
enum NeroPayJudgement {
  static func refund(_ write: PreparedWrite, _ reply: HTTPReply) -> Judgement {
    switch opened(reply) {
    case .settled(let judgement): judgement
    case .data(let data): refund(write, data, status: reply.status ?? 0)
    }
  }

  static func cancel(_ write: PreparedWrite, _ reply: HTTPReply) -> Judgement {
    switch opened(reply) {
    case .settled(let judgement): judgement
    case .data(let data): cancel(write, data, status: reply.status ?? 0)
    }
  }

  // MARK: - Envelope

  /// The data of a success, or what the answer means without any.
  private static func opened(_ reply: HTTPReply) -> OpenedAnswer {
    let (root, reason) = reply.parsed
    let problem = root.flatMap { NeroPayProblem($0) }
    if let problem, problem.code == NeroPayProblem.Code.idempotencyConflict.rawValue {
      return .settled(conflict(problem))
    }
    if let judgement = Judgement.ofTransport(reply) { return .settled(judgement) }
    let status = reply.status ?? 0
    if status == 409 { return .settled(conflict(problem)) }
    if status == 429 { return .settled(busy(reply)) }
    if let problem, let root { return .settled(refusal(problem, in: root, status: status)) }
    guard (200..<300).contains(status), let root else {
      return .settled(.unreadable(status, reason ?? "it is not in NeroPay's own form"))
    }
    guard root["success"]?.flag == true, let data = root["data"], data.isObject else {
      return .settled(.unreadable(status, "it has no data"))
    }
    guard root["error"] == nil else {
      return .settled(.unreadable(status, "it says yes and no at once"))
    }
    return .data(data)
  }

  /// The documents advise a new key here; for an unknown outcome that would be a second refund.
  private static func conflict(_ problem: NeroPayProblem?) -> Judgement {
    .unknown(
      """
      Idempotency conflict (\(problem?.message ?? "409")): NeroPay knows this key with another body. \
      A person has to look.
      """,
      needsHuman: true)
  }

  private static func busy(_ reply: HTTPReply) -> Judgement {
    let wait = HTTPDate.retryAfterSeconds(of: reply).map { " for \($0) s" as SafeText } ?? ""
    return .unknown("NeroPay is busy and asks to wait\(wait). It may have happened.")
  }

  /// A refusal is certain with a listed code only, and never beside a status that means something
  /// else.
  private static func refusal(
    _ problem: NeroPayProblem, in root: JSONValue, status: Int
  ) -> Judgement {
    guard root.first(of: refundMembers) == nil else {
      return .unknown(
        "Refused (\(status)), and the answer tells of a refund. It may have happened.")
    }
    let isExpected = (200..<300).contains(status) || [400, 401, 403, 404, 422].contains(status)
    guard isExpected, let advice = problem.advice else {
      return .unknown("Refused with a code that is not documented: \(problem.code) (\(status)).")
    }
    return .rejected(
      code: ForeignText(problem.code), message: ForeignText(problem.message), advice: advice)
  }

  /// What a refusal never has beside its error.
  private static let refundMembers = [
    "id", "refund", "refund_id", "transaction", "transaction_id", "amount", "status",
  ]

  // MARK: - Refund

  private static func refund(_ write: PreparedWrite, _ data: JSONValue, status: Int) -> Judgement {
    if let difference = difference(write, data) {
      return .unknown(difference.words, needsHuman: difference.isMore)
    }
    // Without its id nobody could tell which refund it is that settled this decision (I23).
    guard let refundID = data["id"]?.foreign, !refundID.isEmpty else {
      return .unreadable(status, "it has no refund id")
    }
    guard !write.before.ids.contains(refundID) else { return .standing(refundID) }
    guard let word = data["status"]?.text else {
      return .unreadable(status, "it has no status")
    }
    let receipt = WriteReceipt(
      refundID: refundID, amount: write.amount, providerStatus: ForeignText(word),
      time: data["created_at"]?.text.flatMap { ProviderTime($0) })
    switch NeroPayStatus.normalised(word) {
    case "succeeded": return Judgement(outcome: .succeeded(receipt))
    case "pending", "initiated", "processing": return Judgement(outcome: .pending(receipt))
    case "failed", "declined", "cancelled", "canceled":
      return Judgement(
        outcome: .rejected(
          ProviderRefusal(
            code: nil, message: ForeignText("NeroPay answered \(word)"),
            advice: "", refundID: refundID)))
    default:
      return .unknown("NeroPay answered with the unknown word \"\(word)\".")
    }
  }

  /// What a reply says otherwise than what was sent; `nil` when transaction, currency and amount
  /// are equal.
  private static func difference(
    _ write: PreparedWrite, _ data: JSONValue
  ) -> (words: SafeText, isMore: Bool)? {
    guard data["transaction_id"]?.foreign == write.key.id.foreign else {
      let other = data["transaction_id"]?.token ?? "none"
      return ("The answer names the transaction \(other), not \(write.key.id.safe).", false)
    }
    let currency = write.amount.currency
    guard data["currency"]?.text?.uppercased() == currency.code else {
      let other = data["currency"]?.text ?? "none"
      return ("The answer names the currency \(other), not \(currency.code).", false)
    }
    let token = data["amount"]?.token ?? ""
    guard let amount = Money(decimal: token, currency: currency) else {
      return ("The answer names the amount \"\(token)\", which cannot be read.", false)
    }
    guard amount != write.amount else { return nil }
    return (
      "The answer names \(amount.text), not the \(write.amount.text) that were asked for.",
      amount.minor > write.amount.minor
    )
  }

  // MARK: - Cancel

  /// Only `cancelled` settles a cancel; after any other word the read-back decides, because
  /// `succeeded` may be the cancel or the payment.
  private static func cancel(_ write: PreparedWrite, _ data: JSONValue, status: Int) -> Judgement {
    guard data["id"]?.foreign == write.key.id.foreign else {
      let other = data["id"]?.token ?? "none"
      return .unknown("The answer names the transaction \(other), not \(write.key.id.safe).")
    }
    guard let word = data["status"]?.text else {
      return .unreadable(status, "it has no status")
    }
    guard NeroPayStatus.status(word) == .cancelled else {
      return .unknown("NeroPay answered \"\(word)\"; the payment has to be read again.")
    }
    return Judgement(
      outcome: .succeeded(
        WriteReceipt(refundID: nil, amount: nil, providerStatus: ForeignText(word))))
  }
}
