package import Settings
package import Terminal

/// The styles of a theme as cells carry them, made once and looked up by role.
package struct Palette: Hashable, Sendable {
  private let styles: [ThemeRole: Style]

  /// The lines around a decision that moves real money.
  let liveBorder: Style

  /// Makes the palette of a theme.
  package init(theme: Theme) {
    let ground = Colour(theme.background)
    styles = Dictionary(
      uniqueKeysWithValues: ThemeRole.allCases.map { ($0, Style(theme[$0], ground: ground)) })
    let live = theme[.live]
    // A filled word gives its ground to the lines, which would be bars of colour otherwise.
    let line = ThemeStyle(
      foreground: live.background ?? live.foreground,
      attributes: live.attributes.subtracting([.reverse]))
    liveBorder = Style(line, ground: ground)
  }

  /// The style of a role, complete with the ground behind it.
  package subscript(role: ThemeRole) -> Style { styles[role] ?? .plain }
}

extension Style {
  /// A theme's style on a ground, which shows wherever the style has none of its own.
  fileprivate init(_ style: ThemeStyle, ground: Colour) {
    self.init(
      foreground: Colour(style.foreground), background: style.background.map(Colour.init) ?? ground,
      attributes: style.attributes.reduce(into: []) { $0.formUnion(Attributes($1)) })
  }
}

extension Style.Attributes {
  fileprivate init(_ attribute: ThemeAttribute) {
    switch attribute {
    case .bold: self = .bold
    case .dim: self = .dim
    case .italic: self = .italic
    case .underline: self = .underline
    case .reverse: self = .reverse
    }
  }
}

extension Colour {
  fileprivate init(_ colour: ThemeColour) {
    switch colour {
    case .rgb(let red, let green, let blue): self = .rgb(red, green, blue)
    case .indexed(let index), .named16(let index): self = .indexed(index)
    case .default: self = .default
    }
  }
}
