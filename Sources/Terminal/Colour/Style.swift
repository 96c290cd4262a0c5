/// How a cell looks.
package struct Style: Hashable, Sendable {
  /// The colour of the text.
  package var foreground: Colour {
    get { Colour(packed: packedForeground) }
    set { packedForeground = newValue.packed }
  }

  /// The colour behind the text.
  package var background: Colour {
    get { Colour(packed: packedBackground) }
    set { packedBackground = newValue.packed }
  }

  private var packedForeground: UInt32
  private var packedBackground: UInt32

  /// What is done with the text besides.
  package var attributes: Attributes

  /// The terminal's own colours and no attributes.
  package static let plain = Style()

  /// Describes a look.
  package init(
    foreground: Colour = .default, background: Colour = .default, attributes: Attributes = []
  ) {
    packedForeground = foreground.packed
    packedBackground = background.packed
    self.attributes = attributes
  }

  /// The bits that another look has differently; 0 when there are none.
  func difference(from other: Style) -> UInt32 {
    (packedForeground ^ other.packedForeground) | (packedBackground ^ other.packedBackground)
      | UInt32(attributes.rawValue ^ other.attributes.rawValue)
  }

  /// The same look with more attributes.
  package func adding(_ attributes: Attributes) -> Style {
    var style = self
    style.attributes.formUnion(attributes)
    return style
  }

  /// What is done with text besides colouring it; a terminal without an attribute leaves it out.
  package struct Attributes: OptionSet, Hashable, Sendable {
    /// One bit per attribute.
    package let rawValue: UInt8

    /// Makes a set from its bits.
    package init(rawValue: UInt8) {
      self.rawValue = rawValue
    }

    /// Heavier, or brighter.
    package static let bold = Attributes(rawValue: 1)

    /// Fainter.
    package static let dim = Attributes(rawValue: 2)

    /// Slanted; not every terminal has it.
    package static let italic = Attributes(rawValue: 4)

    /// With a line under it.
    package static let underline = Attributes(rawValue: 8)

    /// Text and background colour exchanged.
    package static let reverse = Attributes(rawValue: 16)
  }
}
