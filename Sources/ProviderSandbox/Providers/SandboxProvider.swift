/// The name of a simulated provider, as faults, paths and configurations have it.
package struct SandboxProvider: RawRepresentable, Hashable, Sendable {
  /// The word.
  package let rawValue: String

  /// Makes a name of its word.
  package init(rawValue: String) { self.rawValue = rawValue }
}
