package import Payments
package import TextSafety

/// One payment opened: the live read, our history of it, and what can be done.
package struct PaymentDetail: Hashable, Sendable {
  /// Where the facts come from.
  package enum Provenance: Hashable, Sendable {
    /// Read from the provider just now.
    case live(Instant)
    /// From the local index, read then; the live read is under way.
    case indexed(Instant)
    /// From the local index, read then; the provider did not answer, and why.
    case offline(Instant, SafeText)
  }

  /// The payment and its account.
  package var row: PaymentRow
  /// Its account.
  package var account: DeskAccount
  /// Where the facts come from.
  package var provenance: Provenance
  /// Paid, refunded, held, left; `nil` when the amount cannot be read exactly.
  package var ledger: RefundLedger?
  /// Every decision of ours on it, oldest first.
  package var intents: [Intent]
  /// What bars a refund; `nil` when it may begin.
  package var refundRefusal: ActionRefusal?
  /// What bars a cancel; `nil` when it may begin.
  package var cancelRefusal: ActionRefusal?
  /// The payment as it is shown here; bound to what is sent (I11).
  package var fingerprint: PaymentFingerprint
  /// Whether something turned out otherwise than recorded, so that nothing is decided here until a person releases it.
  package var isFrozen: Bool
  /// Whether a later read showed otherwise than recorded, and nobody has said yet what that was.
  package var isDoubtful: Bool
  /// That this host's clock differs from the provider's by more than signing allows for; `nil` when it does not, or was
  /// not measured.
  package var clockWarning: SafeText?
  /// What people at this desk wrote about it, oldest first.
  package var notes: [PaymentNote]
  /// What the provider answered when it was last read; `nil` in the local record.
  package var answer: ProviderAnswer?

  /// Makes a detail.
  package init(
    row: PaymentRow, account: DeskAccount, provenance: Provenance, ledger: RefundLedger?,
    intents: [Intent], refundRefusal: ActionRefusal?, cancelRefusal: ActionRefusal?,
    fingerprint: PaymentFingerprint, isFrozen: Bool = false, isDoubtful: Bool = false,
    clockWarning: SafeText? = nil,
    notes: [PaymentNote] = [], answer: ProviderAnswer? = nil
  ) {
    self.row = row
    self.account = account
    self.provenance = provenance
    self.ledger = ledger
    self.intents = intents
    self.refundRefusal = refundRefusal
    self.cancelRefusal = cancelRefusal
    self.fingerprint = fingerprint
    self.isFrozen = isFrozen
    self.isDoubtful = isDoubtful
    self.clockWarning = clockWarning
    self.notes = notes
    self.answer = answer
  }

  /// The payment.
  package var transaction: Transaction { row.transaction }

  /// The history of its refunds, oldest first; our own alone where the amounts cannot be added up.
  package var entries: [RefundLedger.Entry] {
    ledger?.entries ?? intents.filter { $0.kind == .refund }.map(RefundLedger.Entry.init)
  }
}
