public import TextSafety

/// The one vocabulary for the state of a transaction; the provider's own word is kept apart.
public enum Status: String, Hashable, Sendable, Codable, CaseIterable {
  /// Not final; may become paid, failed or cancelled.
  case pending
  /// Approved or held, not necessarily captured.
  case authorized
  /// Paid in full, nothing known to be returned.
  case paid
  /// Some of the money was returned.
  case partlyRefunded
  /// All of the money was returned.
  case refunded
  /// Ended without money moving.
  case cancelled
  /// Declined, failed or expired.
  case failed
  /// Charged back by the payer's bank.
  case disputed
  /// Needs attention at the provider.
  case review
  /// A word that Tilldesk does not know; it permits no money action by itself.
  case unrecognised

  /// The words on the screen.
  public var title: SafeText {
    switch self {
    case .pending: "pending"
    case .authorized: "authorized"
    case .paid: "paid"
    case .partlyRefunded: "partly refunded"
    case .refunded: "refunded"
    case .cancelled: "cancelled"
    case .failed: "failed"
    case .disputed: "disputed"
    case .review: "in review"
    case .unrecognised: "unrecognised"
    }
  }

  /// The words on a narrow screen, at most 13 columns.
  public var shortTitle: SafeText {
    switch self {
    case .partlyRefunded: "part refunded"
    case .unrecognised: "unknown word"
    case .pending, .authorized, .paid, .refunded, .cancelled, .failed, .disputed, .review: title
    }
  }

  /// The word used in queries: `status:partly`.
  public var queryWord: String {
    switch self {
    case .partlyRefunded: "partly"
    case .pending, .authorized, .paid, .refunded, .cancelled, .failed, .disputed, .review,
      .unrecognised:
      rawValue
    }
  }

  /// Whether money of the payer has arrived, so that the amount was paid.
  public var isPaid: Bool {
    switch self {
    case .paid, .partlyRefunded, .refunded, .disputed: true
    case .pending, .authorized, .cancelled, .failed, .review, .unrecognised: false
    }
  }

  /// What the amount is called: `Paid` only where it was.
  public var amountLabel: SafeText { isPaid ? "Paid" : "Amount" }
}
