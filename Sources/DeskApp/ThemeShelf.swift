import Synchronization
package import TerminalViews
package import TextSafety

/// The themes that were read, ready to be drawn with; others are read when they are asked for, never by the thread that
/// draws.
package final class ThemeShelf: Sendable {
  /// Why a theme cannot be drawn with.
  package struct Mistake: Error {
    /// The sentence for the agent.
    package let sentence: SafeText

    /// Makes a mistake.
    package init(_ sentence: SafeText) { self.sentence = sentence }
  }

  /// Reads a theme by its name.
  package typealias Reader = @Sendable (String) throws(Mistake) -> ThemeStyles

  private let first: ThemeStyles
  private let palettes = Mutex<[String: ThemeStyles]>([:])
  private let read: Reader

  /// Makes a shelf with the theme that the desk opens with; it also stands in for one that was not read.
  package init(_ first: ThemeStyles, read: @escaping Reader) {
    self.first = first
    self.read = read
  }

  /// The styles of a theme.
  func palette(of name: String) -> ThemeStyles { palettes.withLock { $0[name] } ?? first }

  /// Reads a theme in a task of its own; afterwards it is on the shelf, or the sentence says why not.
  func fetch(_ name: String, then report: @escaping @Sendable (SafeText?) -> Void) {
    Task.detached { [self] in
      do throws(Mistake) {
        let palette = try read(name)
        palettes.withLock { $0[name] = palette }
        report(nil)
      } catch {
        report(error.sentence)
      }
    }
  }
}
