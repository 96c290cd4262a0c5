import DeskApp
import Foundation
import Settings
import TerminalViews
import TextSafety

/// The themes that this program can find.
enum LiveThemes {
  /// The library beside the running program.
  static var library: ThemeLibrary {
    let program = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().path
    return ThemeLibrary(programPath: program, world: .live())
  }

  /// The styles of a theme that was chosen on the desk.
  @Sendable static func palette(named name: String) throws(ThemeShelf.Mistake) -> Palette {
    let chosen = SourcePosition(file: ":theme", line: nil, column: nil)
    let (theme, mistakes) = library.theme(named: name, chosenAt: chosen)
    if let mistake = mistakes.first { throw ThemeShelf.Mistake(mistake.sentence) }
    return Palette(theme: theme)
  }
}
