import Settings
import Testing

/// What theme files say, and what is said about wrong ones.
struct ThemeReaderTests {
  private func read(_ text: String) -> ThemeReader.Outcome {
    ThemeReader.read(Array(text.utf8), name: "t", file: "/t.toml")
  }

  private func theme(_ text: String) throws -> Theme {
    switch read(text) {
    case .theme(let theme): return theme
    case .mistaken(let mistakes):
      Issue.record("\(mistakes)")
      return try #require(nil as Theme?)
    }
  }

  private func lines(_ text: String) -> [String] {
    guard case .mistaken(let mistakes) = read(text) else { return [] }
    return mistakes.map(\.description)
  }

  @Test func `each form of a colour is read`() throws {
    let theme = try theme(
      """
      kind = "light"
      [palette]
      ink = "#102030"
      red = 9
      [roles]
      background = { background = "white" }
      text = "ink"
      muted = 244
      live = { foreground = "red", background = "bright-yellow", attributes = ["bold", "reverse"] }
      test = "default"
      border-focus = "#ABCDEF"
      amount = { attributes = ["bold"] }
      field = { attributes = [] }
      """)
    let ink = ThemeColour.rgb(red: 0x10, green: 0x20, blue: 0x30)
    #expect(theme.kind == .light)
    #expect(theme.background == .named16(7))
    #expect(theme[.text] == ThemeStyle(foreground: ink))
    #expect(theme[.muted] == ThemeStyle(foreground: .indexed(244)))
    #expect(
      theme[.live]
        == ThemeStyle(
          foreground: .indexed(9), background: .named16(11), attributes: [.bold, .reverse]))
    #expect(theme[.test] == ThemeStyle(foreground: .default))
    #expect(
      theme[.borderFocus] == ThemeStyle(foreground: .rgb(red: 0xAB, green: 0xCD, blue: 0xEF)))
    #expect(theme[.amount] == ThemeStyle(foreground: ink, attributes: [.bold]))
    #expect(theme[.field] == theme[.text])
  }

  @Test func `a role that is left out looks like text`() throws {
    let theme = try theme(
      """
      kind = "dark"
      [roles]
      text = { foreground = "cyan", attributes = ["italic"] }
      live = "red"
      """)
    let named: Set<ThemeRole> = [.live, .background]
    for role in ThemeRole.allCases where !named.contains(role) {
      #expect(theme[role] == ThemeStyle(foreground: .named16(6), attributes: [.italic]))
    }
    #expect(theme.background == .default)
  }

  private static let roles = "kind = \"dark\"\n[roles]\nlive = \"red\"\n"

  @Test(arguments: [
    (roles + "txet = \"red\"", "4: Unknown key \"txet\" in [roles]. Did you mean text?"),
    (roles + "text = \"rde\"", "4: text: \"rde\" is not a colour. Did you mean red?"),
    (roles + "text = \"#12345\"", "4: text: \"#12345\" is not a colour. Write \"#rrggbb\""),
    (roles + "text = \"#1234567\"", "4: text: \"#1234567\" is not a colour. "),
    (roles + "text = \"#+12345\"", "4: text: \"#+12345\" is not a colour. "),
    (roles + "text = 256", "4: text: 256 is not one of 256 colours. "),
    (roles + "text = -1", "4: text: -1 is not one of 256 colours. "),
    (roles + "text = true", "4: text must be a colour, not true or false. "),
    (roles + "text = { color = \"red\" }", "4: Unknown key \"color\" in text. "),
    (
      roles + "text = { attributes = [\"blod\"] }", "4: \"blod\" is not an attribute. Known: bold, "
    ),
    (
      roles + "text = { attributes = \"bold\" }",
      "4: attributes must be a list of texts, not text. "
    ),
    (roles + "[palette]\nx = \"y\"", "5: x: \"y\" is not a colour. "),
    (roles + "[rolls]", "4: Unknown key \"rolls\" in the top of the file. Did you mean roles?"),
    (roles + "test = \"red\"", "3: live and test look the same. "),
    ("kind = \"dim\"\n[roles]\nlive = \"red\"", "1: kind = \"dim\" is not known. "),
    ("[roles]\nlive = \"red\"", "1: kind is missing in the top of the file. "),
    ("kind = \"dark\"", "1: roles is missing in the top of the file. "),
    ("kind = \"dark\"\nroles = 1", "2: roles must be a table, not a whole number. "),
    ("kind = ", "1: "),
  ])
  func `a mistake in a theme has its line`(text: String, mistake: String) {
    let said = lines(text)
    #expect(said.count == 1, "\(said)")
    #expect(said.first?.hasPrefix("/t.toml:" + mistake) == true, "\(said)")
  }

  @Test func `all mistakes of a theme are told at once`() {
    #expect(lines("kind = 1\n[palette]\na = \"?\"\n[roles]\nfoo = 1\ntext = 300").count == 4)
  }

  @Test(arguments: [
    (
      ThemeColour.rgb(red: 0, green: 0, blue: 0), ThemeColour.rgb(red: 255, green: 255, blue: 255),
      21.0
    ),
    (.named16(15), .named16(0), 21.0), (.indexed(231), .indexed(16), 21.0),
    (.rgb(red: 119, green: 119, blue: 119), .rgb(red: 255, green: 255, blue: 255), 4.48),
    (.rgb(red: 255, green: 0, blue: 0), .rgb(red: 255, green: 255, blue: 255), 4.0),
    (.indexed(244), .rgb(red: 128, green: 128, blue: 128), 1.0),
  ])
  func `contrast is that of WCAG, in both directions`(
    one: ThemeColour, other: ThemeColour, expected: Double
  ) throws {
    let contrast = try #require(one.contrast(on: other))
    #expect(abs(contrast - expected) < 0.01)
    #expect(try #require(other.contrast(on: one)) == contrast)
  }

  @Test func `nobody knows the contrast of the terminal's own colours`() {
    #expect(ThemeColour.default.contrast(on: .named16(0)) == nil)
    #expect(ThemeColour.named16(0).contrast(on: .default) == nil)
  }
}
