import Settings
import TerminalViews
import Testing

@testable import Terminal

/// Every theme on terminals with 256, sixteen and eight colours, and with none.
struct ThemeDepthTests {
  /// Lines and marks are no text: they must be seen, not read.
  private static let drawn: Set<ThemeRole> = [.background, .border, .borderFocus, .cursorMark]

  /// The contrast of a role's letters in the colours that a terminal has, as xterm shows them.
  private func contrast(_ role: ThemeRole, of theme: Theme, at depth: ColourDepth) throws -> Double
  {
    let numbers = numbers(role, of: theme, at: depth)
    let front = ThemeColour.indexed(try #require(UInt8(exactly: numbers.foreground)))
    let back = ThemeColour.indexed(try #require(UInt8(exactly: numbers.background)))
    return try #require(front.contrast(on: back))
  }

  private func numbers(
    _ role: ThemeRole, of theme: Theme, at depth: ColourDepth
  ) -> (foreground: Int32, background: Int32) {
    let style = ThemeStyles(theme: theme)[role]
    var palette = AnsiPalette(depth: depth)
    return palette.numbers(foreground: style.foreground, background: style.background)
  }

  @Test(arguments: ShippedThemes.coloured)
  func `with 256 colours every text has the contrast that reading needs`(name: String) throws {
    let theme = try ShippedThemes.theme(name)
    for role in ThemeRole.allCases where !Self.drawn.contains(role) {
      let contrast = try contrast(role, of: theme, at: .indexed)
      #expect(contrast >= 4.5, "\(role.name) \(contrast)")
    }
  }

  /// A hue that says what it is about may have the contrast of large letters; plain text may not.
  @Test(arguments: ShippedThemes.coloured, [ColourDepth.sixteen, .eight])
  func `with few colours every text can be read`(name: String, depth: ColourDepth) throws {
    let theme = try ShippedThemes.theme(name)
    for role in ThemeRole.allCases where !Self.drawn.contains(role) {
      let contrast = try contrast(role, of: theme, at: depth)
      let isPlain = [.text, .muted, .title, .amount, .selection, .field].contains(role)
      #expect(contrast >= (isPlain ? 4.5 : 3), "\(role.name) \(contrast)")
    }
  }

  @Test(arguments: ShippedThemes.coloured, [ColourDepth.indexed, .sixteen, .eight])
  func `what must not be confused stays apart`(name: String, depth: ColourDepth) throws {
    let theme = try ShippedThemes.theme(name)
    let (live, test) = (numbers(.live, of: theme, at: depth), numbers(.test, of: theme, at: depth))
    #expect(live.background != test.background)
    for (bad, good) in [(ThemeRole.error, ThemeRole.paid), (.failed, .paid), (.unknown, .paid)] {
      let colours = [bad, good].map { numbers($0, of: theme, at: depth).foreground }
      #expect(colours[0] != colours[1] || theme[bad].attributes != theme[good].attributes)
    }
  }

  @Test(arguments: ShippedThemes.coloured, [ColourDepth.sixteen, .eight])
  func `with few colours a field can be seen and what is in it be read`(
    name: String, depth: ColourDepth
  ) throws {
    var palette = ThemeStyles(theme: try ShippedThemes.theme(name))
    palette.depth = depth
    var screen = AnsiPalette(depth: depth)
    let ground = screen.numbers(
      foreground: .default, background: palette[.background].background)
    for role in [ThemeRole.field, .fieldFocus] {
      let style = palette[role]
      let numbers = screen.numbers(
        foreground: style.foreground, background: style.background)
      #expect(numbers.background != ground.background, "\(role.name)")
      let front = ThemeColour.indexed(try #require(UInt8(exactly: numbers.foreground)))
      let back = ThemeColour.indexed(try #require(UInt8(exactly: numbers.background)))
      #expect(try #require(front.contrast(on: back)) >= 4.5, "\(role.name)")
    }
  }

  @Test(arguments: [ColourDepth.sixteen, .eight])
  func `what is nearly black is black on light ground`(depth: ColourDepth) throws {
    let theme = try ShippedThemes.theme("solarized-light")
    #expect(numbers(.title, of: theme, at: depth).foreground == 0)
    #expect(numbers(.error, of: theme, at: depth).foreground != 0)
  }

  @Test(arguments: [ColourDepth.sixteen, .eight])
  func `a theme without colours gets none`(depth: ColourDepth) throws {
    var palette = ThemeStyles(theme: try ShippedThemes.theme("monochrome"))
    palette.depth = depth
    for role in ThemeRole.allCases { #expect(palette[role].background == .default) }
  }

  @Test func `a terminal without colours gets looks that need none`() {
    let palette = ThemeStyles.monochrome
    #expect(palette[.live].attributes == [.bold, .reverse])
    #expect(palette[.test].attributes == [.underline])
    #expect(palette[.field].attributes == [.underline])
    #expect(palette[.text] == .plain)
  }

  @Test(arguments: ShippedThemes.names)
  func `without colour LIVE and test, an error and money keep apart`(name: String) throws {
    let palette = ThemeStyles(theme: try ShippedThemes.theme(name))
    #expect(palette[.live].attributes != palette[.test].attributes)
    #expect(palette[.error].attributes != palette[.paid].attributes)
    #expect(palette[.unknown].attributes != palette[.paid].attributes)
    #expect(palette[.fieldFocus].attributes != palette[.field].attributes)
    #expect(palette[.selection].attributes != palette[.text].attributes)
  }
}
