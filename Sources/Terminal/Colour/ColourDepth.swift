/// How many colours the screen uses.
package enum ColourDepth: Hashable, Sendable, CaseIterable {
  /// None at all: a monochrome terminal, or `NO_COLOR`.
  case none

  /// The eight of the terminal's palette.
  case eight

  /// The sixteen of the terminal's palette.
  case sixteen

  /// The 256 of xterm.
  case indexed

  /// Any red, green and blue.
  case direct

  /// Chooses what a terminal type can do, the environment allows and the line can bear.
  ///
  /// A terminal may have true colour without saying so in its description; then `COLORTERM` does.
  init(
    type: TerminalType.Capabilities, environment: TerminalEnvironment, isLowBandwidth: Bool = false
  ) {
    let isDirect =
      type.hasDirectColours || type.canAddDirectColours && environment.promisesDirectColour
    self =
      if environment.forbidsColour || type.colourCount < 8 {
        .none
      } else if isDirect, !isLowBandwidth || type.hasDirectColours {
        .direct
      } else {
        switch type.colourCount {
        case 256...: .indexed
        case 16...: .sixteen
        default: .eight
        }
      }
  }
}

extension ColourDepth {
  /// Whether a terminal shows two colours as one.
  package func merges(_ left: Colour, _ right: Colour) -> Bool {
    var palette = AnsiPalette(depth: self)
    let numbers = [left, right].map {
      palette.numbers(foreground: .default, background: $0).background
    }
    return numbers[0] == numbers[1]
  }
}
