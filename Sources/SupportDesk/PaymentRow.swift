package import Payments
package import TextSafety

/// One row of a list: a transaction, its account, and what our records say of its refunds.
package struct PaymentRow: Hashable, Sendable, Identifiable {
  /// The transaction as last read.
  package var transaction: Transaction
  /// The label of its account.
  package var account: AccountName
  /// LIVE or test.
  package var mode: Mode
  /// What is left; `nil` where nothing can be left (pending, failed, an entry that is not a payment).
  package var remaining: Remaining?
  /// An unresolved decision on it, for the mark in the list; `needsHuman` where one turned out otherwise than recorded.
  package var openState: IntentState?
  /// When it was read from its provider.
  package var asOf: Instant

  /// Makes a row.
  package init(
    transaction: Transaction, account: AccountName, mode: Mode, remaining: Remaining?,
    openState: IntentState?, asOf: Instant
  ) {
    self.transaction = transaction
    self.account = account
    self.mode = mode
    self.remaining = remaining
    self.openState = openState
    self.asOf = asOf
  }

  /// The payment's one name.
  package var id: PaymentKey { transaction.key }

  /// Its name on the command line, with the reference that people know it by: `uk-store/6636598 (NP-ORDER1001)`.
  package var fullName: SafeText {
    Self.fullName(account, transaction.id, transaction.reference)
  }

  /// The same of a payment whose row is not at hand; `reference` is `nil` where it is not known.
  package static func fullName(
    _ account: AccountName, _ id: TransactionID, _ reference: ForeignText?
  ) -> SafeText {
    let name: SafeText = "\(account.safe)/\(id.safe)"
    guard let reference, !reference.isEmpty else { return name }
    return "\(name) (\(reference))"
  }
}

/// The answer to a search so far: from the local index at once, then refreshed by each account's live answer.
package struct SearchAnswer: Hashable, Sendable {
  /// Where one account stands in this search.
  package enum Progress: Hashable, Sendable {
    /// Asked, no answer yet.
    case waiting
    /// Answered at this time; the text says why the list may lack rows, where it may, and the bound what the provider
    /// never lists.
    case answered(Instant, incomplete: SafeText?, bound: ListBound? = nil)
    /// Did not answer; rows of this account are from the local index.
    case failed(SafeText)
  }

  /// The rows in order, at most the limit asked for.
  package var rows: [PaymentRow]
  /// How many rows match in the index.
  package var total: Int
  /// Whether `total` is a lower bound.
  package var totalIsLowerBound: Bool
  /// Where each account stands.
  package var progress: [AccountName: Progress]
  /// Near references, when nothing matched.
  package var near: [PaymentRow]
  /// Whether dashes and look-alike characters had to be forgiven to find these.
  package var forgiving: Bool

  /// Makes an answer.
  package init(
    rows: [PaymentRow], total: Int, totalIsLowerBound: Bool = false,
    progress: [AccountName: Progress] = [:], near: [PaymentRow] = [], forgiving: Bool = false
  ) {
    self.rows = rows
    self.total = total
    self.totalIsLowerBound = totalIsLowerBound
    self.progress = progress
    self.near = near
    self.forgiving = forgiving
  }
}

extension [Intent] {
  /// The state of one that nobody has settled; `nil` where there is none.
  var openState: IntentState? {
    first(where: \.isOpen)?.state
      ?? (contains { $0.correction == .disputed } ? .needsHuman : nil)
  }
}
