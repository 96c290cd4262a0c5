public import TextSafety

/// Why what an agent typed is not an amount; its sentence says what to type instead.
public enum AmountMistake: Error, Hashable, Sendable {
  /// Nothing was typed.
  case empty
  /// A space of any kind.
  case space
  /// A plus or a minus.
  case sign
  /// A power of ten, as in `1e3`.
  case exponent
  /// A letter or a currency's name.
  case letter(ForeignText)
  /// A digit of another script, such as `٣` or `３`.
  case foreignDigit(ForeignText)
  /// Any other character.
  case stray(ForeignText)
  /// A comma in front of one or two last digits, as in `12,30`.
  case commaForDecimals(suggestion: String?)
  /// A comma behind a point, as in `1.234,56`.
  case commaAfterPoint(suggestion: String?)
  /// Commas that do not part groups of exactly three.
  case groupsNotOfThree
  /// A comma in a currency with three or more decimals, where `1,234` has two meanings.
  case commaIsAmbiguous(Currency)
  /// More than one point.
  case severalPoints(suggestion: String?)
  /// No digit before the point.
  case leadingPoint(suggestion: String?)
  /// No digit after the point.
  case trailingPoint(suggestion: String?)
  /// A zero before other digits.
  case leadingZero
  /// More decimals than the currency has.
  case tooManyDecimals(Currency)
  /// No money at all.
  case zero
  /// Beyond 64 bits of minor units.
  case tooLarge
  /// More than what remains.
  case exceedsRemaining(Money)
  /// Nothing is left to refund.
  case nothingRemains
  /// `full`, where what remains is not known exactly.
  case fullNotKnown
  /// An amount of another currency than the payment's.
  case otherCurrency(ForeignText, Currency)

  /// One sentence that says why, and what to type.
  public var sentence: SafeText {
    switch self {
    case .empty: "Type an amount, such as 12.30, or full."
    case .space: "Type the amount without spaces."
    case .sign: "Type the amount without a sign."
    case .exponent: "Type all the digits, without an exponent."
    case .letter(let letter):
      "\(letter) is not a digit: type digits only, such as 12.30, or full."
    case .foreignDigit(let digit): "Type the digits 0 to 9; \(digit) is not one of them."
    case .stray(let character): "Type digits and a point only, without \(character)."
    case .commaForDecimals(let suggestion):
      Self.sentence("A comma does not mark decimals", suggestion)
    case .commaAfterPoint(let suggestion):
      Self.sentence("A point marks the decimals, and no comma can follow it", suggestion)
    case .groupsNotOfThree:
      "Commas can only part groups of three digits: type the amount without commas."
    case .commaIsAmbiguous(let currency):
      """
      \(currency.code) has \(currency.exponent) decimals, so a comma could mean two things: type \
      the amount without it.
      """
    case .severalPoints(let suggestion):
      Self.sentence("Only one point can mark the decimals", suggestion)
    case .leadingPoint(let suggestion):
      Self.sentence("A digit must stand before the point", suggestion)
    case .trailingPoint(let suggestion):
      Self.sentence("A digit must stand after the point", suggestion)
    case .leadingZero: "Type the amount without the leading zero."
    case .tooManyDecimals(let currency):
      currency.exponent == 0
        ? "\(currency.code) has no decimals: type a whole number."
        : "\(currency.code) has \(currency.exponent) decimals: type no more digits after the point."
    case .zero: "Type an amount above zero."
    case .tooLarge: "That is too large: type a smaller amount."
    case .exceedsRemaining(let money):
      "Only \(money.text) remain: type at most \(money.decimalText)."
    case .nothingRemains: "Nothing is left to refund."
    case .fullNotKnown: "What remains is not known exactly: type the amount instead of full."
    case .otherCurrency(let typed, let currency):
      "The payment is in \(currency.code), not in \(typed): look at it again."
    }
  }

  private static func sentence(_ why: SafeText, _ suggestion: String?) -> SafeText {
    "\(why): type \(suggestion ?? "digits and one point only, such as 1234")."
  }
}

extension AmountMistake {
  /// Names the first character that has no place in an amount.
  init(strayIn text: String) {
    var previous: Unicode.Scalar = " "
    for scalar in text.unicodeScalars {
      if let mistake = Self.mistake(for: scalar, after: previous) {
        self = mistake
        return
      }
      previous = scalar
    }
    self = .empty
  }

  private static func mistake(
    for scalar: Unicode.Scalar, after previous: Unicode.Scalar
  ) -> AmountMistake? {
    let found = ForeignText(String(scalar))
    switch scalar {
    case "0"..."9", ".", ",": return nil
    case "+", "-", "\u{2212}": return .sign
    case "e" where ("0"..."9").contains(previous), "E" where ("0"..."9").contains(previous):
      return .exponent
    default: break
    }
    let properties = scalar.properties
    if properties.isWhitespace { return .space }
    if properties.generalCategory == .dashPunctuation { return .sign }
    if properties.numericType == .decimal { return .foreignDigit(found) }
    return properties.isAlphabetic ? .letter(found) : .stray(found)
  }
}
