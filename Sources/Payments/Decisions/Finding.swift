/// What a later read showed otherwise than recorded, about one decision (I27).
public struct Finding: Hashable, Sendable, Codable {
  /// The kinds, the gravest first.
  public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
    /// Recorded as not done, and the money moved.
    case movedAnyway
    /// Recorded as done, and the provider now says that it failed.
    case failedLate
    /// The payment's status went back, so that what was recorded may not have stayed.
    case wentBack
    /// The provider uses a word that nobody here knows.
    case unknownWord

    /// Whether the decision's amount is held until a person says what it was.
    public var disputes: Bool { self == .movedAnyway || self == .failedLate }
  }

  /// What it is.
  public var kind: Kind
  /// What shows it: the provider's id of the refund, or its word; empty where it has no name.
  public var effect: String
  /// What the provider's effect moved; `nil` where nobody knows.
  public var amount: Money?
  /// Whether nothing more is decided on the payment before a person released it.
  public var locks: Bool

  /// Makes a finding.
  public init(kind: Kind, effect: String, amount: Money? = nil, locks: Bool = false) {
    self.kind = kind
    self.effect = effect
    self.amount = amount
    self.locks = locks
  }

  /// Whether another one is about the same effect, which is told once.
  public func isSame(as other: Finding) -> Bool {
    kind == other.kind && effect.utf8.elementsEqual(other.effect.utf8)
  }
}

/// What became of a finding.
public enum FindingEnd: String, Hashable, Sendable, Codable, CaseIterable {
  /// The effect is the decision's after all.
  case ours
  /// Somebody made it elsewhere; the ledger has it as such.
  case elsewhere
  /// It is not about this decision.
  case notThisOne
  /// The provider shows it no more.
  case passed
}

extension Correction {
  /// How a decision counts once its finding came to an end; `nil` for as recorded.
  public init?(_ end: FindingEnd, of kind: Finding.Kind) {
    guard end == .ours else { return nil }
    switch kind {
    case .movedAnyway: self = .stands
    case .failedLate, .wentBack: self = .void
    case .unknownWord: return nil
    }
  }
}
