/// A key as the models know it; the terminal's own key type never reaches them.
package enum KeyPress: Hashable, Sendable {
  /// A printable character.
  case character(Character)
  /// A letter held with Control, in lower case.
  case control(Character)
  /// Return.
  case enter
  /// Escape.
  case escape
  /// Tabulator.
  case tab
  /// Shift and Tabulator.
  case backTab
  /// Backspace.
  case backspace
  /// Delete.
  case delete
  /// Cursor up.
  case up
  /// Cursor down.
  case down
  /// Cursor left.
  case left
  /// Cursor right.
  case right
  /// Home.
  case home
  /// End.
  case end
  /// Page up.
  case pageUp
  /// Page down.
  case pageDown
}
