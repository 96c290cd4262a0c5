import Foundation

/// A colour as a theme gives it.
package enum ThemeColour: Hashable, Sendable {
  /// An exact colour: `#rrggbb`.
  case rgb(red: UInt8, green: UInt8, blue: UInt8)
  /// A number of the 256-colour palette.
  case indexed(UInt8)
  /// One of the sixteen named colours, 0 black to 15 bright white, as the terminal shows them.
  case named16(UInt8)
  /// The terminal's own.
  case `default`

  /// The names of the sixteen colours, in the terminal's order.
  package static let names =
    base + base.map { "bright-\($0)" }

  private static let base = [
    "black", "red", "green", "yellow", "blue", "magenta", "cyan", "white",
  ]

  /// Reads `#rrggbb`, a name, or `default`; `nil` for anything else.
  package init?(_ text: String) {
    if text == "default" {
      self = .default
    } else if let index = Self.names.firstIndex(of: text) {
      self = .named16(UInt8(index))
    } else if text.hasPrefix("#"), text.utf8.count == 7,
      text.utf8.dropFirst().allSatisfy(Self.isHexadecimal),
      let value = UInt32(text.dropFirst(), radix: 16)
    {
      self = .rgb(
        red: UInt8(value >> 16), green: UInt8(value >> 8 & 0xFF), blue: UInt8(value & 0xFF))
    } else {
      return nil
    }
  }

  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || (97...102).contains(byte | 0x20)
  }

  /// Red, green and blue, 0 to 255, as xterm shows them; `nil` for the terminal's own colour.
  package var components: (red: Int, green: Int, blue: Int)? {
    switch self {
    case .default: nil
    case .rgb(let red, let green, let blue): (Int(red), Int(green), Int(blue))
    case .named16(let index): Self.xterm(Int(index))
    case .indexed(let index): Self.xterm(Int(index))
    }
  }

  private static func xterm(_ index: Int) -> (red: Int, green: Int, blue: Int) {
    switch index {
    case 7: return (229, 229, 229)
    case 8: return (127, 127, 127)
    case 4: return (0, 0, 238)
    case 12: return (92, 92, 255)
    case 0..<16:
      let level = index < 8 ? 205 : 255
      return (index & 1 == 0 ? 0 : level, index & 2 == 0 ? 0 : level, index & 4 == 0 ? 0 : level)
    case 16..<232:
      func level(_ step: Int) -> Int { step == 0 ? 0 : 55 + 40 * step }
      let cube = index - 16
      return (level(cube / 36), level(cube / 6 % 6), level(cube % 6))
    default:
      let grey = 8 + 10 * (index - 232)
      return (grey, grey, grey)
    }
  }

  /// How well this can be read on another colour: 1 (not at all) to 21 (black on white).
  ///
  /// As WCAG 2 defines it; `nil` when either is the terminal's own, which nobody here knows.
  package func contrast(on ground: ThemeColour) -> Double? {
    guard let ours = luminance, let theirs = ground.luminance else { return nil }
    return (max(ours, theirs) + 0.05) / (min(ours, theirs) + 0.05)
  }

  /// The relative luminance of WCAG 2, 0 to 1.
  private var luminance: Double? {
    guard let (red, green, blue) = components else { return nil }
    func linear(_ component: Int) -> Double {
      let share = Double(component) / 255
      return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
  }
}
