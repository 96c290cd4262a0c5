package import TextSafety

/// A key and what it does, as the footer shows it.
package struct KeyHint: Hashable, Sendable {
  /// The action.
  package let action: DeskAction
  /// The key: `R`.
  package let key: SafeText
  /// What it does: `refund`.
  package let title: SafeText
  /// Why it does not apply now; `nil` when it does.
  ///
  /// It stays visible all the same.
  package let refusal: SafeText?

  /// The columns it takes: key, a space, title.
  package var width: Int { key.width + 1 + title.width }
}
