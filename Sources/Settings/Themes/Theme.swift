/// How text of one role looks.
package struct ThemeStyle: Hashable, Sendable {
  /// The colour of the letters.
  package var foreground: ThemeColour
  /// The ground behind them; `nil` for the ground that is there already.
  package var background: ThemeColour?
  /// What is done to them besides.
  package var attributes: Set<ThemeAttribute>

  /// Makes a style.
  package init(
    foreground: ThemeColour, background: ThemeColour? = nil, attributes: Set<ThemeAttribute> = []
  ) {
    self.foreground = foreground
    self.background = background
    self.attributes = attributes
  }
}

/// A named set of styles, one for each role.
package struct Theme: Hashable, Sendable {
  /// Whether the ground is dark or light.
  package enum Kind: String, CaseIterable, Hashable, Sendable {
    /// Light letters on a dark ground.
    case dark
    /// Dark letters on a light ground.
    case light
  }

  /// The name: that of its file.
  package let name: String
  /// Dark or light.
  package let kind: Kind

  private let styles: [ThemeRole: ThemeStyle]

  /// Makes a theme from the styles it names; roles without one look like text.
  package init(name: String, kind: Kind, styles: [ThemeRole: ThemeStyle]) {
    self.name = name
    self.kind = kind
    let text = styles[.text] ?? ThemeStyle(foreground: .default)
    let ground = styles[.background]?.background ?? .default
    var complete: [ThemeRole: ThemeStyle] = [:]
    for role in ThemeRole.allCases { complete[role] = styles[role] ?? text }
    complete[.background] = ThemeStyle(foreground: text.foreground, background: ground)
    self.styles = complete
  }

  /// The style of a role.
  package subscript(role: ThemeRole) -> ThemeStyle {
    styles[role] ?? ThemeStyle(foreground: .default)
  }

  /// The ground of the screen.
  package var background: ThemeColour { self[.background].background ?? .default }

  /// How well a role's letters can be read on their ground; `nil` when the terminal decides either.
  package func contrast(_ role: ThemeRole) -> Double? {
    self[role].foreground.contrast(on: self[role].background ?? background)
  }
}
