package import TextSafety

/// The colours: which theme is drawn, which is asked for, and which stays.
package struct ThemeModel: Hashable, Sendable {
  /// The theme on the screen; it could be read.
  package var drawn: String
  /// The theme that is tried out, or kept: what is drawn as soon as it is read.
  package var wanted: String
  /// The theme that comes back when trying out ends.
  package var kept: String
  /// The themes that were read.
  package var known: Set<String>
  /// Why a theme cannot be drawn with.
  package var broken: [String: SafeText] = [:]

  /// The theme that the desk opens with.
  package init(_ name: String) {
    drawn = name
    wanted = name
    kept = name
    known = [name]
  }
}

extension ThemeModel {
  /// Draws with a theme from now on, as soon as it is read; one that is broken changes nothing.
  mutating func want(_ name: String) -> [DeskEffect] {
    guard name != wanted else { return [] }
    wanted = name
    guard known.contains(name) else { return [.readTheme(name)] }
    drawn = name
    return []
  }
}
