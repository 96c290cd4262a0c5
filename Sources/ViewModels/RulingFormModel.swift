package import Payments
package import SupportDesk
package import TextSafety

/// What a person writes down before ruling on an outcome, or before releasing a frozen payment.
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
  }

  /// The fields in the order of Tab.
  package enum Field: Hashable, Sendable, CaseIterable {
    /// Which of the provider's rows it was.
    case match
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
  /// The evidence as typed or pasted.
  package var evidence = LineEditor(limit: RulingFormModel.evidenceMax)
  /// The field that has the cursor.
  package var field: Field
  /// What is wrong with a field, in a sentence, shown under it.
  package var mistakes: [Field: SafeText] = [:]

  /// The most characters of evidence.
  package static let evidenceMax = 400

  /// Makes a form for a matter.
  package init(item: AttentionItem, verdict: Verdict, matches: [ReportedRefund]) {
    self.item = item
    self.verdict = verdict
    self.matches = verdict == .happened ? matches : []
    field = self.matches.isEmpty ? .evidence : .match
  }

  /// Its name.
  package var id: ID { ID(item: item.id, verdict: verdict) }

  /// The fields that there are.
  package var fields: [Field] { Field.allCases.filter { $0 != .match || !matches.isEmpty } }

  /// What has to be typed to make the ruling: the amount, or `cancel`; `free` before it where it frees the money.
  ///
  /// The two verdicts differ, so that a slip between their keys rules nothing.
  package var confirmWord: String {
    let amount = item.intent.flatMap { $0.kind == .refund ? $0.amount.decimalText : nil }
    return switch verdict {
    case .happened: amount ?? "cancel"
    case .didNotHappen: amount.map { "free \($0)" } ?? "free"
    case .release: "release"
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
      "Refunds and cancels of this payment become possible again. What is recorded stays as it is."
    }
  }
}
