/// The one way from foreign text to safe text: a pass over the scalars with one base in mind.
///
/// Its output is a fixed point: sanitising it again, whole or after joining, changes nothing.
struct Sanitizer {
  /// How many marks one base may carry.
  ///
  /// ncurses holds a base and four more per cell; towers of marks are an attack on the lines above.
  static let marksPerBaseMax = 3

  private let limit: Int
  private var scalars: [Unicode.Scalar] = []
  /// Where the output can be cut so that the ellipsis still fits: always the start of a base or a
  /// code.
  private var cut = 0
  private var isFull = false
  /// The scalar that a mark would combine with, if any.
  private var base: Unicode.Scalar?
  private var markCount = 0
  private var joinerIsPending = false
  private var flagLetter: Unicode.Scalar?

  private init(limit: Int) {
    precondition(limit >= 1, "a text needs room for at least the ellipsis")
    self.limit = limit
  }

  /// Returns the safe form of a text, at most `limit` scalars long.
  static func sanitize(_ text: String, limit: Int) -> String {
    // Nearly all text is of plain scalars, most of it of ASCII alone, and needs no copy.
    if text.utf8.count <= limit,
      text.utf8.allSatisfy({ (0x20...0x7E).contains($0) })
        || text.unicodeScalars.allSatisfy(ScalarClass.isPlain)
    {
      return text
    }
    var sanitizer = Sanitizer(limit: limit)
    for scalar in text.unicodeScalars {
      sanitizer.consume(scalar)
      if sanitizer.isFull { break }
    }
    return sanitizer.finish()
  }

  private mutating func consume(_ scalar: Unicode.Scalar) {
    let scalarClass = ScalarClass(scalar)
    if scalarClass == .variationSelector { return }
    if settleJoiner(before: scalar, scalarClass) { return }
    if scalarClass != .regionalIndicator { settleFlag() }
    switch scalarClass {
    case .base, .space:
      append(base: scalar, carriesMarks: scalarClass == .base)
    case .combiningMark, .spacingMark:
      appendMark(scalar, if: base != nil)
    case .conjoiningJamo:
      appendMark(scalar, if: base?.isHangulBase == true)
    case .joiner:
      if base?.isPictograph == true { joinerIsPending = true } else { appendCode(of: scalar) }
    case .skinTone:
      if base?.isPictograph != true { appendCode(of: scalar) }
    case .regionalIndicator:
      appendFlagLetter(scalar)
    case .forbidden:
      appendCode(of: scalar)
    case .variationSelector:
      break  // dropped above, before it can part a joiner from its emoji
    }
  }

  private mutating func finish() -> String {
    if joinerIsPending { appendCode(of: "\u{200D}") }
    settleFlag()
    return String(String.UnicodeScalarView(scalars))
  }

  /// Decides what a joiner was, now that its successor is known; true when that is swallowed too.
  private mutating func settleJoiner(
    before scalar: Unicode.Scalar, _ scalarClass: ScalarClass
  ) -> Bool {
    guard joinerIsPending else { return false }
    joinerIsPending = false
    if scalarClass == .base, scalar.isPictograph { return true }
    appendCode(of: "\u{200D}")
    return false
  }

  // MARK: Flags

  /// Terminals draw a flag in one, two or four columns, so its letters are shown: `‹GB›`.
  private mutating func appendFlagLetter(_ scalar: Unicode.Scalar) {
    guard let first = flagLetter else {
      flagLetter = scalar
      return
    }
    flagLetter = nil
    appendPiece([Self.opening, Self.letter(of: first), Self.letter(of: scalar), Self.closing])
  }

  private mutating func settleFlag() {
    guard let letter = flagLetter else { return }
    flagLetter = nil
    appendPiece([Self.opening, Self.letter(of: letter), Self.closing])
  }

  private static func letter(of indicator: Unicode.Scalar) -> Unicode.Scalar {
    let alphabetIndex = UInt8(truncatingIfNeeded: indicator.value &- 0x1F1E6)
    return Unicode.Scalar(UInt8(ascii: "A") &+ alphabetIndex)
  }

  // MARK: Output

  private static let opening: Unicode.Scalar = "\u{2039}"
  private static let closing: Unicode.Scalar = "\u{203A}"
  private static let ellipsis: Unicode.Scalar = "\u{2026}"

  private mutating func append(base scalar: Unicode.Scalar, carriesMarks: Bool) {
    appendPiece([scalar])
    if carriesMarks { base = scalar }
  }

  private mutating func appendMark(_ scalar: Unicode.Scalar, if attaches: Bool) {
    guard attaches, markCount < Self.marksPerBaseMax else {
      appendCode(of: scalar)
      return
    }
    markCount += 1
    scalars.append(scalar)
    cutIfTooLong()
  }

  /// Shows a scalar that is never drawn, as `‹U+202E›`.
  private mutating func appendCode(of scalar: Unicode.Scalar) {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    let padding = String(repeating: "0", count: max(0, 4 - digits.utf8.count))
    appendPiece([Self.opening] + "U+\(padding)\(digits)".unicodeScalars + [Self.closing])
  }

  /// Appends what must not be cut in two; nothing combines with it until `base` is set.
  private mutating func appendPiece(_ piece: [Unicode.Scalar]) {
    guard !isFull else { return }
    if scalars.count < limit { cut = scalars.count }
    scalars += piece
    base = nil
    markCount = 0
    cutIfTooLong()
  }

  private mutating func cutIfTooLong() {
    guard scalars.count > limit else { return }
    scalars.removeSubrange(cut...)
    scalars.append(Self.ellipsis)
    isFull = true
  }
}
