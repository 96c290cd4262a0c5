package import Payments
package import TextSafety

/// A provider's row with a tag in it, as it was read.
package struct SeenTag: Hashable, Sendable {
  /// The tag.
  package let tag: DecisionTag
  /// The row.
  package let refund: ReportedRefund

  /// Makes one.
  package init(_ tag: DecisionTag, on refund: ReportedRefund) {
    self.tag = tag
    self.refund = refund
  }
}

/// A tag that a provider's row carries and that names no decision of this journal (I25).
package struct StrayTag: Hashable, Sendable {
  /// The merchant.
  package let account: AccountIdentity
  /// The tag as it stands in the row.
  package let tag: SafeText
  /// The code in it.
  package let code: TagCode
  /// Whether the code is one of this journal: then a decision was made under its name that it does not have.
  package let isOurs: Bool
  /// The payment that was read.
  package let payment: TransactionID
  /// The row, without its words.
  package let refund: ReportedRefund
  /// When it was first read.
  package let found: Instant
  /// Whether a person has accepted the record since.
  package let isAccepted: Bool

  /// How many of ours one merchant may have open before nobody tells the payments apart any more.
  package static let oursMax = 50
  /// How many of others one merchant may have open; more say nothing new.
  static let othersMax = 10
}

/// The tags of one merchant that nobody has settled yet: either all of our own codes, or all of others.
package struct TagMatter: Hashable, Sendable {
  /// The tags, in the order in which they were found; never empty.
  package let tags: [StrayTag]
  /// The code that this journal has now.
  package let code: TagCode

  /// The merchant.
  package var account: AccountIdentity { tags[0].account }
  /// Whether a decision is missing here.
  package var isOurs: Bool { tags[0].isOurs }
  /// Since when.
  package var since: Instant { tags[0].found }

  /// What is the matter, in a sentence.
  package var matter: SafeText {
    let first = tags[0]
    let row: SafeText = first.refund.id.map { " (\($0.safe.truncatedMiddle(to: 40)))" } ?? ""
    guard isOurs else {
      let codes = Set(tags.map(\.code)).sorted().map { SafeText(sanitizing: $0.text) }
      let ends: SafeText =
        codes.count == 1
        ? "has the tag \(first.tag)" : "and others have tags of \(codes.joined(separator: ", "))"
      return
        "A second Tilldesk works on this merchant: the refund of \(first.refund.amount.text)\(row) \(ends), and the tags of this record end in \(SafeText(sanitizing: code.text))."
    }
    guard tags.count > 1 else {
      return
        "The record is behind: the provider lists a refund of \(first.refund.amount.text)\(row) with our tag \(first.tag), and no decision here has it."
    }
    let count: SafeText =
      tags.count < StrayTag.oursMax ? "\(tags.count)" : "\(StrayTag.oursMax) or more"
    return
      "The record is behind: the provider lists \(count) refunds with tags of ours that no decision here has, first \(first.tag) of \(first.refund.amount.text)\(row)."
  }

  /// What to do about it, in a sentence.
  package var remedy: SafeText {
    isOurs
      ? "Look for a newer record, or for a copy that others work on; where there is none, compare with the provider, then tilldesk journal accept --evidence \"what you found\" ends this."
      : "Let all agents work on one record; where a second one is meant, tilldesk journal accept --evidence \"who works there\" ends this."
  }
}
