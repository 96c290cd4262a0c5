import HostileInput
import Settings
package import Terminal
import TerminalViews
package import ViewModels

/// Hostile text on a screen, judged on the canvas.
///
/// Each screen is drawn twice, with the texts and with their shapes: nothing but the letters of the
/// texts may differ.
package enum CanvasFuzz {
  /// So many texts at once are enough for the fields of every screen.
  package static let textsPerRound = 64
  /// The sizes take turns.
  package static let sizes = [
    Size(columns: 60, rows: 16), Size(columns: 80, rows: 24), Size(columns: 120, rows: 36),
    Size(columns: 160, rows: 50),
  ]

  private static let palette = ThemeStyles(theme: .midnight)

  /// Puts so many strings on a screen, and stops at the first that gets out.
  package static func run(_ screen: HostileScreen, strings: Int, seed: UInt64) -> FuzzOutcome {
    var outcome = FuzzOutcome("canvas \(screen.name)")
    var source = HostileText(seed: seed)
    // Every size has its turn, however few strings are wanted.
    while outcome.strings < strings || outcome.rounds < sizes.count {
      let texts = source.next(textsPerRound)
      let size = sizes[outcome.rounds % sizes.count]
      let (drawn, expected, used) = draw(screen, texts, size)
      if let problem = problem(drawn, expected) {
        outcome.leak = "\(screen.name), seed \(seed), round \(outcome.rounds): \(problem)"
        return outcome
      }
      outcome.strings += min(used, texts.count)
      outcome.rounds += 1
      // A screen without foreign text is drawn once in every size.
      if used == 0, outcome.rounds == sizes.count { break }
    }
    return outcome
  }

  /// What texts do to a screen of a size besides standing in it; `nil` when that is nothing.
  package static func leak(of texts: [String], on screen: HostileScreen, size: Size) -> String? {
    let (drawn, expected, _) = draw(screen, texts, size)
    return problem(drawn, expected)
  }

  private static func problem(_ drawn: Canvas, _ expected: Canvas) -> String? {
    if let leak = FieldLeak(in: drawn, expected: expected) { return leak.description }
    return standsFrame(of: drawn) ? nil : "a frame is broken\n\(drawn.plainText())"
  }

  /// Draws a screen with texts and with their shapes, and tells how many it took.
  package static func draw(
    _ screen: HostileScreen, _ texts: [String], _ size: Size
  ) -> (drawn: Canvas, expected: Canvas, used: Int) {
    var feed = TextFeed(texts, asShapes: false)
    var shapes = TextFeed(texts, asShapes: true)
    let drawn = canvas(of: screen.make(&feed), size: size)
    let expected = canvas(of: screen.make(&shapes), size: size)
    return (drawn, expected, feed.used)
  }

  /// Draws a desk on a canvas of a size.
  package static func canvas(of model: DeskModel, size: Size) -> Canvas {
    var model = model
    model.screen.columns = size.columns
    model.screen.rows = size.rows
    return DeskView.canvas(of: model, size: size, palette: palette)
  }

  /// Whether the sides of what is framed hold lines from the bar to the footer; under a command line
  /// the last row is not framed.
  private static func standsFrame(of drawn: Canvas) -> Bool {
    let lines: Set<String> = ["│", "║", "┌", "└", "┐", "┘", "╔", "╚", "╗", "╝"]
    let isCommand = drawn[Point(column: 1, row: drawn.size.rows - 1)].text == ":"
    return (1..<drawn.size.rows - (isCommand ? 2 : 1)).allSatisfy { row in
      [0, drawn.size.columns - 1].allSatisfy { column in
        lines.contains(drawn[Point(column: column, row: row)].text)
      }
    }
  }
}
