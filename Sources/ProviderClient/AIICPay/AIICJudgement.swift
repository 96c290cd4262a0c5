import JSON
import Payments
import TextSafety

/// What AIIC Pay's answers to refunds mean (`MoneySafety.md` §5, §6): 201 is "accepted", and only
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
    if let judgement = Judgement.ofTransport(reply) { return .settled(judgement) }
    let status = reply.status ?? 0
    if status == 429 { return .settled(busy(reply)) }
    let (root, reason) = reply.parsed
    guard (200..<300).contains(status) else { return .settled(refusal(status, root)) }
    guard let root, root["success"]?.flag == true else {
      return .settled(.unreadable(status, reason ?? "it is not in AIIC Pay's own form"))
    }
    guard root["error"] == nil, root["errorCode"] == nil else {
      return .settled(.unreadable(status, "it says yes and no at once"))
    }
    guard status == 201 else {
      return .settled(.unknown("Answered with \(status) where a refund is created with 201."))
    }
    return .data(root)
  }

  /// The documents give 429 as a refusal (P1): the request was counted, not carried out.
  ///
  /// Unless the answer says otherwise, or cannot be read: then it is no such refusal.
  private func busy(_ reply: HTTPReply) -> Judgement {
    guard !reply.mayTellOfRefund else {
      return .unknown("AIIC Pay is busy (429), and its answer may tell of a refund.")
    }
    let wait = HTTPDate.retryAfterSeconds(of: reply).map { "in \($0) s" } ?? "in a moment"
    return .rejected(
      code: "429", message: "AIIC Pay is busy",
      advice: "Nothing was refunded; try again \(wait).")
  }

  /// A no is certain only with a documented status (P1) in AIIC Pay's own error form.
  private func refusal(_ status: Int, _ root: JSONValue?) -> Judgement {
    guard let root, let advice = advice(status), let problem = AIICProblem(root) else {
      return .unknown("Answered with \(status), not in AIIC Pay's own form. It may have happened.")
    }
    guard !root.tellsOfRefund, isAboutOurs(root) else {
      return .unknown(
        "Refused (\(status)), and the answer tells of a refund or of another transaction.")
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

  // MARK: - Data

  private func refund(_ root: JSONValue) -> Judgement {
    guard let id = root["refundId"]?.text, Self.isName(id) else {
      return .unreadable(201, "it has no refund id")
    }
    let refundID = ForeignText(id)
    if let difference = difference(root) {
      return .unknown(difference.words, needsHuman: difference.isMore)
    }
    guard !write.before.ids.contains(refundID) else { return .standing(refundID) }
    guard let word = root["status"]?.text else {
      return .unreadable(201, "it has no status")
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
            advice: "", refundID: refundID)))
    default: return Judgement(outcome: .pending(receipt))
    }
  }

  /// Whether a text can be the id of a refund, by which it is looked for later.
  private static func isName(_ id: String) -> Bool {
    id.unicodeScalars.contains { !$0.properties.isWhitespace }
      && !id.unicodeScalars.contains {
        $0.properties.generalCategory == .control || $0 == "\u{FFFD}"
      }
  }

  /// What a reply says otherwise than what was sent, or leaves out: every documented one names the transaction.
  ///
  /// It has no currency: that of the payment counts.
  private func difference(_ root: JSONValue) -> (words: SafeText, isMore: Bool)? {
    guard let original = root["originalTransactionId"], original != .null else {
      return ("The answer does not name the transaction \(write.key.id.safe).", false)
    }
    guard isAboutOurs(root) else {
      let other = original.token ?? "unreadable"
      return ("The answer names the transaction \(other), not \(write.key.id.safe).", false)
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

  /// Whether an answer names the transaction that was asked about, or none.
  private func isAboutOurs(_ root: JSONValue) -> Bool {
    guard let original = root["originalTransactionId"] else { return true }
    return original.foreign == write.key.id.foreign
  }
}

extension JSONValue {
  /// Whether it says that something succeeded, or names a refund: no refusal does.
  fileprivate var tellsOfRefund: Bool {
    hasMember { name, value in
      switch name {
      case "refundid": value != .null
      case "success": value.flag == true || ["true", "1"].contains(value.token?.lowercased())
      default: false
      }
    }
  }
}

extension HTTPReply {
  /// Whether the body of an answer that should be a refusal tells of a refund, or may, since nobody can read it.
  fileprivate var mayTellOfRefund: Bool {
    guard !body.isEmpty else { return false }
    if let root = parsed.root { return root.tellsOfRefund }
    let isPacked = headers["content-encoding"].map { $0.lowercased() != "identity" } ?? false
    guard !isPacked, !body.contains(0), let text = String(validating: body, as: UTF8.self) else {
      return true
    }
    let first = text.first { !$0.isWhitespace }
    return first == "{" || first == "[" || text.lowercased().contains("refundid")
  }
}
