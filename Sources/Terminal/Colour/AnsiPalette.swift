/// Finds the colour number that a terminal has for a colour.
struct AnsiPalette: Sendable {
  /// What ncurses takes for the terminal's own colour.
  static let defaultNumber: Int32 = -1

  private let depth: ColourDepth
  /// Searching 256 colours for each cell would show in the time from key to screen.
  private var known: [RGB: UInt8] = [:]

  init(depth: ColourDepth) {
    self.depth = depth
  }

  /// The numbers of a text and a background colour, which stay apart when they were apart.
  mutating func numbers(
    foreground: Colour, background: Colour
  ) -> (foreground: Int32, background: Int32) {
    let back = number(of: background)
    let front = foreground == background ? back : letters(of: foreground, onGround: back)
    guard front == back, front != Self.defaultNumber, foreground != background else {
      return (front, back)
    }
    // Two colours became one: black or white is readable, the same colour is not.
    return (RGB(background).isDark ? 7 : 0, back)
  }

  /// The number for letters: where colours are few, the hue counts and that they can be read.
  private mutating func letters(of colour: Colour, onGround ground: Int32) -> Int32 {
    switch (depth, colour) {
    case (.eight, .rgb), (.eight, .indexed(16...)):
      BasicColours.number(of: RGB(colour), onGround: ground, count: 8)
    case (.sixteen, .rgb), (.sixteen, .indexed(16...)):
      BasicColours.number(of: RGB(colour), onGround: ground, count: 16)
    case (.none, _), (.eight, _), (.sixteen, _), (.indexed, _), (.direct, _):
      number(of: colour)
    }
  }

  private mutating func number(of colour: Colour) -> Int32 {
    switch depth {
    case .none: return Self.defaultNumber
    case .eight: return palette(colour, count: 8)
    case .sixteen: return palette(colour, count: 16)
    case .indexed: return palette(colour, count: 256)
    case .direct: return direct(colour)
    }
  }

  private mutating func palette(_ colour: Colour, count: Int) -> Int32 {
    switch colour {
    case .default: return Self.defaultNumber
    case .indexed(let index) where Int(index) < count: return Int32(index)
    // The bright form of one of the eight.
    case .indexed(let index) where index < 16: return Int32(index - 8)
    case .indexed, .rgb:
      let wanted = RGB(colour)
      if let nearest = known[wanted] { return Int32(nearest) }
      let nearest = Self.nearest(to: wanted, count: count)
      known[wanted] = nearest
      return Int32(nearest)
    }
  }

  private func direct(_ colour: Colour) -> Int32 {
    switch colour {
    case .default: return Self.defaultNumber
    case .indexed(let index) where index < 8: return Int32(index)
    case .indexed, .rgb:
      // The terminal takes the first eight numbers for its palette; the darkest blue beyond them is
      // as black.
      let value = RGB(colour).value
      return (1..<8).contains(value) ? 8 : value
    }
  }

  /// The nearest of the first colours; of the 256, never one of the terminal's palette, which users
  /// change, and of the sixteen never the one that may be invisible.
  private static func nearest(to wanted: RGB, count: Int) -> UInt8 {
    let candidates: Range<Int> = count == 256 ? 16..<256 : 0..<count
    let best = candidates.filter { $0 != BasicColours.doubtful }.min {
      wanted.distance(to: .standard($0)) < wanted.distance(to: .standard($1))
    }
    return UInt8(best ?? 0)
  }
}

/// Red, green and blue as numbers that can be compared.
struct RGB: Hashable, Sendable {
  let red: Int32
  let green: Int32
  let blue: Int32

  private init(_ red: Int32, _ green: Int32, _ blue: Int32) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  /// The colour as xterm shows it; the terminal's own colours are taken as grey.
  init(_ colour: Colour) {
    switch colour {
    case .default: self.init(128, 128, 128)
    case .indexed(let index): self = .standard(Int(index))
    case .rgb(let red, let green, let blue): self.init(Int32(red), Int32(green), Int32(blue))
    }
  }

  /// One of xterm's 256 colours.
  static func standard(_ index: Int) -> RGB {
    switch index {
    case ..<16:
      let value = base[max(0, index)]
      return RGB(value >> 16 & 0xFF, value >> 8 & 0xFF, value & 0xFF)
    case ..<232:
      let cube = index - 16
      return RGB(steps[cube / 36 % 6], steps[cube / 6 % 6], steps[cube % 6])
    default:
      let level = Int32(8 + (min(index, 255) - 232) * 10)
      return RGB(level, level, level)
    }
  }

  private static let steps: [Int32] = [0, 95, 135, 175, 215, 255]

  private static let base: [Int32] = [
    0x000000, 0xCD0000, 0x00CD00, 0xCDCD00, 0x0000EE, 0xCD00CD, 0x00CDCD, 0xE5E5E5,
    0x7F7F7F, 0xFF0000, 0x00FF00, 0xFFFF00, 0x5C5CFF, 0xFF00FF, 0x00FFFF, 0xFFFFFF,
  ]

  /// `0xRRGGBB`.
  var value: Int32 { red << 16 | green << 8 | blue }

  /// Whether white is easier to read on it than black.
  var isDark: Bool { 299 * red + 587 * green + 114 * blue < 128_000 }

  /// How different two colours look: the common weighting of the squares by the redness of both.
  func distance(to other: RGB) -> Int32 {
    let meanRed = (red + other.red) / 2
    let (deltaRed, deltaGreen, deltaBlue) = (
      red - other.red, green - other.green, blue - other.blue
    )
    return ((512 + meanRed) * deltaRed * deltaRed) / 256 + 4 * deltaGreen * deltaGreen
      + ((767 - meanRed) * deltaBlue * deltaBlue) / 256
  }
}
