import TextSafety

/// Reads the amount that an agent types, as a whole or not at all (`MoneySafety.md` §7).
///
/// Accepted: `12`, `12.3`, `12.30`, `1,234.56` with groups of exactly three, and `full` for what
/// remains. No locale is consulted: SSH forwards it, and it would change what a comma means. A
/// number begins with a zero only as `0` or `0.5`: an `012` is more likely a slip than a twelve.
public enum TypedAmount {
  /// The word for all that remains.
  public static let everything = "full"

  /// The amount beside which a currency may stand, before or behind it: `5.00 GBP`, `GBP 5.00`, `full gbp`.
  ///
  /// Fails where the currency is another than that of the payment. What is left is for ``parse(_:currency:left:)``.
  public static func part(_ text: String, currency: Currency) -> Result<String, AmountMistake> {
    let words = text.split(separator: " ", omittingEmptySubsequences: true)
    guard words.count == 2, let index = words.firstIndex(where: isCode) else {
      return .success(text)
    }
    guard words[index].uppercased() == currency.code else {
      return .failure(.otherCurrency(ForeignText(words[index].uppercased()), currency))
    }
    return .success(String(words[1 - index]))
  }

  private static func isCode(_ word: Substring) -> Bool {
    word.utf8.count == 3
      && word.utf8.allSatisfy { (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) }
  }

  /// Reads an amount to refund.
  ///
  /// - Parameters:
  ///   - text: What was typed, with nothing trimmed.
  ///   - currency: The currency of the payment.
  ///   - remaining: What remains, in the same currency; `nil` when that is not known exactly, which
  ///     refuses `full`.
  public static func parse(
    _ text: String, currency: Currency, remaining: Money?
  ) -> Result<Money, AmountMistake> {
    parse(text, currency: currency, exactly: remaining, atMost: remaining)
  }

  /// Reads an amount to refund: at most the bound of what is left, and `full` only where that is
  /// certain.
  public static func parse(
    _ text: String, currency: Currency, left: Remaining
  ) -> Result<Money, AmountMistake> {
    parse(
      text, currency: currency, exactly: left.isCertain ? left.bound : nil, atMost: left.bound)
  }

  /// Reads how much went back in all, which may be nothing.
  public static func total(_ text: String, currency: Currency) -> Result<Money, AmountMistake> {
    switch parse(text, currency: currency, remaining: nil) {
    case .failure(.zero): .success(.zero(currency))
    case .success(let money): .success(money)
    case .failure(let mistake): .failure(mistake)
    }
  }

  private static func parse(
    _ text: String, currency: Currency, exactly remaining: Money?, atMost bound: Money?
  ) -> Result<Money, AmountMistake> {
    precondition(
      bound == nil || bound?.currency == currency, "What remains is in the payment's currency.")
    if text.utf8.count == 4, text.lowercased() == everything { return full(remaining) }
    do throws(AmountMistake) {
      let minor = try AmountReader(text, currency: currency).minor()
      guard minor > 0 else { throw bound?.isPositive == false ? .nothingRemains : .zero }
      if let bound, minor > bound.minor {
        throw bound.isPositive ? .exceedsRemaining(bound) : .nothingRemains
      }
      return .success(Money(minor: minor, currency: currency))
    } catch {
      return .failure(error)
    }
  }

  private static func full(_ remaining: Money?) -> Result<Money, AmountMistake> {
    guard let remaining else { return .failure(.fullNotKnown) }
    return remaining.isPositive ? .success(remaining) : .failure(.nothingRemains)
  }
}

/// Reads digits, grouping commas and one decimal point, and names the first thing that is wrong.
private struct AmountReader {
  private static let comma = UInt8(ascii: ",")
  private static let point = UInt8(ascii: ".")
  private static let zero = UInt8(ascii: "0")

  private let text: String
  private let bytes: [UInt8]
  private let currency: Currency

  init(_ text: String, currency: Currency) {
    self.text = text
    self.currency = currency
    bytes = Array(text.utf8)
  }

  /// The count of minor units; zero is left to the caller.
  func minor() throws(AmountMistake) -> Int64 {
    guard !bytes.isEmpty else { throw .empty }
    guard bytes.allSatisfy(Self.isPart) else { throw AmountMistake(strayIn: text) }
    let point = bytes.firstIndex(of: Self.point)
    try checkCommas(point: point)
    if let point, bytes[(point + 1)...].contains(Self.point) {
      let groups = bytes.split(separator: Self.point, omittingEmptySubsequences: false)
      throw .severalPoints(suggestion: Self.areThrees(groups) ? joined(groups) : nil)
    }
    let whole = bytes[..<(point ?? bytes.count)]
    let fraction = point.map { bytes[($0 + 1)...] } ?? []
    guard !whole.isEmpty else { throw .leadingPoint(suggestion: suggestion("0" + text)) }
    guard point == nil || !fraction.isEmpty else {
      throw .trailingPoint(suggestion: suggestion(String(text.dropLast())))
    }
    guard whole.first != Self.zero || whole.count == 1 else { throw .leadingZero }
    guard fraction.count <= currency.exponent else { throw .tooManyDecimals(currency) }
    return try value(whole, fraction)
  }

  private func value(
    _ whole: ArraySlice<UInt8>, _ fraction: ArraySlice<UInt8>
  ) throws(AmountMistake) -> Int64 {
    var minor: Int64 = 0
    let padding = ArraySlice(repeating: Self.zero, count: currency.exponent - fraction.count)
    for part in [whole, fraction, padding] {
      for byte in part where byte != Self.comma {
        let (product, productOverflow) = minor.multipliedReportingOverflow(by: 10)
        let (sum, sumOverflow) = product.addingReportingOverflow(Int64(byte - Self.zero))
        guard !productOverflow, !sumOverflow else { throw .tooLarge }
        minor = sum
      }
    }
    return minor
  }

  private func checkCommas(point: Int?) throws(AmountMistake) {
    guard let last = bytes.lastIndex(of: Self.comma) else { return }
    // 1,234 could be 1.234 in a currency with that many decimals.
    guard currency.exponent < 3 else { throw .commaIsAmbiguous(currency) }
    if let point, point < last { throw .commaAfterPoint(suggestion: withMarksSwapped(last)) }
    let groups = bytes[..<(point ?? bytes.count)]
      .split(separator: Self.comma, omittingEmptySubsequences: false)
    guard !Self.areThrees(groups) else { return }
    if point == nil, groups.count == 2, (1...2).contains(groups[1].count) {
      throw .commaForDecimals(suggestion: withMarksSwapped(last))
    }
    throw .groupsNotOfThree
  }

  private static func areThrees(_ groups: [ArraySlice<UInt8>]) -> Bool {
    (1...3).contains(groups[0].count) && groups.dropFirst().allSatisfy { $0.count == 3 }
  }

  // MARK: - Suggestions: only what would be accepted itself

  private func suggestion(_ candidate: String) -> String? {
    let minor = try? AmountReader(candidate, currency: currency).minor()
    return minor.map { $0 > 0 } == true ? candidate : nil
  }

  private func joined(_ groups: [ArraySlice<UInt8>]) -> String? {
    suggestion(String(decoding: groups.joined(), as: UTF8.self))
  }

  /// `1.234,56` as `1234.56`, where the points part groups of three.
  private func withMarksSwapped(_ comma: Int) -> String? {
    let groups = bytes[..<comma].split(separator: Self.point, omittingEmptySubsequences: false)
    guard groups.count == 1 || Self.areThrees(groups) else { return nil }
    return suggestion(
      String(decoding: groups.joined() + [Self.point] + bytes[(comma + 1)...], as: UTF8.self))
  }

  private static func isPart(_ byte: UInt8) -> Bool {
    (48...57).contains(byte) || byte == comma || byte == point
  }
}
