import Payments
import TextSafety

/// Something that the provider now says otherwise than the record (I9, I17).
struct Contradiction: Hashable {
  /// The decision whose recorded end is contradicted.
  var intent: Intent
  /// What turned out, in one sentence that is the same each time it is found.
  var sentence: SafeText

  /// What a live read says against the record.
  ///
  /// - Parameters:
  ///   - rows: The provider's refunds that are certainly one of ours, with the decision each is.
  ///   - transaction: The payment as just read.
  ///   - intents: All decisions on the payment.
  static func found(
    rows: [(intent: Intent, row: ReportedRefund)], transaction: Transaction, intents: [Intent]
  ) -> [Contradiction] {
    rows.compactMap { byRow($0.intent, $0.row) }
      + intents.compactMap { byStatus($0, transaction, intents: intents) }
  }

  private static func byRow(_ intent: Intent, _ row: ReportedRefund) -> Contradiction? {
    let id: SafeText = row.id.map { " (\($0))" } ?? ""
    switch (intent.state, row.progress) {
    case (.succeeded, .failed), (.ruledDone, .failed):
      return Contradiction(
        intent: intent,
        sentence:
          "The refund of \(intent.amount.text)\(id) is recorded as \(intent.state.title), and the provider now says that it failed: the payer has not got the money."
      )
    case (.ruledNotDone, .succeeded), (.ruledNotDone, .pending), (.rejected, .succeeded),
      (.rejected, .pending), (.failed, .succeeded), (.notSent, .succeeded), (.notSent, .pending),
      (.discarded, .succeeded), (.discarded, .pending):
      return Contradiction(
        intent: intent,
        sentence:
          "The refund of \(intent.amount.text)\(id) is recorded as \(intent.state.title), and the provider now lists it: the money moves."
      )
    default: return nil
    }
  }

  /// A ruling, or the end of a cancel, that the payment's status contradicts.
  private static func byStatus(
    _ intent: Intent, _ transaction: Transaction, intents: [Intent]
  ) -> Contradiction? {
    switch (intent.kind, intent.state) {
    case (.refund, .ruledNotDone):
      guard transaction.status == .partlyRefunded || transaction.status == .refunded,
        intent.seen.status == .paid,
        !intents.contains(where: { $0.kind == .refund && $0.explainsRefundedStatus })
      else { return nil }
      return Contradiction(
        intent: intent,
        sentence:
          "The refund of \(intent.amount.text) was ruled not done, and the provider now says \(transaction.status.title)."
      )
    case (.cancel, .ruledNotDone):
      guard transaction.status == .cancelled,
        !intents.contains(where: { $0.kind == .cancel && $0.state.holdsAmount })
      else { return nil }
      return Contradiction(
        intent: intent,
        sentence: "The cancel was ruled not done, and the provider now says cancelled.")
    case (.cancel, .succeeded), (.cancel, .ruledDone):
      switch transaction.status {
      case .paid, .partlyRefunded, .refunded:
        return Contradiction(
          intent: intent,
          sentence: "The cancel is recorded as done, and the provider now says that it was paid.")
      case .pending, .authorized, .cancelled, .failed, .disputed, .review, .unrecognised: return nil
      }
    default: return nil
    }
  }
}

extension Intent {
  /// Whether this refund can be what the provider calls refunded or partly refunded.
  fileprivate var explainsRefundedStatus: Bool { state.holdsAmount && state.mayHaveBeenSent }
}
