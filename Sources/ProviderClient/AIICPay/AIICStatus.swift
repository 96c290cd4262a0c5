import Payments

/// AIIC Pay's words for the state of a transaction and of a refund (`Providers.md` §3.3).
enum AIICStatus {
  static func status(_ word: String) -> Status {
    switch word.lowercased() {
    case "pending", "processing": .pending
    case "completed": .paid
    case "failed": .failed
    case "cancelled", "canceled": .cancelled
    default: .unrecognised
    }
  }

  static func progress(_ word: String) -> RefundProgress {
    switch word.lowercased() {
    case "completed": .succeeded
    case "failed", "cancelled", "canceled": .failed
    case "pending", "processing": .pending
    default: .unrecognised
    }
  }

  /// The one word that the provider can filter by for these statuses; `nil` where it would hide
  /// rows.
  static func filterWord(_ statuses: Set<Status>) -> String? {
    switch statuses {
    case [.paid]: "completed"
    case [.failed]: "failed"
    case [.cancelled]: "cancelled"
    default: nil
    }
  }

  /// Only money that came in is a payment; an unknown type permits nothing.
  static func kind(_ type: String?) -> Transaction.Kind {
    switch type {
    case "credit": .payment
    case "refund": .refundEntry
    default: .otherEntry
    }
  }
}
