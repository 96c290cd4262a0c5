package import Payments

/// Forms that were left with Esc, and decisions that came back unsent.
package struct DraftsModel: Hashable, Sendable {
  /// Refunds, by payment.
  package var refunds: [PaymentKey: RefundFormModel] = [:]
  /// Rulings.
  package var rulings: [RulingFormModel.ID: RulingFormModel] = [:]
  /// Decisions that ended unsent with another process; their words fill the next form for the payment.
  package var unsent: [PaymentKey: Intent] = [:]
}
