package import Payments
package import TextSafety

/// What an agent can tell a customer, in whole sentences; says nothing that is not certain, and promises nothing.
package struct CustomerWords: Hashable, Sendable {
  /// How many business days a refund takes to arrive; `nil` where the provider does not say.
  package var refundDays: ClosedRange<Int>?

  /// Makes words about payments of a provider.
  package init(refundDays: ClosedRange<Int>?) { self.refundDays = refundDays }

  /// The words about a decision; empty where there is nothing to tell.
  ///
  /// - Parameter day: The day it was decided, as customers write it; `nil` leaves it out.
  package func sentence(_ intent: Intent, on day: SafeText? = nil) -> SafeText {
    // What is in a stated total is not told refund by refund.
    guard !intent.isInStatedTotal else { return "" }
    return switch intent.kind {
    case .refund: refund(of: intent.amount, intent.countsAs, id: intent.refundID, on: day)
    case .cancel: cancel(of: intent.amount, intent.countsAs, on: day)
    }
  }

  /// The words about a refund, whoever made it; empty where there is nothing to tell.
  package func refund(
    of amount: Money, _ state: IntentState, id: ForeignText?, on day: SafeText?
  ) -> SafeText {
    let when: SafeText = day.map { " on \($0)" } ?? ""
    let reference: SafeText = id.map { $0.isEmpty ? "" : ", reference \($0)" } ?? ""
    switch state {
    case .succeeded, .ruledDone:
      return "We refunded \(amount.text)\(when)\(reference); \(arrival)."
    case .pending:
      return
        "We asked for your refund of \(amount.text)\(when)\(reference); the payment provider has accepted it and not completed it yet."
    case .unknown, .needsHuman, .sending:
      return
        "We asked for your refund of \(amount.text)\(when)\(reference); we are checking with the payment provider whether it went through."
    case .rejected:
      return
        "We could not refund \(amount.text)\(when): the payment provider did not accept it, and no money has moved."
    case .failed:
      return
        "The refund of \(amount.text)\(when)\(reference) did not go through; no money has moved."
    case .prepared, .awaitingApproval, .declined, .expired, .withdrawn, .discarded, .notSent,
      .ruledNotDone:
      return ""
    }
  }

  /// The words about the cancelling of a payment; empty where there is nothing to tell.
  package func cancel(of amount: Money, _ state: IntentState, on day: SafeText?) -> SafeText {
    let when: SafeText = day.map { " on \($0)" } ?? ""
    switch state {
    case .succeeded, .ruledDone:
      return "We cancelled the payment of \(amount.text)\(when); nothing will be taken for it."
    case .pending:
      return
        "We asked to cancel the payment of \(amount.text)\(when); the payment provider has not completed it yet."
    case .unknown, .needsHuman, .sending:
      return
        "We asked to cancel the payment of \(amount.text)\(when); we are checking with the payment provider whether it went through."
    case .rejected, .failed:
      return
        "We could not cancel the payment of \(amount.text)\(when): the payment provider did not do it."
    case .prepared, .awaitingApproval, .declined, .expired, .withdrawn, .discarded, .notSent,
      .ruledNotDone:
      return ""
    }
  }

  /// The words about a payment as a whole; empty where a live read does not settle what there is to say.
  package func payment(_ detail: PaymentDetail) -> SafeText {
    guard case .live = detail.provenance, !detail.isFrozen, !detail.isDoubtful else { return "" }
    let transaction = detail.transaction
    let reference: SafeText =
      transaction.reference.isEmpty ? "" : ", reference \(transaction.reference),"
    let subject: SafeText = "payment of \(transaction.amount.label)\(reference)"
    switch transaction.status {
    case .pending: return "Your \(subject) is not completed yet."
    case .cancelled: return "Your \(subject) was cancelled."
    case .failed: return "Your \(subject) did not go through."
    case .paid, .partlyRefunded, .refunded:
      return detail.ledger.map { refunds(of: subject, $0) } ?? ""
    case .authorized, .disputed, .review, .unrecognised: return ""
    }
  }

  /// What went back of a payment in all, where nothing is open and nothing may have been made elsewhere.
  private func refunds(of subject: SafeText, _ ledger: RefundLedger) -> SafeText {
    let isSettled =
      ledger.held.isZero && ledger.remaining.isCertain
      && !ledger.entries.contains { $0.source == .possible }
      // A provider that says all went back knows of more than we do.
      && (try? ledger.refunded.adding(ledger.remaining.bound)) == ledger.paid
    guard isSettled else { return "" }
    if ledger.remaining.bound.isZero { return "Your \(subject) was refunded in full; \(arrival)." }
    if ledger.refunded.isZero { return "Nothing was refunded of your \(subject) so far." }
    return "Of your \(subject) we refunded \(ledger.refunded.text) in all."
  }

  private var arrival: SafeText {
    guard let refundDays else { return "it can take some business days to arrive" }
    return "it can take up to \(refundDays.upperBound) business days to arrive"
  }
}
