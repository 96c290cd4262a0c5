import Payments

/// NeroPay's words for the state of a transaction (`Providers.md` §1.5).
enum NeroPayStatus {
  /// The word in one spelling: `Partial Refunded` of the dashboard is `partial_refunded` of the
  /// API.
  static func normalised(_ word: String) -> String {
    String(word.lowercased().map { $0 == " " || $0 == "-" ? "_" : $0 })
  }

  static func status(_ word: String) -> Status {
    switch normalised(word) {
    case "succeeded", "paid", "completed": .paid
    case "pending", "initiated", "processing", "requires_payment_method": .pending
    case "cancelled", "canceled": .cancelled
    case "failed", "declined": .failed
    case "partial_refunded", "partially_refunded": .partlyRefunded
    case "refunded": .refunded
    default: .unrecognised
    }
  }

  /// Only these two are known to be cancellable; `processing` may already be with the card network.
  static func isCancellable(_ word: String) -> Bool {
    ["pending", "initiated"].contains(normalised(word))
  }
}
