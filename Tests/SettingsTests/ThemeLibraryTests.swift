import Settings
import Testing

/// Where themes are found, and what happens when they are not.
struct ThemeLibraryTests {
  private static let plain = "kind = \"dark\"\n[roles]\nlive = \"red\"\n"
  private let here = SourcePosition(file: "/c", line: 7, column: 1)

  private func library(_ files: [String: String]) -> ThemeLibrary {
    ThemeLibrary(programPath: "/opt/desk/bin/tilldesk", world: Scenario(files: files).world)
  }

  @Test func `the user's folder comes first, then the installed one, then the checkout`() {
    #expect(
      library([:]).folders == [
        "/home/amina/.config/tilldesk/themes", "/opt/desk/share/tilldesk/themes",
      ])
    let checkout = ThemeLibrary(
      programPath: "/src/desk/.build/debug/tilldesk",
      world: Scenario(files: ["/src/desk/Package.swift": ""]).world)
    #expect(checkout.folders.last == "/src/desk/themes")
  }

  @Test func `themes are listed by name, the first folder winning`() {
    let own = "/home/amina/.config/tilldesk/themes"
    let installed = "/opt/desk/share/tilldesk/themes"
    let entries = library([
      "\(own)/nord.toml": "", "\(own)/notes.txt": "", "\(installed)/nord.toml": "",
      "\(installed)/daylight.toml": "", "\(installed)/a b.toml": "",
    ]).entries()
    #expect(entries.map(\.name) == ["daylight", "midnight", "nord"])
    #expect(entries.map(\.file) == ["\(installed)/daylight.toml", nil, "\(own)/nord.toml"])
  }

  @Test func `a theme is read from the first folder that has it`() {
    let own = "/home/amina/.config/tilldesk/themes/mine.toml"
    let installed = "/opt/desk/share/tilldesk/themes/mine.toml"
    let found = library([own: Self.plain, installed: "broken"]).theme(
      named: "mine", chosenAt: here)
    #expect(found.mistakes == [])
    #expect(found.theme.name == "mine")
    #expect(found.theme[.live].foreground == .named16(1))
  }

  @Test func `a broken theme is told with its line, and the built-in one serves`() {
    let file = "/opt/desk/share/tilldesk/themes/mine.toml"
    let found = library([file: Self.plain + "text = \"rde\""]).theme(
      named: "mine", chosenAt: here)
    #expect(found.theme == .midnight)
    #expect(
      found.mistakes.map(\.description) == [
        "\(file):4: text: \"rde\" is not a colour. Did you mean red?"
      ])
  }

  @Test func `a theme that does not exist is told where it was chosen`() {
    let library = library(["/opt/desk/share/tilldesk/themes/daylight.toml": Self.plain])
    let found = library.theme(named: "dailight", chosenAt: here)
    #expect(found.theme == .midnight)
    #expect(
      found.mistakes.map(\.description) == [
        "/c:7: There is no theme \"dailight\". Did you mean daylight?"
      ])
    #expect(library.theme(named: "../../etc/passwd", chosenAt: here).mistakes.count == 1)
  }

  @Test func `the default is there without any file`() {
    let found = library([:]).theme(named: "midnight", chosenAt: here)
    #expect(found.theme == .midnight)
    #expect(found.mistakes == [])
  }

  @Test(arguments: [
    ("midnight", true), ("a_B-9", true), ("", false), ("..", false), ("a/b", false), ("a.b", false),
    (String(repeating: "a", count: 40), true), (String(repeating: "a", count: 41), false),
    ("é", false),
  ])
  func `a name cannot leave the folder`(name: String, isName: Bool) {
    #expect(ThemeLibrary.isName(name) == isName)
  }
}
