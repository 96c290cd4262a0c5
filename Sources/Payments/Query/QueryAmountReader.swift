import TextSafety

/// Reads amounts as agents type them in a search: `>=10`, `10..50`, `~50`, `£50`.
enum QueryAmountReader {
  typealias Amount = (range: AmountRange, currencies: Set<String>)

  /// Reads the value of `amount:`, or a bare word that ``isAttempt(_:)``.
  static func amount(_ text: String) throws(QueryProblem) -> Amount {
    var rest = text[...]
    var relation = takeRelation(&rest)
    let currencies = takeCurrencies(&rest)
    if relation == nil { relation = takeRelation(&rest) }
    if relation == nil, let ends = ends(of: rest) {
      return (try range(ends, sameAs: currencies), currencies ?? [])
    }
    let number = try number(rest)
    return ((relation ?? .equal).range(number), currencies ?? [])
  }

  /// Whether a bare word can only be meant as an amount: `>=10`, `£50`, `50€`, `10..50`, `15.99`.
  static func isAttempt(_ text: String) -> Bool {
    var rest = text[...]
    if takeRelation(&rest) != nil { return true }
    if takeCurrencies(&rest) != nil { return !rest.isEmpty && rest.contains(where: \.isNumber) }
    if let (lower, upper) = ends(of: rest) {
      return DecimalNumber(lower) != nil && DecimalNumber(upper) != nil
    }
    return rest.contains(".") && DecimalNumber(rest) != nil
  }

  // MARK: - Parts

  /// How the amount relates to the number.
  private enum Relation: String, CaseIterable {
    case notLess = ">="
    case notMore = "<="
    case more = ">"
    case less = "<"
    case equal = "="
    case about = "~"

    func range(_ number: DecimalNumber) -> AmountRange {
      switch self {
      case .notLess: AmountRange(lower: .init(number, isIncluded: true))
      case .notMore: AmountRange(upper: .init(number, isIncluded: true))
      case .more: AmountRange(lower: .init(number, isIncluded: false))
      case .less: AmountRange(upper: .init(number, isIncluded: false))
      case .equal: AmountRange(from: number, to: number)
      case .about: AmountRange(around: number)
      }
    }
  }

  private static func takeRelation(_ rest: inout Substring) -> Relation? {
    guard let relation = Relation.allCases.first(where: { rest.hasPrefix($0.rawValue) }) else {
      return nil
    }
    rest = rest.dropFirst(relation.rawValue.count)
    return relation
  }

  /// Takes a sign for a currency from the beginning or the end.
  private static func takeCurrencies(_ rest: inout Substring) -> Set<String>? {
    let lower = rest.lowercased()
    for (sign, codes) in signs where lower.hasPrefix(sign) {
      rest = rest.dropFirst(sign.count)
      return codes
    }
    for (sign, codes) in signs where lower.hasSuffix(sign) && rest.first?.isNumber == true {
      rest = rest.dropLast(sign.count)
      return codes
    }
    return nil
  }

  private static func ends(of text: Substring) -> (lower: Substring, upper: Substring)? {
    guard let first = text.indices.first(where: { text[$0...].hasPrefix("..") }) else {
      return nil
    }
    return (text[..<first], text[first...].dropFirst(2))
  }

  private static func range(
    _ ends: (lower: Substring, upper: Substring), sameAs currencies: Set<String>?
  ) throws(QueryProblem) -> AmountRange {
    var (lowerText, upperText) = ends
    for other in [takeCurrencies(&lowerText), takeCurrencies(&upperText)] {
      guard other == nil || other == currencies else {
        throw QueryProblem("Both ends of a range are in one currency.")
      }
    }
    let lower = lowerText.isEmpty ? nil : try number(lowerText)
    let upper = upperText.isEmpty ? nil : try number(upperText)
    if let lower, let upper, upper < lower {
      throw QueryProblem(
        "The range ends before it begins.", suggestion: "\(upperText)..\(lowerText)")
    }
    guard lower != nil || upper != nil else { throw QueryProblem("Type an amount, as in 10..50.") }
    return AmountRange(
      lower: lower.map { .init($0, isIncluded: true) },
      upper: upper.map { .init($0, isIncluded: true) })
  }

  private static func number(_ text: Substring) throws(QueryProblem) -> DecimalNumber {
    if let number = DecimalNumber(text) { return number }
    if text.isEmpty { throw QueryProblem("Type an amount, as in >=10.") }
    if text.contains(",") { throw QueryProblem("Type the amount without commas, as in 1234.56.") }
    throw QueryProblem("\(text) is not an amount: type >=10, 10..50 or ~50.")
  }

  /// What customers write before an amount; `$` is every currency that is written with it.
  private static let signs: [(sign: String, codes: Set<String>)] = [
    ("nz$", ["NZD"]), ("us$", ["USD"]), ("a$", ["AUD"]), ("£", ["GBP"]), ("€", ["EUR"]),
    ("₦", ["NGN"]), ("¥", ["CNY", "JPY"]), ("$", dollars),
  ]

  private static let dollars: Set<String> = [
    "USD", "NZD", "AUD", "CAD", "SGD", "HKD", "BBD", "BMD", "BND", "BSD", "BZD", "FJD", "GYD",
    "JMD", "KYD", "LRD", "NAD", "SBD", "SRD", "TTD", "TWD", "XCD", "ARS", "CLP", "COP", "DOP",
    "MXN", "UYU",
  ]
}
