package import Settings
package import Terminal

/// The styles of a theme as cells carry them, made once and looked up by role.
package struct ThemeStyles: Hashable, Sendable {
  /// One for each role, at its place.
  private let styles: [Style]
  /// The same for terminals of eight and of sixteen colours, which would show no ground of some fields.
  private let stylesOfEight: [Style]
  private let stylesOfSixteen: [Style]

  /// The colours that the terminal has; where they are few, fields stand out all the same.
  package var depth = ColourDepth.direct

  /// The lines around a decision that moves real money.
  let liveBorder: Style
  /// The lines around a decision that moves play money.
  let testBorder: Style

  /// For a screen without colours, whatever the theme.
  package static let monochrome = ThemeStyles(theme: .monochrome)

  /// Makes the palette of a theme.
  package init(theme: Theme) {
    let ground = Colour(theme.background)
    let styles = ThemeRole.allCases.map { Style(theme[$0], ground: ground) }
    self.styles = styles
    stylesOfEight = Self.showingFields(styles, ground: ground, depth: .eight)
    stylesOfSixteen = Self.showingFields(styles, ground: ground, depth: .sixteen)
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

  /// The styles with those fields on blue whose ground would become that of the screen: what cannot be seen is not
  /// found.
  ///
  /// A theme that gives them no ground of their own shows them in another way.
  private static func showingFields(
    _ styles: [Style], ground: Colour, depth: ColourDepth
  ) -> [Style] {
    var styles = styles
    let blue = Colour.indexed(4)
    for role in [ThemeRole.field, .fieldFocus] {
      let own = styles[role.rawValue].background
      guard own != ground, depth.merges(own, ground) else { continue }
      styles[role.rawValue].background = depth.merges(blue, ground) ? .indexed(0) : blue
    }
    return styles
  }

  /// The style of a role, complete with the ground behind it.
  package subscript(role: ThemeRole) -> Style {
    switch depth {
    case .eight: stylesOfEight[role.rawValue]
    case .sixteen: stylesOfSixteen[role.rawValue]
    case .none, .indexed, .direct: styles[role.rawValue]
    }
  }
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
