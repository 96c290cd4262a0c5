/// A place in a text, counted from 1 as editors do.
struct TOMLPosition: Hashable, Comparable, Sendable {
  /// The line, from 1.
  let line: Int
  /// The column in Unicode scalars, from 1.
  let column: Int

  /// Whether this comes before the other.
  static func < (left: TOMLPosition, right: TOMLPosition) -> Bool {
    (left.line, left.column) < (right.line, right.column)
  }
}
