import ArgumentParser
import Settings
import TextSafety

/// `tilldesk themes`: the themes that can be named in the configuration.
struct ThemesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "themes", abstract: "List the themes, and where each was found.")

  func run() throws {
    for entry in LiveThemes.library.entries() {
      let place: SafeText = entry.file.map { "\($0)" } ?? "built in"
      Console.data("\(SafeText(sanitizing: entry.name).padded(to: 20)) \(place)")
    }
  }
}
