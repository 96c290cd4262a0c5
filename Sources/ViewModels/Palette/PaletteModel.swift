package import TextSafety

/// The palette of all actions while it is open.
package struct PaletteModel: Hashable, Sendable {
  /// What an entry stands for.
  package enum Entry: Hashable, Sendable {
    /// An action of the table, done as its key does it.
    case action(DeskAction)
    /// A command, with a word that it takes; without one that it needs, the command line opens.
    case command(name: String, word: String?)
  }

  /// What is typed.
  package var filter = LineEditor()
  /// What matches, best first; settled when the filter changes, so that nothing moves under the cursor.
  package var entries: [Entry] = []
  /// The one under the cursor.
  package var index = 0
  /// Why the entry was not done, or what a key said; gone with the next key.
  package var remark: SafeText?

  /// Makes a palette without a filter.
  package init() {}

  /// The entry under the cursor.
  package var selected: Entry? { entries.indices.contains(index) ? entries[index] : nil }
}

/// An entry as it stands in the palette.
package struct PaletteLine: Hashable, Sendable {
  /// What it does, in a few words.
  package var title: SafeText
  /// Its keys, or how it is typed: `R`, `:theme`.
  package var keys: SafeText
  /// Why it would do nothing now; `nil` when it applies.
  package var refusal: SafeText?
}
