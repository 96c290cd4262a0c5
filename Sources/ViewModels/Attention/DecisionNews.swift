package import Payments
package import SupportDesk
package import TextSafety

/// What became of a decision, with the name that people know its payment by.
package struct DecisionNews: Hashable, Sendable {
  /// The decision as the journal now holds it.
  package var intent: Intent
  /// The reference of its payment, else the id.
  package var reference: SafeText
  /// What happened to the money, in one sentence or two.
  package var sentence: SafeText
  /// Whether it came to another state.
  package var isNews: Bool
  /// What it needs somebody for; `nil` for nothing.
  package var matter: AttentionItem.Matter?

  /// Makes news of a decision.
  package init(
    intent: Intent, reference: SafeText, sentence: SafeText, isNews: Bool = true,
    matter: AttentionItem.Matter? = nil
  ) {
    self.intent = intent
    self.reference = reference
    self.sentence = SafeText(sanitizing: sentence.text.trimmingSpaces)
    self.isNews = isNews
    self.matter = matter
  }

  /// Which money it is about, then what became of it.
  package var line: SafeText {
    "\(subject): \(SafeText(sanitizing: sentence.text.loweringFirst))"
  }

  /// How it is said.
  var level: Message.Level {
    switch matter {
    case .frozen, .movedAnyway, .failedLate: .error
    case .record, .recordBehind, .merchant, .secondTilldesk, .needsPerson, .unknown, .overdue,
      .stuck, .wentBack, .unknownWord:
      .warning
    case .none: intent.countsAs.messageLevel
    }
  }

  private var subject: SafeText {
    switch intent.kind {
    case .refund: "\(intent.amount.text) from \(reference)"
    case .cancel: "cancel of \(reference)"
    }
  }
}

extension String {
  /// The text with its first letter small, to go on after a colon.
  fileprivate var loweringFirst: String { prefix(1).lowercased() + dropFirst() }
}
