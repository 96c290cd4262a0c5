import Payments
import TextSafety

extension ActionRefusal {
  /// Why not, in the few words that fit beside a key; ``sentence`` has them all.
  var brief: SafeText {
    switch self {
    case .unsupported: "not offered by the provider"
    case .notAPayment: "not a payment"
    case .status(.refund, .pending, _): "still pending"
    case .status(.refund, let status, _): status.title
    case .status(.cancel, _, _): "only while pending"
    case .amountNotExact: "amount not exact"
    case .currencyChanged: "another currency than before"
    case .nothingLeft: "nothing left"
    case .remainsUnknown: "state what went back first"
    case .totalStated: "what remains was stated"
    case .openIntent(_, .refund, let money, _, _): "settle the \(money.decimalText) first"
    case .openIntent(_, .cancel, _, _, _): "settle the cancel first"
    case .exceedsRemaining: "more than remains"
    case .sameAmountPending: "the same amount is pending"
    case .recentRefund: "refunded a short while ago"
    case .decidedElsewhere: "decided in another account"
    case .sameClaim: "may be the same claim"
    case .recentFailure: "one failed a short while ago"
    case .decisionsMissing: "decisions may be missing"
    case .recordBehind: "the record may be behind"
    case .paidChanged: "another amount was paid before"
    case .openReference: "may be the same payment"
    case .refundedElsewhere: "that much went back elsewhere"
    case .partRefundedBefore: "part of it went back elsewhere"
    case .sharedEntry: "a refund may be of this payment"
    case .disputed: "look in attention first"
    case .cancelAfterRefund: "it was paid and refunded"
    case .cancelInDoubt: "look in attention first"
    case .changed: "the payment changed"
    case .configuration: "not possible now"
    case .decisionTokenReused: "token used before"
    case .cardNumber: "card number"
    case .frozen: "frozen"
    case .clockSkew: "the clock is wrong"
    case .ruling: "not yet"
    }
  }
}
