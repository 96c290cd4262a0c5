package import Payments

/// Everything a key can do.
///
/// Those of a feature are an enum of its own, with their rows of the one table from which dispatch, the footer, help and
/// `tilldesk keys` are made.
package enum DeskAction: Hashable, Sendable {
  /// Help, and what leads out of a place.
  case help, back, cancel
  /// What was said.
  case messages
  /// The terminal.
  case redraw, suspend
  /// Everything that can be done, by its name.
  case command, palette, findKey
  /// What needs somebody.
  case attention
  /// Money: the only keys that lead to a new decision about it, and neither moves any.
  case decide(IntentKind)
  /// On a line of text.
  case edit(LineEdit)
  /// In a list, in facts or in a menu.
  case move(Movement)
  /// The panes.
  case view(ViewAction)
  /// The transactions.
  case list(ListAction)
  /// The payment in view.
  case payment(PaymentAction)
  /// One thing that needs somebody.
  case issue(IssueAction)
  /// In one dialog only.
  case dialog(DialogAction)

  /// Whether it leads to money; what bars it is worth keeping among the messages.
  package var isDecision: Bool {
    if case .decide = self { true } else { false }
  }
}
