/// A colour as the terminal was told it.
package enum VirtualColour: Hashable, Sendable {
  /// The terminal's own.
  case `default`
  /// One of the 256.
  case indexed(UInt8)
  /// Red, green and blue.
  case rgb(UInt8, UInt8, UInt8)
}

/// The look with which a terminal writes.
package struct Pen: Hashable, Sendable {
  /// The colour of the letters.
  package var foreground = VirtualColour.default
  /// The colour behind them.
  package var background = VirtualColour.default
  /// What is done to them besides.
  package var attributes: Set<Attribute> = []

  /// What a terminal does to letters besides colouring them.
  package enum Attribute: Hashable, Sendable {
    /// Heavier.
    case bold
    /// Fainter.
    case dim
    /// Slanted.
    case italic
    /// With a line under it.
    case underline
    /// Ground and colour exchanged.
    case reverse
  }

  /// The terminal's own look.
  package init() {}
}

/// What a terminal shows in one place.
package struct VirtualCell: Hashable, Sendable {
  /// A character with its marks; empty in the second half of a wide one.
  package var text = " "
  /// The look.
  package var pen = Pen()
  /// The columns: 1, 2, or 0 for a second half.
  package var width = 1

  /// A space as erasing leaves it: only the ground of the pen stays.
  static func erased(by pen: Pen) -> VirtualCell {
    var cell = VirtualCell()
    cell.pen.background = pen.background
    return cell
  }
}
