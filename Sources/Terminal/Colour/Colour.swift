/// A colour as a theme names it; the screen shows the nearest that the terminal has.
package enum Colour: Hashable, Sendable {
  /// The terminal's own text or background colour.
  case `default`

  /// One of the 256 colours; the first 16 are the terminal's own palette.
  case indexed(UInt8)

  /// Red, green and blue.
  case rgb(UInt8, UInt8, UInt8)
}

extension Colour {
  /// Whether black is easier to read on it than white.
  package var isLight: Bool { !RGB(self).isDark }

  /// The colour in one number, which is compared at once: thousands are, per key press.
  var packed: UInt32 {
    switch self {
    case .default: 0
    case .indexed(let index): 1 << 24 | UInt32(index)
    case .rgb(let red, let green, let blue):
      2 << 24 | UInt32(red) << 16 | UInt32(green) << 8 | UInt32(blue)
    }
  }

  /// Takes what ``packed`` gave.
  init(packed: UInt32) {
    let bytes = (packed >> 16, packed >> 8, packed)
    switch packed >> 24 {
    case 1: self = .indexed(UInt8(truncatingIfNeeded: packed))
    case 2:
      self = .rgb(
        UInt8(truncatingIfNeeded: bytes.0), UInt8(truncatingIfNeeded: bytes.1),
        UInt8(truncatingIfNeeded: bytes.2))
    default: self = .default
    }
  }
}
