import Foundation
import Settings
import TextSafety

/// The themes that this program can find.
enum LiveThemes {
  /// The library beside the running program.
  static var library: ThemeLibrary {
    let program = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().path
    return ThemeLibrary(programPath: program, world: .live())
  }
}
