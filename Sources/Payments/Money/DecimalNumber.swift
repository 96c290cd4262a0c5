/// An exact decimal number in no currency: `10`, `12.3`.
public struct DecimalNumber: Hashable, Sendable {
  /// The digits without the point.
  public let unscaled: Int64
  /// How many of the digits stand after the point, 0 to 6; the last of them is not a zero.
  public let scale: Int

  /// Makes a number; zeros at the end of its decimals are dropped, so that equal numbers are equal
  /// values.
  public init(unscaled: Int64, scale: Int) {
    precondition((0...6).contains(scale), "A number has 0 to 6 decimals.")
    var (digits, decimals) = (unscaled, scale)
    while decimals > 0, digits % 10 == 0 {
      digits /= 10
      decimals -= 1
    }
    self.unscaled = digits
    self.scale = decimals
  }

  /// Reads 1 to 12 digits, and behind a point 1 to 4 more; `nil` for anything else.
  public init?(_ text: some StringProtocol) {
    let parts = Array(text.utf8).split(
      separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    let fraction = parts.count == 2 ? parts[1] : []
    guard parts.count == 1 || (parts.count == 2 && (1...4).contains(fraction.count)),
      (1...12).contains(parts[0].count)
    else { return nil }
    var unscaled: Int64 = 0
    for byte in parts[0] + fraction {
      guard (48...57).contains(byte) else { return nil }
      unscaled = unscaled * 10 + Int64(byte - 48)
    }
    self.init(unscaled: unscaled, scale: fraction.count)
  }

  /// The number of minor units of a currency, rounded down, and whether it is exactly that.
  func minorUnits(exponent: Int) -> (floor: Int128, isExact: Bool) {
    let numerator = Int128(unscaled) * Self.powerOfTen(exponent)
    let (quotient, remainder) = numerator.quotientAndRemainder(
      dividingBy: Self.powerOfTen(scale))
    return (remainder < 0 ? quotient - 1 : quotient, remainder == 0)
  }

  private static func powerOfTen(_ exponent: Int) -> Int128 {
    (0..<exponent).reduce(1) { product, _ in product * 10 }
  }
}

extension DecimalNumber: Comparable {
  /// Compares the values, whatever their number of decimals.
  public static func < (left: DecimalNumber, right: DecimalNumber) -> Bool {
    Int128(left.unscaled) * powerOfTen(right.scale)
      < Int128(right.unscaled) * powerOfTen(left.scale)
  }
}
