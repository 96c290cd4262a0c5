/// Keys that act on rows and were pressed before the rows were there that answer what was typed.
///
/// They wait for the index, and act then as if it had answered at once (I20).
package struct TypedAhead: Hashable, Sendable {
  /// The keys in their order.
  package private(set) var keys: [KeyPress] = []
  /// Whether more came than are kept, so that none of them may act: a part of them would act on another row.
  package private(set) var isTooLong = false

  /// How many keys wait; a held key brings thirty in a second.
  package static let limit = 32

  /// Makes an empty line of keys.
  package init() {}

  /// Whether no key waits.
  package var isEmpty: Bool { keys.isEmpty && !isTooLong }

  /// Puts a key at the end.
  mutating func append(_ key: KeyPress) {
    guard !isTooLong, keys.count < Self.limit else {
      keys = []
      isTooLong = true
      return
    }
    keys.append(key)
  }

  /// Takes all keys away.
  mutating func clear() { self = TypedAhead() }
}
