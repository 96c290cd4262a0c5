import Payments
import Settings
import SupportDesk
import TextSafety

extension SafeText {
  /// A count with a comma between groups of three digits: `4,812`.
  init(grouping count: Int) {
    var digits = String(count.magnitude)
    var groups: [Substring] = []
    while digits.count > 3 {
      groups.insert(digits.suffix(3), at: 0)
      digits.removeLast(3)
    }
    groups.insert(digits[...], at: 0)
    self.init(sanitizing: (count < 0 ? "-" : "") + groups.joined(separator: ","))
  }

  /// The text within some columns; a longer one ends between two words, with `…`.
  func truncatedBetweenWords(to columns: Int) -> SafeText {
    let cut = truncated(to: columns)
    // By scalars: a space before a Thai vowel sign is one `Character` with it, and would part nothing.
    let scalars = cut.text.unicodeScalars
    guard cut != self, let space = scalars.lastIndex(of: " "), space > scalars.startIndex else {
      return cut
    }
    return SafeText(sanitizing: String(scalars[..<space])) + " …"
  }

  /// The first clause of a sentence, for a place with little room; in lower case, unless it begins with a name.
  func firstClause(keeping name: SafeText) -> SafeText {
    // By scalars, as above.
    let scalars = text.unicodeScalars
    let end = scalars.indices.first { index in
      guard Self.endsClause(scalars[index]) else { return false }
      // A point within an amount ends nothing.
      let next = scalars.index(after: index)
      return next == scalars.endIndex || scalars[next] == " "
    }
    let clause = scalars[..<(end ?? scalars.endIndex)]
    let trimmed = Substring(clause.last == " " ? clause.dropLast() : clause)
    if !name.isEmpty, text.hasPrefix(name.text) { return SafeText(sanitizing: trimmed) }
    return SafeText(sanitizing: trimmed.prefix(1).lowercased() + trimmed.dropFirst())
  }

  private static func endsClause(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "." || scalar == ":" || scalar == ";"
  }
}

extension Status {
  /// How the word looks.
  var role: ThemeRole {
    switch self {
    case .paid: .paid
    case .pending, .authorized: .pending
    case .partlyRefunded, .refunded: .refunded
    case .failed, .cancelled: .failed
    case .disputed, .review, .unrecognised: .unknown
    }
  }
}

extension IntentState {
  /// Whether nobody knows what happened.
  var isUncertain: Bool { self == .unknown || self == .needsHuman }

  /// How the word looks.
  var role: ThemeRole {
    switch self {
    case .succeeded, .ruledDone: .paid
    case .pending, .prepared, .awaitingApproval, .sending: .pending
    case .unknown, .needsHuman: .unknown
    case .declined, .expired, .withdrawn, .discarded, .notSent, .ruledNotDone: .muted
    case .rejected, .failed: .failed
    }
  }
}

extension Mode {
  /// How the word looks.
  var role: ThemeRole {
    switch self {
    case .live: .live
    case .test: .test
    }
  }

  /// The frame of a decision in this world.
  var frame: Panel.Frame {
    switch self {
    case .live: .live
    case .test: .test
    }
  }
}
