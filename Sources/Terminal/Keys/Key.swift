/// A key as it was pressed, whichever of the many byte sequences the terminal sent for it.
///
/// Shift, Ctrl and Alt on arrows and other named keys are not told apart: too few terminals send
/// them.
package enum Key: Hashable, Sendable {
  /// A printable character, one Unicode scalar at a time; upper case for Shift.
  case character(Character)

  /// Ctrl with a lower-case letter, or with one of `@ \ ] ^ _`. Ctrl-H, Ctrl-I, Ctrl-J, Ctrl-M and
  /// Ctrl-[ are the keys that send the same byte: backspace, tab, enter and escape.
  case control(Character)

  /// Alt with a printable character. Nothing needs it.
  case alt(Character)

  /// A function key, counted from 1.
  case function(Int)

  case enter, escape, tab, backTab, backspace, delete, insert
  case up, down, left, right, home, end, pageUp, pageDown
}
