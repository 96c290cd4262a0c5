package import Payments
package import SupportDesk
package import TextSafety

/// What a person writes down before ruling on an outcome, saying what a finding was, or releasing a frozen payment.
///
/// A draft is one of these, kept.
package struct RulingFormModel: Hashable, Sendable {
  /// What is decided.
  package enum Verdict: String, Hashable, Sendable, CaseIterable {
    /// The refund or cancel happened.
    case happened
    /// It did not happen, and will not.
    case didNotHappen
    /// A frozen payment may be worked on again.
    case release
    /// What was found is the decision's after all.
    case ours
    /// Somebody made it elsewhere.
    case elsewhere
    /// It is not about this decision.
    case notThisOne
  }

  /// The fields in the order of Tab.
  package enum Field: Hashable, Sendable, CaseIterable {
    /// Which of the provider's rows it was.
    case match
    /// How much went back: in all, or elsewhere.
    case amount
    /// Who made it elsewhere.
    case who
    /// The provider's id of what was made elsewhere.
    case refundID
    /// What was seen, and where.
    case evidence
    /// The button that goes on to the review.
    case review
  }

  /// Which of the provider's rows it was.
  package enum Choice: Hashable, Sendable {
    /// The one at an index of the possible matches.
    case row(Int)
    /// None of them.
    case noneOfThem
  }

  /// Names a draft: what is decided about which matter.
  package struct ID: Hashable, Sendable {
    /// The matter.
    package let item: AttentionItem.ID
    /// What is decided.
    package let verdict: Verdict

    /// Makes a name.
    package init(item: AttentionItem.ID, verdict: Verdict) {
      self.item = item
      self.verdict = verdict
    }
  }

  /// The matter as the person sees it.
  package var item: AttentionItem
  /// What is decided.
  package let verdict: Verdict
  /// Rows of the provider that may be it; asked for only where it is ruled that it happened.
  package var matches: [ReportedRefund]
  /// The row chosen; `nil` until one is, since a row offered first would be taken unread.
  package var choice: Choice?
  /// How much went back, as typed.
  package var amount = LineEditor(limit: RulingFormModel.amountMax)
  /// Who made it elsewhere, as typed.
  package var who = LineEditor(limit: RulingFormModel.nameMax)
  /// The provider's id of it, as typed; empty where it is not known.
  package var refundID = LineEditor(limit: RulingFormModel.nameMax)
  /// The evidence as typed or pasted.
  package var evidence = LineEditor(limit: RulingFormModel.evidenceMax)
  /// The field that has the cursor.
  package var field: Field
  /// What is wrong with a field, in a sentence, shown under it.
  package var mistakes: [Field: SafeText] = [:]

  /// The most characters of evidence.
  package static let evidenceMax = 400
  /// The most characters of a name or an id.
  package static let nameMax = 100
  /// The most characters of an amount.
  package static let amountMax = 24

  /// Makes a form for a matter.
  package init(item: AttentionItem, verdict: Verdict, matches: [ReportedRefund]) {
    self.item = item
    self.verdict = verdict
    self.matches = verdict == .happened || verdict == .didNotHappen ? matches : []
    field = .evidence
    if verdict == .elsewhere, let amount = item.finding?.amount {
      self.amount = LineEditor(amount.decimalText, limit: Self.amountMax)
    }
    field = fields[0]
  }

  /// Its name.
  package var id: ID { ID(item: item.id, verdict: verdict) }

  /// The fields that there are.
  package var fields: [Field] {
    Field.allCases.filter { field in
      switch field {
      case .match: verdict == .happened && !matches.isEmpty
      case .amount: verdict == .release || verdict == .elsewhere
      case .who, .refundID: verdict == .elsewhere
      case .evidence, .review: true
      }
    }
  }

  /// What a field is called.
  package func title(of field: Field) -> SafeText {
    switch field {
    case .match: "Which"
    case .amount: verdict == .release ? "Refunded" : "Amount"
    case .who: "By whom"
    case .refundID: "Its id"
    case .evidence: "Evidence"
    case .review: "Review"
    }
  }

  /// What has to be typed to make the ruling: the amount, or `cancel`; `free` before it where it frees the money.
  ///
  /// The two verdicts differ, so that a slip between their keys rules nothing.
  package var confirmWord: String {
    let amount = item.intent.flatMap { $0.kind == .refund ? $0.amount.decimalText : nil }
    return switch verdict {
    case .happened: amount ?? "cancel"
    case .didNotHappen: amount.map { "free \($0)" } ?? "free"
    case .release: "release"
    case .ours:
      item.finding?.kind == .movedAnyway ? amount ?? "ours" : amount.map { "free \($0)" } ?? "ours"
    case .elsewhere: "elsewhere"
    case .notThisOne: "aside"
    }
  }

  /// Whether an amount is free afterwards that may have gone back.
  package var frees: Bool {
    switch verdict {
    case .didNotHappen: true
    case .ours: item.finding?.kind != .movedAnyway
    case .happened, .release, .elsewhere, .notThisOne: false
    }
  }

  /// What happens to the money by it.
  package var consequence: SafeText {
    let amount = item.intent?.amount.text ?? ""
    return switch (verdict, item.intent?.kind) {
    case (.happened, .refund): "It then counts as refunded: the \(amount) stay taken."
    case (.didNotHappen, .refund):
      "It frees the \(amount): it can be refunded again. If it did happen, the payer gets it twice."
    case (.happened, _): "The payment then counts as cancelled: nothing is taken from the payer."
    case (.didNotHappen, _):
      "It frees the payment: it can be cancelled or refunded again. If it was cancelled, that fails."
    case (.release, _):
      "What you state then counts as all that went back. Refunds and cancels become possible again, unless a decision on it is still open: settle that first."
    case (.ours, .refund) where item.finding?.kind == .movedAnyway:
      "It then counts as refunded: the \(amount) stay taken."
    case (.ours, .refund):
      "It frees the \(amount): it can be refunded again. If it did arrive, the payer gets it twice."
    case (.ours, _): "The cancel then counts as what the provider shows."
    case (.elsewhere, _):
      "It enters the ledger as made elsewhere and stays taken; the decision counts as it was recorded."
    case (.notThisOne, _):
      "The decision counts as it was recorded; the same thing is not brought up again."
    }
  }
}
