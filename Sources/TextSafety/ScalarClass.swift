/// What the sanitiser and the width rule need to know about one Unicode scalar.
enum ScalarClass: Hashable {
  /// A letter, digit, sign, ideograph or emoji: drawn in cells of its own.
  case base
  /// A space of any kind: drawn in cells of its own, and nothing combines with it.
  case space
  /// Drawn over the base before it, in no cell of its own.
  case combiningMark
  /// A mark that needs a base before it but takes a cell of its own (Indic vowel signs).
  case spacingMark
  /// A Hangul vowel or final consonant, drawn into the syllable before it.
  case conjoiningJamo
  /// Chooses between two looks of a character; terminals disagree on the width that results.
  case variationSelector
  /// U+200D, which joins emoji into one picture.
  case joiner
  /// Colours the skin of the emoji before it.
  case skinTone
  /// One of the two letters of a flag.
  case regionalIndicator
  /// Never drawn: its code is shown instead.
  case forbidden

  /// The newest version of Unicode whose characters are drawn.
  ///
  /// The C library of Debian 12 has no width for younger ones, so the screen and ncurses would
  /// disagree.
  private static let newestDrawnVersion = 14

  /// Classifies a scalar.
  init(_ scalar: Unicode.Scalar) {
    switch scalar.value {
    case 0x20: self = .space
    case 0x00...0x1F, 0x7F...0x9F: self = .forbidden
    case 0x200D: self = .joiner
    case _ where Self.isPlain(scalar): self = .base
    case 0x2800: self = .forbidden  // braille blank: it looks like a space and is none
    case 0x1161...0x11FF, 0xD7B0...0xD7C6, 0xD7CB...0xD7FB: self = .conjoiningJamo
    case 0x1F1E6...0x1F1FF: self = .regionalIndicator
    case 0x1F3FB...0x1F3FF: self = .skinTone
    default: self.init(properties: scalar.properties)
    }
  }

  /// Whether a scalar is a space or a base of one column that needs no table and changes nothing around it: Latin but
  /// for two, dashes, quotation marks, bullet and ellipsis, lines and blocks.
  static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20...0x7E, 0xA1...0xAC, 0xAE...0x24F, 0x2010...0x2027, 0x2500...0x259F: true
    default: false
    }
  }

  /// Classifies a scalar that needs the Unicode tables.
  private init(properties: Unicode.Scalar.Properties) {
    guard !properties.isVariationSelector else {
      self = .variationSelector
      return
    }
    guard !properties.isDefaultIgnorableCodePoint, let age = properties.age,
      age.major <= Self.newestDrawnVersion
    else {
      self = .forbidden
      return
    }
    self.init(category: properties.generalCategory)
  }

  private init(category: Unicode.GeneralCategory) {
    switch category {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .decimalNumber, .letterNumber, .otherNumber,
      .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation,
      .initialPunctuation, .finalPunctuation, .otherPunctuation,
      .mathSymbol, .currencySymbol, .modifierSymbol, .otherSymbol:
      self = .base
    case .spaceSeparator: self = .space
    case .nonspacingMark, .enclosingMark: self = .combiningMark
    case .spacingMark: self = .spacingMark
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
      .paragraphSeparator:
      self = .forbidden
    @unknown default: self = .forbidden
    }
  }
}

extension Unicode.Scalar {
  /// Whether a joiner or a skin tone after this scalar makes one picture with it.
  var isPictograph: Bool { value > 0xFF && properties.isEmoji }

  /// Whether a Hangul vowel or final consonant may follow: a leading consonant or a whole syllable.
  var isHangulBase: Bool {
    switch value {
    case 0x1100...0x115E, 0xA960...0xA97C, 0xAC00...0xD7A3: true
    default: false
    }
  }
}
