import JSON
import Payments
import TextSafety

/// What Nectar's answers to refunds mean (`MoneySafety.md` §5, §6).
///
/// Nothing is ever sent again, so an answer that does not add up freezes the payment for a person.
struct NectarJudgement {
  let write: PreparedWrite
  let account: AdapterAccount

  func refund(_ reply: HTTPReply) -> Judgement {
    switch opened(reply) {
    case .settled(let judgement): judgement
    case .data(let data): refund(data, sent: reply.started)
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
    guard root["errors"]?.isEmpty ?? true else {
      return .settled(.unreadable(status, "it says yes and no at once", needsHuman: true))
    }
    return .data(data)
  }

  /// A no is certain only with a documented status, in Nectar's own form, with nothing of a transaction in it.
  private func refusal(_ status: Int, _ root: JSONValue?) -> Judgement {
    guard [400, 401, 403, 404, 422].contains(status), let root,
      let problem = NectarProblem(root), problem.status == nil || problem.status == status,
      root["data"]?.isEmpty ?? true
    else {
      return .unknown("Answered with \(status), not in Nectar's own form. It may have happened.")
    }
    return .rejected(
      code: ForeignText(String(status)), message: ForeignText(problem.message),
      advice: advice(status))
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

  private func refund(_ data: JSONValue, sent: Instant) -> Judgement {
    let status = NectarStatus(data)
    guard data["transactionReference"]?.foreign == write.key.id.foreign else {
      let other = data["transactionReference"]?.token ?? "none"
      return .unknown(
        "The answer names the transaction \(other), not \(write.key.id.safe).", needsHuman: true)
    }
    guard NectarStatus.isOfOneMind(data) else {
      return .unreadable(200, "it names two states at once", needsHuman: true)
    }
    if status.code == 4 { return declined(data, sent: sent) }
    guard [6, 11].contains(status.code) else {
      return .unknown("Nectar answered with the status \(status.words).")
    }
    if let code = data["acquirerCode"]?.token, code != "00" {
      let words = data["acquirerMessage"]?.text ?? ""
      return .unknown("The bank answered \(code) \(words) to a refund that Nectar calls done.")
    }
    return settled(data, status: status, sent: sent)
  }

  /// A no within a success; unless the bank agreed, or the history has a refund that was not there before.
  private func declined(_ data: JSONValue, sent: Instant) -> Judgement {
    guard data["acquirerCode"]?.token != "00" else {
      return frozen("it is declined, and the bank approved it")
    }
    guard let history = history(data) else {
      return frozen("an amount of its refund history cannot be read")
    }
    let isNew = { (entry: ReportedRefund) in
      entry.amount == write.amount && entry.progress != .failed && !write.before.knew(entry)
        && doubt(about: entry, in: history, sent: sent) == nil
    }
    guard !history.contains(where: isNew) else {
      return frozen(
        "it is declined, and its refund history has a new entry of \(write.amount.text)")
    }
    return .rejected(
      code: data["acquirerCode"]?.foreign,
      message: ForeignText(data["acquirerMessage"]?.text ?? "declined"),
      advice: "Nothing was refunded.",
      history: Set(history.map(\.id)).count == history.count ? history : [])
  }

  /// Done, when history, amounts and sums all say so; else frozen.
  private func settled(_ data: JSONValue, status: NectarStatus, sent: Instant) -> Judgement {
    guard data["currencyCode"]?.text?.uppercased() == write.amount.currency.code else {
      return frozen("its currency is not \(write.amount.currency.code)")
    }
    guard let history = history(data) else {
      return frozen("an amount of its refund history cannot be read")
    }
    guard Set(history.map(\.id)).count == history.count else {
      return frozen("its refund history names a refund twice")
    }
    let fresh = history.filter { $0.amount == write.amount && !write.before.knew($0) }
    guard fresh.count == 1, let ours = fresh.first else {
      return frozen(
        fresh.isEmpty
          ? "its refund history has no new entry of \(write.amount.text)"
          : "its refund history has \(fresh.count) new entries of \(write.amount.text)")
    }
    if let tag = foreignTag(in: ours) {
      return frozen("the new entry of its refund history is another decision's (\(tag))")
    }
    if let doubt = doubt(about: ours, in: history, sent: sent) { return frozen(doubt) }
    guard let total = sum(history.filter { $0.progress != .failed }) else {
      return frozen("its amounts are too large")
    }
    if let refunded = money(data, "refundedAmount"), refunded != write.amount, refunded != total {
      return frozen(
        "it names \(refunded.text) as refunded, neither this refund nor the total")
    }
    guard let remaining = money(data, "remainingAmount"), adds(total, remaining, data) else {
      return frozen("refunded and remaining do not add up to what was paid")
    }
    return judged(ours, status: status, remaining: remaining, history: history)
  }

  /// A tag in an entry's words that was not sent; `nil` where there is none.
  private func foreignTag(in entry: ReportedRefund) -> SafeText? {
    let tags = (entry.details.map(DecisionTag.all) ?? []).filter { $0.code != nil }
    guard !tags.isEmpty else { return nil }
    let sent = DecisionTag.all(in: ForeignText(String(decoding: write.body, as: UTF8.self)))
    return tags.contains(where: sent.contains) ? nil : tags[0].text
  }

  private func judged(
    _ ours: ReportedRefund, status: NectarStatus, remaining: Money, history: [ReportedRefund]
  ) -> Judgement {
    let receipt = WriteReceipt(
      refundID: ours.id, amount: ours.amount, providerStatus: status.words, time: ours.time,
      remaining: remaining, history: history)
    return switch ours.progress {
    case .succeeded: Judgement(outcome: .succeeded(receipt))
    case .pending, .failed, .unrecognised:
      .unknown(
        "Nectar calls the refund done and its entry \"\(ours.providerStatus)\".", needsHuman: true)
    }
  }

  /// The whole history; `nil` when an entry cannot be read.
  private func history(_ data: JSONValue) -> [ReportedRefund]? {
    let entries = data["refundHistory"]?.elements ?? []
    let history = entries.compactMap {
      NectarReplies.refund($0, currency: write.amount.currency, account: account)
    }
    return history.count == entries.count ? history : nil
  }

  /// How far from the request, in seconds, the entry may be dated that it made: two clocks.
  private static let clockPatience: Int64 = 5 * 60

  /// Why the only new entry of the amount may still be an old one; `nil` when it is ours.
  ///
  /// Verify lists no refunds, so of a payment that was refunded elsewhere nobody here knows the entries: then their
  /// dates have to tell.
  private func doubt(
    about ours: ReportedRefund, in history: [ReportedRefund], sent: Instant
  ) -> SafeText? {
    guard let id = ours.id, !id.isEmpty else { return "its new entry has no id" }
    guard write.before.wasRefunded else { return nil }
    guard history.count(where: { $0.progress != .failed }) > 1 else {
      return "its only entry of \(ours.amount.text) may be the refund that was there before"
    }
    guard let time = ours.time else {
      return "its entry of \(ours.amount.text) has no date, and may be an older refund"
    }
    guard time.instant >= sent.adding(seconds: -Self.clockPatience) else {
      return
        "its entry of \(ours.amount.text) is dated \(time.original), before this was sent (or time_zone is wrong)"
    }
    // Where no entry is known, each may be the old one, and a zone that is off would hide it.
    let knowsSome = history.contains { write.before.knew($0) }
    guard knowsSome || time.instant <= sent.adding(seconds: Self.clockPatience) else {
      return
        "its entry of \(ours.amount.text) is dated \(time.original), after this was sent: time_zone is wrong, and it may be an older refund"
    }
    return nil
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

  private func frozen(_ reason: SafeText) -> Judgement {
    .unknown(
      "Nectar's answer contradicts what was sent: \(reason). A person has to look.",
      needsHuman: true)
  }
}
