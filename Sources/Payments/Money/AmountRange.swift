/// A range of amounts in major units, right in every currency: `>=10` is 10.00 GBP, 10 JPY and
/// 10.000 BHD.
public struct AmountRange: Hashable, Sendable {
  /// One end of a range.
  public struct Bound: Hashable, Sendable {
    /// The number at the end.
    public let number: DecimalNumber
    /// Whether the number itself belongs to the range.
    public let isIncluded: Bool

    /// Makes an end.
    public init(_ number: DecimalNumber, isIncluded: Bool) {
      self.number = number
      self.isIncluded = isIncluded
    }
  }

  /// The lower end; `nil` where there is none.
  public let lower: Bound?
  /// The upper end; `nil` where there is none.
  public let upper: Bound?

  /// Makes a range.
  public init(lower: Bound? = nil, upper: Bound? = nil) {
    self.lower = lower
    self.upper = upper
  }

  /// Makes the range from one number to another, both included.
  public init(from lower: DecimalNumber, to upper: DecimalNumber) {
    self.init(
      lower: Bound(lower, isIncluded: true), upper: Bound(upper, isIncluded: true))
  }

  /// Makes the range within a tenth of a number, computed exactly.
  public init(around number: DecimalNumber) {
    let (low, lowOverflow) = number.unscaled.multipliedReportingOverflow(by: 9)
    let (high, highOverflow) = number.unscaled.multipliedReportingOverflow(by: 11)
    precondition(!lowOverflow && !highOverflow, "A typed number has at most 16 digits.")
    self.init(
      from: DecimalNumber(unscaled: low, scale: number.scale + 1),
      to: DecimalNumber(unscaled: high, scale: number.scale + 1))
  }

  /// The counts of minor units in the range, for a currency with so many decimals; `nil` when there
  /// are none.
  public func minorRange(exponent: Int) -> ClosedRange<Int64>? {
    var first = Int128(Int64.min)
    var last = Int128(Int64.max)
    if let lower {
      let (floor, isExact) = lower.number.minorUnits(exponent: exponent)
      first = max(first, isExact && lower.isIncluded ? floor : floor + 1)
    }
    if let upper {
      let (floor, isExact) = upper.number.minorUnits(exponent: exponent)
      last = min(last, isExact && !upper.isIncluded ? floor - 1 : floor)
    }
    guard first <= last, let first = Int64(exactly: first), let last = Int64(exactly: last) else {
      return nil
    }
    return first...last
  }

  /// Whether an amount lies in the range.
  public func contains(_ money: Money) -> Bool {
    minorRange(exponent: money.currency.exponent)?.contains(money.minor) ?? false
  }
}
