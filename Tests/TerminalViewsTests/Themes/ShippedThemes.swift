import Foundation
import Settings
import Testing

/// The themes of the checkout, found from this file.
enum ShippedThemes {
  private static let folder = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "themes").path

  private static let library = ThemeLibrary(folders: [folder], world: .live())

  /// All of them; a file more is tested at once.
  static let names = library.entries().map(\.name)

  /// Those that bring colours of their own.
  static let coloured = names.filter { $0 != "monochrome" }

  static func theme(_ name: String) throws -> Theme {
    let found = library.theme(
      named: name, chosenAt: SourcePosition(file: "test", line: nil, column: nil))
    try #require(found.mistakes == [])
    return found.theme
  }
}
