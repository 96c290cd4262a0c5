package import Settings
package import Terminal

/// The styles of a theme as cells carry them, made once and looked up by role.
package struct Palette: Hashable, Sendable {
  private let styles: [ThemeRole: Style]

  /// The lines around a decision that moves real money.
  let liveBorder: Style
  /// The lines around a decision that moves play money.
  let testBorder: Style

  /// For a screen without colours, whatever the theme.
  package static let monochrome = Palette(theme: .monochrome)

  /// Makes the palette of a theme.
  package init(theme: Theme) {
    let ground = Colour(theme.background)
    styles = Dictionary(
      uniqueKeysWithValues: ThemeRole.allCases.map { ($0, Style(theme[$0], ground: ground)) })
    liveBorder = Style(Self.line(.live, of: theme), ground: ground)
    testBorder = Style(Self.line(.test, of: theme), ground: ground)
  }

  /// The contrast that lines need at least; letters need more.
  private static let lineContrastMin = 2.5

  /// Lines in the colour of a word: a filled word gives its ground, else the lines would be bars.
  private static func line(_ role: ThemeRole, of theme: Theme) -> ThemeStyle {
    let word = theme[role]
    let accent = role == .live ? theme[.error] : word
    let candidates = [word.background ?? word.foreground, accent.foreground]
    let colour = candidates.first { candidate in
      (candidate.contrast(on: theme.background) ?? lineContrastMin) >= lineContrastMin
    }
    return ThemeStyle(
      foreground: colour ?? theme[.text].foreground,
      attributes: word.attributes.intersection([.bold]))
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
