/// One line of text being edited: the text and the place of the cursor, in characters.
///
/// Bounded.
package struct LineEditor: Hashable, Sendable {
  /// The text.
  package private(set) var text: String
  /// The cursor, 0 to the count of characters.
  package private(set) var cursor: Int
  /// The most characters kept.
  package let limit: Int

  /// Makes a line with the cursor at its end.
  package init(_ text: String = "", limit: Int = 200) {
    self.text = String(text.prefix(limit))
    self.limit = limit
    cursor = self.text.count
  }

  /// Takes a new text and a new place for the cursor, both brought within their bounds.
  ///
  /// A mark typed after a letter joins it, so a count from before need not be one after.
  mutating func set(_ text: some StringProtocol, cursor: Int) {
    self.text = String(text.prefix(limit))
    self.cursor = min(max(0, cursor), self.text.count)
  }
}
