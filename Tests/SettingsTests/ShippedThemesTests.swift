import Foundation
import Settings
import Testing

/// The themes that come with the program.
struct ShippedThemesTests {
  /// The checkout's themes, found from this file.
  private static let folder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("themes").path

  static let library = ThemeLibrary(folders: [folder], world: .live())
  static let names = [
    "catppuccin", "colour-blind-dark", "colour-blind-light", "daylight", "gruvbox",
    "high-contrast", "midnight", "monochrome", "nord", "solarized-dark", "solarized-light",
  ]

  private func theme(_ name: String) -> Theme {
    let found = Self.library.theme(
      named: name, chosenAt: SourcePosition(file: "test", line: nil, column: nil))
    #expect(found.mistakes == [])
    #expect(found.theme.name == name)
    return found.theme
  }

  @Test func `these themes are shipped, each in a file of its own`() {
    #expect(Self.library.entries().map(\.name) == Self.names)
    #expect(Self.library.entries().allSatisfy { $0.file != nil })
  }

  @Test func `the built-in themes are their files`() {
    #expect(theme("midnight") == .midnight)
    #expect(theme("monochrome") == .monochrome)
  }

  /// Lines and marks are no text: they must be seen, not read.
  private static let drawn: Set<ThemeRole> = [.border, .borderFocus, .cursorMark]

  @Test(arguments: names.filter { $0 != "monochrome" })
  func `every text can be read on its ground`(name: String) throws {
    let theme = theme(name)
    let demand = name == "high-contrast" ? 7.0 : 4.5
    for role in ThemeRole.allCases where role != .background {
      let contrast = try #require(theme.contrast(role), "\(role)")
      let needed = Self.drawn.contains(role) ? 1.5 : demand
      #expect(contrast >= needed, "\(role.name) \(contrast)")
    }
    let focus = try #require(theme.contrast(.borderFocus))
    #expect(focus >= 3)
  }

  @Test(arguments: names)
  func `LIVE and test differ at a glance`(name: String) throws {
    let theme = theme(name)
    let (live, test) = (theme[.live], theme[.test])
    #expect(live.attributes != test.attributes)
    guard name != "monochrome" else { return }
    // LIVE is a badge with a ground of its own; test is coloured letters on the screen's ground.
    let ground = try #require(live.background)
    #expect(try #require(ground.contrast(on: theme.background)) >= 1.5)
    #expect(test.background == nil)
    #expect(distance(ground, test.foreground) >= 150)
  }

  @Test(arguments: names.filter { $0 != "monochrome" })
  func `the states of a payment differ in colour`(name: String) {
    let theme = theme(name)
    let states: [ThemeRole] = [.paid, .pending, .failed, .refunded]
    let colours = Set(states.map { theme[$0].foreground })
    #expect(colours.count == states.count)
  }

  @Test(arguments: [
    ("daylight", Theme.Kind.light), ("nord", .dark), ("colour-blind-light", .light),
  ])
  func `a theme says whether its ground is dark`(name: String, kind: Theme.Kind) {
    #expect(theme(name).kind == kind)
  }

  @Test(arguments: names.filter { $0 != "monochrome" })
  func `a dark theme has a dark ground and a light one a light ground`(name: String) throws {
    let theme = theme(name)
    let onBlack = try #require(theme.background.contrast(on: .rgb(red: 0, green: 0, blue: 0)))
    #expect((onBlack > 4.5) == (theme.kind == .light))
  }

  @Test func `monochrome uses no colour at all`() {
    let theme = theme("monochrome")
    for role in ThemeRole.allCases {
      #expect(theme[role].foreground == .default)
      #expect(theme[role].background ?? .default == .default)
      #expect(!theme[role].attributes.contains(.italic))
    }
  }

  private func distance(_ one: ThemeColour, _ other: ThemeColour) -> Int {
    guard let left = one.components, let right = other.components else { return 0 }
    return abs(left.red - right.red) + abs(left.green - right.green)
      + abs(left.blue - right.blue)
  }
}
