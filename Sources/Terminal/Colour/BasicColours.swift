/// The colour of letters where there are only eight or sixteen: the hue is kept, not the lightness.
///
/// The nearest colour would be grey for nearly every pastel, and so the same for an error and for
/// money that arrived. Beside the hue only one thing counts: that it can be read on its ground.
enum BasicColours {
  /// Bright black, which many palettes show as dark as their ground: a theme has to name it.
  static let doubtful = 8

  /// The number for letters of a colour on a ground of a number; a ground that only the terminal
  /// knows excludes nothing.
  static func number(of colour: RGB, onGround ground: Int32, count: Int) -> Int32 {
    for needed in [readable, visible] {
      for hue in hues(of: colour) {
        let both = [hue, hue + 8].filter { $0 < count && contrast($0, ground) >= needed }
        if let nearest = nearest(to: colour, among: both) { return nearest }
      }
    }
    let greys: [Int32] = [0, 7, 15].filter { $0 < count }
    let legible = greys.filter { contrast($0, ground) >= readable }
    return nearest(to: colour, among: legible) ?? nearest(to: colour, among: greys) ?? 7
  }

  /// The contrast that letters need, in tenths.
  private static let readable: Int32 = 45
  /// The contrast at which the right hue still says more than a grey.
  private static let visible: Int32 = 30

  private static func nearest(to colour: RGB, among numbers: [Int32]) -> Int32? {
    numbers.min {
      colour.distance(to: .standard(Int($0))) < colour.distance(to: .standard(Int($1)))
    }
  }

  /// The dark numbers of the hues that a colour looks like, the likest first; none for a grey.
  private static func hues(of colour: RGB) -> [Int32] {
    guard let degrees = colour.hue else { return [] }
    return switch degrees {
    case ..<20: [1]
    case ..<38: [3, 1]  // orange: red where yellow cannot be read
    case ..<61: [3]
    case ..<160: [2]
    case ..<215: [6, 4]
    case ..<260: [4, 6]
    case ..<348: [5]
    default: [1]
    }
  }

  /// How well one of the sixteen is read on another, as WCAG 2 defines it, in tenths.
  private static func contrast(_ number: Int32, _ ground: Int32) -> Int32 {
    guard luminances.indices.contains(Int(ground)) else { return 210 }
    let one = luminances[Int(number)] + 500
    let other = luminances[Int(ground)] + 500
    return max(one, other) * 10 / min(one, other)
  }

  /// The relative luminances of the sixteen colours as xterm shows them, in ten-thousandths.
  private static let luminances: [Int32] = [
    0, 1298, 4366, 5664, 617, 1739, 4807, 7835,
    2122, 2126, 7152, 9278, 1715, 2848, 7874, 10000,
  ]
}

extension RGB {
  /// The angle on the circle of colours, 0 to 359 from red over green and blue; `nil` where so
  /// little colour is in it that it looks grey, or so little light that it looks black.
  var hue: Int32? {
    let (most, least) = (max(red, green, blue), min(red, green, blue))
    let chroma = most - least
    guard most >= 72, chroma >= 40, chroma * 100 >= 26 * most else { return nil }
    let angle =
      switch most {
      case red: 60 * (green - blue) / chroma
      case green: 120 + 60 * (blue - red) / chroma
      default: 240 + 60 * (red - green) / chroma
      }
    return (angle + 360) % 360
  }
}
