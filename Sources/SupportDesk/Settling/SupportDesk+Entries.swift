import Journal
import Payments
import ProviderClient
import TextSafety

// Entries of a provider's ledger that name no payment: several may have the reference under which they stand (I28).

extension SupportDesk {
  /// The entries that a provider's ledger has under a payment's reference.
  ///
  /// One that a refund of ours from another payment of that reference accounts for may be this payment's all the same,
  /// where that much is left of it: then it belongs to neither, and what remains is no more than *at most*. They only ever
  /// lower what remains: when they cannot be read, what was known before stays.
  func entries(of payment: Transaction, connection: Connection) async -> RefundList {
    let key = payment.key
    guard var list = try? await connection.provider.refunds(of: payment) else {
      let known = (try? journal.knownRefunds(for: key)) ?? []
      return RefundList(
        known.filter { $0.link == .sameReference }, listing: Listing(isWhole: false))
    }
    guard let reference = list.rows.first?.reference else { return list }
    let left = mostLeft(of: payment)
    for intent in refunds(besides: key, under: reference, at: connection) {
      let index = list.rows.earliestIndex {
        $0.link == .sameReference && intent.mayAccount(for: $0)
      }
      if let index {
        if list.rows[index].amount.minor <= left, list.rows[index].couldBe(of: payment) {
          list.rows[index].link = .unattributed
        } else {
          list.rows.remove(at: index)
        }
      }
      // One that failed may be that other payment's just as well.
      list.rows.removeAll { $0.progress == .failed && $0.amount == intent.amount }
    }
    return list
  }

  /// An entry that may be a refund of a payment as well as of another one of its reference (I28); `nil` for none.
  func sharedEntry(
    _ decision: Decision, in detail: PaymentDetail
  ) throws(DeskError) -> ActionRefusal? {
    guard decision.kind == .refund, !detail.account.capabilities.has(.listsRefunds) else {
      return nil
    }
    let key = detail.row.id
    let known = try recorded { () throws(JournalError) in try journal.knownRefunds(for: key) }
    let shared = known.filter { $0.link == .unattributed && $0.isGone != true && $0.id != nil }
    guard !shared.isEmpty else { return nil }
    let connection = try connection(for: key.account)
    for intent in refunds(besides: key, under: detail.transaction.reference, at: connection) {
      guard let row = shared.first(where: intent.mayAccount) else { continue }
      return .sharedEntry(row.amount, row.id?.safe ?? "", payment: intent.key.id.safe)
    }
    return nil
  }

  /// Our refunds that went back, or may have, of the other payments of a reference.
  private func refunds(
    besides key: PaymentKey, under reference: ForeignText, at connection: Connection
  ) -> [Intent] {
    let named =
      (try? index.lookup(account: connection.account.name, text: reference.raw)) ?? []
    return named.map(\.transaction).filter { $0.key != key && $0.kind == .payment }
      .flatMap { (try? journal.intents(for: $0.key)) ?? [] }
      .filter { $0.kind == .refund && $0.holdsAmount && $0.state.mayHaveBeenSent }
  }

  /// The minor units of a payment that no decision of ours holds.
  private func mostLeft(of payment: Transaction) -> Int64 {
    let held = ((try? journal.intents(for: payment.key)) ?? [])
      .filter { $0.kind == .refund && $0.holdsAmount }
      .reduce(Int128(0)) { $0 + Int128($1.amount.minor) }
    return Int64(clamping: Int128(payment.amount.money?.minor ?? 0) - held)
  }
}

extension Intent {
  /// Whether an entry under a reference can be this refund: its amount, not dated before it, not failed.
  fileprivate func mayAccount(for row: ReportedRefund) -> Bool {
    row.amount == amount && !row.isBefore(self) && row.progress != .failed
  }
}
