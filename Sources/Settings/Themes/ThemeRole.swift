/// What a colour is for.
///
/// Themes name colours by role; panes ask for roles and never for colours. The raw value is the place among all of
/// them, by which a style is found.
package enum ThemeRole: Int, CaseIterable, Hashable, Sendable {
  /// The ground of the screen.
  case background
  /// Plain text.
  case text
  /// What matters less: ages, hints, column heads.
  case muted
  /// The lines around a pane.
  case border
  /// The lines around the pane that has the keyboard.
  case borderFocus
  /// The title of a pane.
  case title
  /// The reference of the row under the cursor.
  case selection
  /// The bar before the row under the cursor.
  case cursorMark
  /// The word LIVE.
  case live
  /// The word test.
  case test
  /// Money arrived.
  case paid
  /// Not final.
  case pending
  /// Ended without money moving.
  case failed
  /// Money went back.
  case refunded
  /// Nobody knows yet; needs a person.
  case unknown
  /// Worth a look.
  case warning
  /// Went wrong.
  case error
  /// An amount of money.
  case amount
  /// A key in the footer's hints.
  case key
  /// A field that can be filled.
  case field
  /// The field that is being filled.
  case fieldFocus

  /// The name in the file of a theme.
  package var name: String {
    switch self {
    case .borderFocus: "border-focus"
    case .cursorMark: "cursor-mark"
    case .fieldFocus: "field-focus"
    case .background, .text, .muted, .border, .title, .selection, .live, .test, .paid, .pending,
      .failed, .refunded, .unknown, .warning, .error, .amount, .key, .field:
      String(describing: self)
    }
  }
}

/// What a terminal can do to text besides colouring it.
package enum ThemeAttribute: String, CaseIterable, Hashable, Sendable {
  /// Heavier.
  case bold
  /// Fainter.
  case dim
  /// Slanted.
  case italic
  /// Underlined.
  case underline
  /// Ground and colour exchanged.
  case reverse
}
