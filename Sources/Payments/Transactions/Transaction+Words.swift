public import TextSafety

/// What an entry of a provider's ledger is called, everywhere: a refund entry was paid by nobody, whatever the provider
/// says of its state.
extension Transaction {
  /// What it is, in one word for scripts: `payment`, `refund`, `payout` or `other`.
  public var kindWord: String {
    switch kind {
    case .payment: "payment"
    case .refundEntry: "refund"
    case .otherEntry: isPayout ? "payout" : "other"
    }
  }

  /// What a row is called that is no payment, in place of its status; `nil` for a payment.
  public var entryTitle: SafeText? {
    switch kind {
    case .payment: nil
    case .refundEntry: "refund entry"
    case .otherEntry: isPayout ? "payout entry" : "other entry"
    }
  }

  /// The status in the words of the screen; of what is no payment, what it is.
  public var statusTitle: SafeText { entryTitle ?? status.title }

  /// The status in one word for scripts; of what is no payment, what it is.
  public var statusWord: String { kind == .payment ? status.rawValue : "\(kindWord)Entry" }

  /// The remark names it (NeroPay S17); other providers say nothing of the kind.
  private var isPayout: Bool { remark?.raw.lowercased().contains("payout") ?? false }
}
