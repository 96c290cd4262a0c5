import TextSafety

/// What a terminal without UTF-8 shows in place of a character, cell for cell.
enum ASCIIForm {
  /// Returns one printable ASCII character for a scalar that takes one column.
  static func of(_ scalar: UInt32) -> UInt32 {
    if (0x20...0x7E).contains(scalar) { return scalar }
    return Unicode.Scalar(form(scalar)).value
  }

  /// Returns a text in printable ASCII, for a place where columns do not matter.
  static func words(_ text: SafeText) -> String {
    text.text.unicodeScalars.reduce(into: "") { words, scalar in
      switch scalar {
      case "\u{2026}": words += "..."
      case _ where scalar.properties.generalCategory == .nonspacingMark: break
      default: words.unicodeScalars.append(Unicode.Scalar(form(scalar)))
      }
    }
  }

  private static func form(_ scalar: Unicode.Scalar) -> UInt8 {
    UInt8(truncatingIfNeeded: of(scalar.value))
  }

  private static func form(_ scalar: UInt32) -> UInt8 {
    switch scalar {
    case 0x2500, 0x2501: UInt8(ascii: "-")  // ─ ━
    case 0x2502, 0x2503, 0x2551: UInt8(ascii: "|")  // │ ┃ ║
    case 0x2550: UInt8(ascii: "=")  // ═
    case 0x2504...0x257F: UInt8(ascii: "+")  // corners and junctions
    case 0x258C, 0x25B6, 0x25B8, 0x203A: UInt8(ascii: ">")  // ▌ ▶ ▸ ›
    case 0x25C0, 0x25C2, 0x2039: UInt8(ascii: "<")  // ◀ ◂ ‹
    case 0x258F: UInt8(ascii: "_")  // ▏ the text cursor
    case 0x2588...0x2593: UInt8(ascii: "#")  // blocks
    case 0x2026: UInt8(ascii: "~")  // … as editors mark a cut line
    case 0x2010...0x2015, 0x2212: UInt8(ascii: "-")  // dashes, minus
    case 0x2018, 0x2019: UInt8(ascii: "'")
    case 0x201C, 0x201D: UInt8(ascii: "\"")
    case 0x00B7, 0x2022: UInt8(ascii: "*")  // · •
    case 0x00D7, 0x2715...0x2718: UInt8(ascii: "x")  // × ✗
    case 0x2713, 0x2714: UInt8(ascii: "v")  // ✓
    case 0x2190: UInt8(ascii: "<")
    case 0x2191, 0x25B2, 0x25B4: UInt8(ascii: "^")
    case 0x2192: UInt8(ascii: ">")
    case 0x2193, 0x25BC, 0x25BE: UInt8(ascii: "v")
    case 0x00A0: UInt8(ascii: " ")
    default: UInt8(ascii: "?")
    }
  }
}
