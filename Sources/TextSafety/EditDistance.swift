/// How far one text is from another.
package enum EditDistance {
  /// How many scalars have to be inserted, removed, replaced or swapped with their neighbour to make one text of the
  /// other; `nil` when that is more than `most`.
  package static func between(
    _ left: [Unicode.Scalar], _ right: [Unicode.Scalar], most: Int
  ) -> Int? {
    guard abs(left.count - right.count) <= most else { return nil }
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for (row, scalar) in left.enumerated() {
      var current = [row + 1]
      for (column, other) in right.enumerated() {
        var best = last[column] + (scalar == other ? 0 : 1)
        best = min(best, last[column + 1] + 1, current[column] + 1)
        if row > 0, column > 0, scalar == right[column - 1], left[row - 1] == other {
          best = min(best, beforeLast[column - 1] + 1)
        }
        current.append(best)
      }
      // A row differs from the one before by one at most, so that no swap leads back below the bound.
      guard let least = current.min(), least <= most else { return nil }
      (beforeLast, last) = (last, current)
    }
    return last.last.flatMap { $0 <= most ? $0 : nil }
  }
}
