/// Gives each combination of two colour numbers the number of a pair, as ncurses wants it.
struct ColourPairs: Sendable {
  /// The terminal's own colours.
  static let plain: Int32 = 0

  /// A pair that was used for the first time and must be defined.
  struct Definition: Hashable, Sendable {
    let pair: Int32
    let foreground: Int32
    let background: Int32
  }

  private struct Combination: Hashable {
    let foreground: Int32
    let background: Int32
  }

  private let pairCount: Int32
  private var palette: AnsiPalette
  private var known: [Combination: Int32] = [:]
  /// By the colours of looks, those in use towards the front: a theme has so few that looking is quicker than hashing.
  private var cached: [(colours: Style, pair: Int32)] = []

  init(depth: ColourDepth, pairCount: Int) {
    self.pairCount = Int32(clamping: pairCount)
    palette = AnsiPalette(depth: depth)
  }

  /// The pair of a look; `define` is called before its first use.
  mutating func pair(of style: Style, define: (Definition) -> Void) -> Int32 {
    var colours = style
    colours.attributes = []
    if let place = cached.firstIndex(where: { $0.colours == colours }) {
      let pair = cached[place].pair
      cached.swapAt(place, place / 2)
      return pair
    }
    let numbers = palette.numbers(foreground: style.foreground, background: style.background)
    let pair = pair(foreground: numbers.foreground, background: numbers.background, define: define)
    cached.append((colours, pair))
    return pair
  }

  private mutating func pair(
    foreground: Int32, background: Int32, define: (Definition) -> Void
  ) -> Int32 {
    let combination = Combination(foreground: foreground, background: background)
    if foreground == AnsiPalette.defaultNumber, background == AnsiPalette.defaultNumber {
      return Self.plain
    }
    if let pair = known[combination] { return pair }
    let pair = Int32(clamping: known.count + 1)
    // Only an 8-colour terminal with 64 pairs can run out; legible text matters more than its
    // colour.
    guard pair < pairCount else { return Self.plain }
    known[combination] = pair
    define(Definition(pair: pair, foreground: foreground, background: background))
    return pair
  }
}
