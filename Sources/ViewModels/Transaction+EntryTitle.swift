package import Payments
package import TextSafety

extension Transaction.Kind {
  /// What a row is called that is no payment, in place of its status; `nil` for a payment.
  package var entryTitle: SafeText? {
    switch self {
    case .payment: nil
    case .refundEntry: "refund entry"
    case .otherEntry: "other entry"
    }
  }
}
