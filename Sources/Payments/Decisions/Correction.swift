/// How a decision counts since something turned out otherwise than recorded (I9, I27).
///
/// The recorded end itself never changes.
public enum Correction: String, Hashable, Sendable, Codable, CaseIterable {
  /// The provider shows otherwise, and nobody has said yet what that was: the amount is held.
  case disputed
  /// The provider's effect is this decision's: its money went back.
  case stands
  /// Nothing of it went back, or what did stands in the ledger otherwise.
  case void
}

extension Intent {
  /// The state for which it counts in sums and in words; the recorded one unless it was corrected.
  public var countsAs: IntentState {
    // What is not at its end holds its amount whatever is said of it (I5).
    guard let correction, state.isTerminal else { return state }
    return switch correction {
    case .disputed: .needsHuman
    case .stands: .ruledDone
    // The total has it, or has another: of one that was refused nobody can say which.
    case .void where isInStatedTotal: state.isDone ? .ruledDone : .needsHuman
    case .void: state.isDone ? .failed : .ruledNotDone
    }
  }

  /// Whether what went back of it is in a total that a person stated, which counts in its place (I9).
  ///
  /// A total that it does not fit in says that it did not go back.
  public var isInStatedTotal: Bool {
    guard correction == .void, state.isTerminal, kind == .refund, let statedTotal else {
      return false
    }
    return statedTotal.currency == amount.currency && statedTotal.minor >= amount.minor
  }

  /// Whether something of it may have reached the provider: it was sent, or the provider showed something of it.
  public var mayHaveArrived: Bool { state.mayHaveBeenSent || correction != nil }

  /// Whether its amount counts against what remains (I4), corrections included.
  public var holdsAmount: Bool { !isInStatedTotal && countsAs.holdsAmount }

  /// Whether its amount counts as gone back, corrections included.
  public var isDone: Bool { !isInStatedTotal && countsAs.isDone }
}
