/// A part of what ncurses sends, as far as looks are concerned.
enum UpdatePiece: Hashable {
  /// Changes the look of what follows: `ESC [ … m`.
  case look(ArraySlice<UInt8>)
  /// Chooses the usual character set.
  case characterSet(ArraySlice<UInt8>)
  /// Moves the cursor or changes a mode, and shows nothing.
  case motion(ArraySlice<UInt8>)
  /// Shows spaces, erases or scrolls.
  case blank(ArraySlice<UInt8>)
  /// Shows something.
  case glyph(ArraySlice<UInt8>)
  /// Something else, perhaps only its beginning.
  case unknown(ArraySlice<UInt8>)

  /// Takes the first piece of some bytes; `nil` at their end.
  init?(first bytes: inout ArraySlice<UInt8>) {
    guard let byte = bytes.first else { return nil }
    let count: Int
    switch byte {
    case 0x1B: (self, count) = Self.sequence(bytes)
    case 0x00, 0x08, 0x09, 0x0D: (self, count) = (.motion(bytes.prefix(1)), 1)
    // A line feed may scroll, and the line that comes in is blank.
    case 0x0A: (self, count) = (.blank(bytes.prefix(1)), 1)
    case 0x20:
      let spaces = bytes.prefix { $0 == 0x20 }
      (self, count) = (.blank(spaces), spaces.count)
    case 0x0F: (self, count) = (.characterSet(bytes.prefix(1)), 1)
    case 0x01...0x1F, 0x7F: (self, count) = (.unknown(bytes.prefix(1)), 1)
    default:
      let glyphs = bytes.prefix { $0 > 0x20 && $0 != 0x7F }
      (self, count) = (.glyph(glyphs), glyphs.count)
    }
    bytes = bytes.dropFirst(count)
  }

  private static func sequence(_ bytes: ArraySlice<UInt8>) -> (UpdatePiece, Int) {
    let second = bytes.dropFirst().first
    switch second {
    case UInt8(ascii: "["): return controlSequence(bytes)
    case UInt8(ascii: "D"), UInt8(ascii: "M"): return (.blank(bytes.prefix(2)), 2)
    case UInt8(ascii: "(") where bytes.dropFirst(2).first == UInt8(ascii: "B"):
      return (.characterSet(bytes.prefix(3)), 3)
    default: return (.unknown(bytes.prefix(1)), 1)
    }
  }

  /// ECMA-48: after `ESC [` parameters, then one final byte.
  private static func controlSequence(_ bytes: ArraySlice<UInt8>) -> (UpdatePiece, Int) {
    let parameters = bytes.dropFirst(2).prefix { (0x30...0x3F).contains($0) }
    let whole = bytes.prefix(parameters.count + 3)
    guard whole.count == parameters.count + 3, let final = whole.last else {
      return (.unknown(bytes.prefix(1)), 1)
    }
    let isOrdinary = parameters.allSatisfy { (0x30...0x3B).contains($0) }
    switch Unicode.Scalar(final) {
    case "m" where isOrdinary: return (.look(whole), whole.count)
    case "A", "B", "C", "D", "G", "H", "d", "f", "h", "l", "r": return (.motion(whole), whole.count)
    case "@", "J", "K", "L", "M", "P", "S", "T", "X": return (.blank(whole), whole.count)
    // Repeats what was shown last.
    case "b": return (.glyph(whole), whole.count)
    default: return (.unknown(whole), whole.count)
    }
  }
}
