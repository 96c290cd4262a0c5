/// A place in a text, counted from 1 as editors do.
struct TOMLPosition: Hashable, Sendable {
  /// The line, from 1.
  let line: Int
  /// The column in Unicode scalars, from 1.
  let column: Int
}
