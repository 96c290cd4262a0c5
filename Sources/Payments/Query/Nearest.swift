import TextSafety

/// Finds what may have been meant instead of what was typed.
public enum Nearest {
  /// How much of a word may be wrong for another to be meant by it.
  public enum Leniency: Sendable {
    /// Typed in passing: half of it, or all that is missing at its end.
    case half
    /// Written into a file: a third.
    case third
  }

  /// The word that is nearest to a typed one; `nil` when none is near enough to be meant.
  public static func word(
    to typed: String, among words: some Sequence<String>, within leniency: Leniency = .half
  ) -> String? {
    let wanted = scalars(typed)
    guard !wanted.isEmpty else { return nil }
    let limit = max(1, wanted.count / (leniency == .half ? 2 : 3))
    return words.compactMap { word -> (distance: Int, word: String)? in
      let candidate = scalars(word)
      if leniency == .half, wanted.count > 1, candidate.starts(with: wanted) { return (1, word) }
      return EditDistance.between(wanted, candidate, most: limit).map { ($0, word) }
    }
    .min { ($0.distance, $0.word) < ($1.distance, $1.word) }?.word
  }

  private static func scalars(_ text: String) -> [Unicode.Scalar] {
    Array(text.lowercased().unicodeScalars.prefix(scalarsMax))
  }

  private static let scalarsMax = 64
}
