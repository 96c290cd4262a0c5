/// Finds what may have been meant instead of what was typed.
public enum Nearest {
  /// The word that is nearest to a typed one; `nil` when none is near enough to be meant.
  public static func word(to typed: String, among words: [String]) -> String? {
    let wanted = Array(typed.lowercased().unicodeScalars.prefix(scalarsMax))
    guard !wanted.isEmpty else { return nil }
    let limit = max(1, wanted.count / 2)
    return words.map { word in
      let lower = word.lowercased()
      let candidate = Array(lower.unicodeScalars.prefix(scalarsMax))
      let isBeginning = wanted.count > 1 && candidate.starts(with: wanted)
      return (distance: isBeginning ? 1 : distance(wanted, candidate), word: word)
    }
    .filter { $0.distance <= limit }
    .min { ($0.distance, $0.word) < ($1.distance, $1.word) }?.word
  }

  /// The references that a customer may have meant, nearest first; the typed one may be a part of a
  /// reference.
  ///
  /// Dashes, case, `O`/`0` and `I`/`L`/`1` make no difference. A candidate is named once.
  public static func references(
    to typed: String, among candidates: some Sequence<String>, limit: Int = 3
  ) -> [String] {
    let wanted = Array(SearchFold.fold(typed).unicodeScalars.prefix(scalarsMax))
    guard wanted.count >= 3 else { return [] }
    return Set(candidates).compactMap { candidate -> (Int, Int, String)? in
      let folded = Array(SearchFold.fold(candidate).unicodeScalars.prefix(scalarsMax))
      let distance = distance(wanted, folded, toPart: true)
      guard distance <= max(1, wanted.count / 4) else { return nil }
      return (distance, abs(folded.count - wanted.count), candidate)
    }
    .sorted(by: <).prefix(max(0, limit)).map(\.2)
  }

  private static let scalarsMax = 64

  /// How many scalars must be inserted, removed, replaced or swapped with their neighbour.
  ///
  /// - Parameters:
  ///   - toPart: Measures to the nearest part of the candidate, so that what surrounds it costs
  ///     nothing.
  static func distance(
    _ typed: [Unicode.Scalar], _ candidate: [Unicode.Scalar], toPart: Bool = false
  ) -> Int {
    var beforeLast: [Int] = []
    var last = toPart ? Array(repeating: 0, count: candidate.count + 1) : Array(0...candidate.count)
    for (row, scalar) in typed.enumerated() {
      var current = [row + 1]
      for (column, other) in candidate.enumerated() {
        var best = last[column] + (scalar == other ? 0 : 1)
        best = min(best, last[column + 1] + 1, current[column] + 1)
        if row > 0, column > 0, scalar == candidate[column - 1], typed[row - 1] == other {
          best = min(best, beforeLast[column - 1] + 1)
        }
        current.append(best)
      }
      (beforeLast, last) = (last, current)
    }
    return (toPart ? last.min() : last.last) ?? typed.count
  }
}
