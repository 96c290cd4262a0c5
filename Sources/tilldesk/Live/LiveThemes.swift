import DeskApp
import Foundation
import Settings
import TerminalViews
import TextSafety
import ViewModels

/// The themes that this program can find.
enum LiveThemes {
  /// The library beside the running program.
  static var library: ThemeLibrary {
    let program = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().path
    return ThemeLibrary(programPath: program, world: .live())
  }

  /// Where the agent can name a theme for good; `nil` where nothing outlasts the session.
  static func place(in configuration: Configuration) -> ThemePlace? {
    configuration.ownFile.map { file in
      let position = configuration.themePosition
      return ThemePlace(
        file: "\(shortened(file))", line: position.file == file ? position.line : nil)
    }
  }

  /// A path as people write it: their home is `~`.
  private static func shortened(_ path: String) -> String {
    guard let home = ProcessInfo.processInfo.environment["HOME"], home.count > 1,
      path.hasPrefix(home + "/")
    else { return path }
    return "~" + path.dropFirst(home.count)
  }

  /// The styles of a theme that was chosen on the desk.
  @Sendable static func palette(named name: String) throws(ThemeShelf.Mistake) -> ThemeStyles {
    let chosen = SourcePosition(file: ":theme", line: nil, column: nil)
    let (theme, mistakes) = library.theme(named: name, chosenAt: chosen)
    if let mistake = mistakes.first { throw ThemeShelf.Mistake(mistake.sentence) }
    return ThemeStyles(theme: theme)
  }
}
