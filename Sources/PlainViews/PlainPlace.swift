package import TextSafety

/// Where the conversation is when no question of a form is open.
package enum PlainPlace: Hashable, Sendable, CaseIterable {
  /// Searching, with the list that was found.
  case search
  /// A payment.
  case payment
  /// What needs somebody.
  case matters
  /// One of them, with its evidence.
  case matter
}

/// A word that does something, for the help and for what is typed alike.
package enum PlainWord: String, Hashable, Sendable, CaseIterable {
  case refund, cancel, check, replay, rule, release, ours, elsewhere, aside
  case search, list, more, show, timeline, note, raw, payment, attention, refresh, messages
  case back, help, quit

  /// Where it works.
  package var places: Set<PlainPlace> {
    switch self {
    case .refund, .cancel: [.payment]
    case .check, .replay, .rule, .release, .ours, .elsewhere, .aside, .payment: [.matter]
    case .list, .more: [.search]
    case .show: [.payment, .matter, .matters]
    case .timeline: [.payment, .matter]
    case .note, .raw: [.payment]
    case .attention: [.search, .payment]
    case .back: [.payment, .matters, .matter]
    case .refresh: [.search, .payment, .matters]
    case .search, .messages, .help, .quit: Set(PlainPlace.allCases)
    }
  }

  /// What it does, in a few words.
  package var meaning: SafeText {
    switch self {
    case .refund: "give money back, in part or in full"
    case .cancel: "cancel a pending payment"
    case .check: "ask the provider again now"
    case .replay: "send the same request again under the same key"
    case .rule: "write down that it happened, or that it did not"
    case .release: "let a frozen payment be worked on again"
    case .ours: "say that what was found is this decision's after all"
    case .elsewhere: "say that it was made elsewhere: how much, and by whom"
    case .aside: "say that it is not about this decision"
    case .search: "with words after it searches for them; alone finds the newest payments"
    case .list: "the list again from its beginning"
    case .more: "the next of the list"
    case .show: "everything again"
    case .timeline: "everything that was recorded about it"
    case .note: "write something down about it, for colleagues"
    case .raw: "what the provider last answered about it, as it was sent"
    case .payment: "the payment it is about"
    case .attention: "what needs somebody"
    case .refresh: "ask the providers again"
    case .messages: "what was said before"
    case .back: "one step back"
    case .help: "these words"
    case .quit: "leave"
    }
  }

  /// The word that was typed; the keys that sentences name work too.
  init?(typed: String) {
    switch typed {
    case "R": self = .refund
    case "X": self = .cancel
    case "!": self = .attention
    case "?": self = .help
    case "q", "exit": self = .quit
    default:
      guard let word = Self(rawValue: typed.lowercased()) else { return nil }
      self = word
    }
  }
}
