package import Payments
package import TextSafety

extension Intent {
  /// What happened to the money, in one sentence for the agent; says in every state whether it may be repeated.
  package func sentence(remaining: Remaining?) -> SafeText {
    let words = SafeText(sanitizing: message)
    let id: SafeText = refundID.map { " (\($0))" } ?? ""
    if let corrected { return corrected }
    switch (kind, state) {
    case (.refund, .succeeded):
      return "Refunded \(amount.text)\(id). \(Self.left(remaining))"
    case (.cancel, .succeeded): return "Cancelled. Nothing will be taken from the payer."
    case (.refund, .pending):
      return
        "Accepted, not final: \(amount.text)\(id) is on its way and stays held until the provider says it is done."
    case (.cancel, .pending): return "Accepted, not final: the provider is cancelling it."
    case (.refund, .rejected): return "Not refunded, no money moved: \(words)"
    case (.cancel, .rejected): return "Not cancelled: \(words)"
    case (_, .failed): return "Failed after it was accepted, no money moved: \(words)"
    case (_, .notSent): return "Not sent, no money moved: \(words) You can try again."
    case (_, .discarded): return "Not sent, no money moved. Your draft is kept."
    case (.refund, .unknown):
      return
        "Outcome unknown: the refund of \(amount.text) may have happened. Do not repeat it; the amount stays held. \(words)"
    case (.cancel, .unknown):
      return
        "Outcome unknown: the cancel was sent and may have happened. Do not repeat it. \(words)"
    case (_, .needsHuman):
      return
        "Outcome unknown, a person has to rule. Do not repeat it; \(amount.text) stay held. \(words)"
    case (_, .sending): return "Sent, waiting for the answer."
    case (_, .prepared): return "Prepared, not sent yet."
    case (_, .awaitingApproval): return "Waits for approval by another person; not sent yet."
    case (_, .declined), (_, .expired), (_, .withdrawn):
      return "Not sent, no money moved: \(state.title)."
    case (_, .ruledDone): return "Ruled done: counted as refunded. \(words)"
    case (_, .ruledNotDone): return "Ruled not done: no longer held. \(words)"
    }
  }

  /// What is said instead of the recorded end where it turned out otherwise.
  private var corrected: SafeText? {
    let what: SafeText = kind == .refund ? "the refund of \(amount.text)" : "the cancel"
    switch correction {
    case nil: return nil
    case .disputed:
      return
        "Recorded as \(state.title), and the provider shows otherwise: \(what) stays held until a person says what it was. Do not repeat it."
    case .stands: return "Recorded as \(state.title), and \(what) was done after all."
    case .void where isInStatedTotal:
      let total: SafeText = statedTotal?.text ?? ""
      return state.isDone
        ? "Recorded as \(state.title); \(what) is in the \(total) that a person stated to have gone back of this payment. Do not repeat it."
        : "Recorded as \(state.title); whether \(what) is in the \(total) that a person stated to have gone back of this payment is not known. Do not repeat it before you have looked at the provider."
    case .void: return "Recorded as \(state.title), and nothing of \(what) counts any more."
    }
  }

  private static func left(_ remaining: Remaining?) -> SafeText {
    switch remaining {
    case .none: ""
    case .reported(let money):
      money.isZero ? "Nothing remains." : "\(money.text) remain, says the provider."
    case .computed(let money):
      money.isZero ? "Nothing remains." : "\(money.text) remain by our records."
    case .atMost(let money): "At most \(money.text) remain."
    case .unknown(let money): "What remains is not known (at most \(money.text))."
    }
  }
}
