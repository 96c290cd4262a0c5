public import TextSafety

// What remains, in the same words on the screen, in lines, in commands and in answers.

extension Remaining {
  /// Stands before an amount that is only a bound.
  public static let boundWord: SafeText = "at most"
  /// Stands where there is no figure.
  public static let unknownWord: SafeText = "not known"

  /// In the fewest words, where a column or a label says what it is of.
  public var text: SafeText {
    switch self {
    case .reported(let money), .computed(let money): money.text
    case .atMost(let money): "\(Self.boundWord) \(money.text)"
    case .unknown: Self.unknownWord
    }
  }

  /// The same, and the bound where there is no figure.
  public var fullText: SafeText {
    guard case .unknown(let money) = self else { return text }
    return "\(text), \(Self.boundWord) \(money.text)"
  }

  /// As the beginning of a sentence, without its full stop.
  public var clause: SafeText {
    switch self {
    case .reported(let money), .computed(let money):
      money.isZero ? "nothing remains" : "\(money.text) remain"
    case .atMost: "\(text) remain"
    case .unknown(let money): "\(Self.unknownWord) what remains, \(Self.boundWord) \(money.text)"
    }
  }

  /// How the figure is known, or why it is not, to stand after it.
  ///
  /// - Parameter provider: The provider's name, as people know it.
  public func basis(of provider: SafeText) -> SafeText {
    switch self {
    case .reported: "named by \(provider), less what was begun since"
    case .computed: "computed from our records"
    case .atMost: "refunds made elsewhere cannot be ruled out"
    case .unknown: "refunded elsewhere too"
    }
  }
}
