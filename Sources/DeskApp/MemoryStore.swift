package import TextSafety
package import ViewModels

/// Where what the desk remembers is kept from one session to the next.
///
/// Several desks may keep theirs in one place; each change is put to what is there at that moment.
package protocol MemoryStore: Sendable {
  /// What is kept; nothing yet is no failure.
  func read() throws(MemoryFailure) -> DeskMemory

  /// Keeps a change, and returns everything that is kept then.
  func keep(_ change: MemoryChange) throws(MemoryFailure) -> DeskMemory
}

/// Why nothing can be remembered.
package struct MemoryFailure: Error, Hashable, Sendable {
  /// What is wrong, what is lost by it, and what would help.
  package let sentence: SafeText

  /// Makes a failure.
  package init(_ sentence: SafeText) { self.sentence = sentence }
}
