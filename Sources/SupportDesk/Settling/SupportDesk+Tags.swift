import Journal
import Payments
import ProviderClient
import TextSafety

// Tags of the providers' rows that no decision here has (I25).
//
// Anybody who can write into a row can write a tag: nothing is settled, sent or freed because of one.

extension SupportDesk {
  /// Notes the tags of rows that name no decision of this record.
  ///
  /// A customer may have read a tag on a statement and typed it: what stands in a payment's own words is not counted.
  func noteTags(in rows: [ReportedRefund], of payment: Transaction) throws(DeskError) {
    var own: Set<DecisionTag>?
    var seen: [SeenTag] = []
    for row in rows where row.statedBy == nil {
      for tag in row.details.map(DecisionTag.all) ?? [] where tag.code != nil {
        let theirs = own ?? Set(payment.words.flatMap(DecisionTag.all))
        own = theirs
        guard !theirs.contains(tag), try !isReference(tag, of: row, at: payment.key.account) else {
          continue
        }
        seen.append(SeenTag(tag, on: row))
      }
    }
    guard !seen.isEmpty else { return }
    try recorded { () throws(JournalError) in
      try journal.noteStrayTags(among: seen, on: payment.key, at: now())
    }
  }

  /// A refund under a tag of ours that no decision has and that may be of this payment; `nil` where there is none.
  ///
  /// Once a person decided on the payment afterwards, they have looked.
  func strayTag(
    around payment: Transaction, intents: [Intent]
  ) throws(DeskError) -> StrayTag? {
    let ours = try recorded { () throws(JournalError) in
      try journal.strayTags(of: payment.key.account)
    }.filter(\.isOurs)
    let areTooMany = ours.count { !$0.isAccepted } >= StrayTag.oursMax
    return ours.last { stray in
      guard !intents.contains(where: { $0.created > stray.found }) else { return false }
      if areTooMany { return payment.created.map { $0.instant < stray.found } ?? true }
      return stray.refund.link == .exact
        ? stray.payment == payment.id : stray.refund.couldBe(of: payment)
    }
  }

  /// Whether a tag stands in a row because the payment has it as its reference.
  private func isReference(
    _ tag: DecisionTag, of row: ReportedRefund, at account: AccountIdentity
  ) throws(DeskError) -> Bool {
    guard let reference = row.reference, DecisionTag.all(in: reference).contains(tag) else {
      return false
    }
    return try transactions(called: reference, at: account)
      .contains { $0.kind == .payment && $0.reference == reference }
  }
}

extension Transaction {
  /// What the payer or the merchant wrote into the payment itself.
  fileprivate var words: [ForeignText] { [reference] + [details].compactMap(\.self) }
}
