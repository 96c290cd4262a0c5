import Payments
import Testing

struct `A range of amounts` {
  @Test(arguments: [
    (0, 10, 50), (2, 1000, 5000), (3, 10_000, 50_000), (4, 100_000, 500_000),
  ])
  func `is exact in the minor units of every currency`(
    exponent: Int, lower: Int64, upper: Int64
  ) throws {
    #expect(try amounts(from: "10", to: "50").minorRange(exponent: exponent) == lower...upper)
    let inside = try amounts(from: "10", to: "50", including: false)
    #expect(inside.minorRange(exponent: exponent) == (lower + 1)...(upper - 1))
  }

  @Test
  func `rounds a bound between two minor units into the range`() throws {
    #expect(try amounts(from: "10.005", to: "10.015").minorRange(exponent: 2) == 1001...1001)
    #expect(
      try amounts(from: "10.005", to: "10.015", including: false).minorRange(exponent: 2)
        == 1001...1001)
    #expect(try amounts(from: "10.001", to: "10.009").minorRange(exponent: 2) == nil)
    #expect(try amounts(from: "10.5", to: "10.5").minorRange(exponent: 0) == nil)
    #expect(try amounts(from: "10.5", to: "10.5").minorRange(exponent: 1) == 105...105)
  }

  @Test
  func `without ends holds everything`() {
    #expect(AmountRange().minorRange(exponent: 2) == Int64.min...Int64.max)
  }

  @Test
  func `around a number is a tenth to either side, exactly`() throws {
    let around = AmountRange(around: try #require(DecimalNumber("15.99")))
    #expect(around == (try amounts(from: "14.391", to: "17.589")))
    #expect(around.minorRange(exponent: 2) == 1440...1758)
    #expect(around.minorRange(exponent: 0) == 15...17)
    let largest = try #require(DecimalNumber("999999999999.9999"))
    #expect(
      AmountRange(around: largest).minorRange(exponent: 4)?.contains(9_999_999_999_999_999) == true)
  }

  @Test
  func `never overflows`() throws {
    let largest = DecimalNumber(unscaled: .max, scale: 0)
    let range = AmountRange(lower: .init(largest, isIncluded: true))
    #expect(range.minorRange(exponent: 4) == nil)
    #expect(range.minorRange(exponent: 0) == Int64.max...Int64.max)
    let smallest = DecimalNumber(unscaled: .min, scale: 0)
    #expect(AmountRange(upper: .init(smallest, isIncluded: true)).minorRange(exponent: 4) == nil)
    #expect(
      AmountRange(upper: .init(largest, isIncluded: true)).minorRange(exponent: 4) == Int64
        .min...Int64.max)
  }

  @Test
  func `has numbers that are equal whatever their zeros`() throws {
    #expect(DecimalNumber("10") == DecimalNumber("10.00"))
    #expect(DecimalNumber(unscaled: 0, scale: 3) == DecimalNumber("0"))
    #expect(try #require(DecimalNumber("9.99")) < #require(DecimalNumber("10")))
    #expect(try !(#require(DecimalNumber("10.0")) < #require(DecimalNumber("10"))))
    for wrong in [
      "", ".", "1.", ".5", "-1", "1,0", "1e2", "1.2.3", "1234567890123", "1.23456", "１",
    ] {
      #expect(DecimalNumber(wrong) == nil)
    }
  }

  @Test
  func `holds a negative number rounded down`() {
    let number = DecimalNumber(unscaled: -15, scale: 1)
    let range = AmountRange(
      lower: .init(number, isIncluded: true), upper: .init(number, isIncluded: true))
    #expect(range.minorRange(exponent: 0) == nil)
    #expect(range.minorRange(exponent: 1) == -15 ... -15)
  }
}

struct `A span of time` {
  @Test
  func `holds its beginning and not its end`() throws {
    let day = try span("2026-04-22", "2026-04-23")
    let from = try #require(day.from)
    let upTo = try #require(day.upTo)
    #expect(day.contains(from) && day.contains(upTo.adding(milliseconds: -1)))
    #expect(!day.contains(upTo) && !day.contains(from.adding(milliseconds: -1)))
    #expect(InstantRange.always.contains(.noon) && !InstantRange.always.isEmpty)
  }

  @Test
  func `meets another in what they share`() throws {
    let april = try span("2026-04-01", "2026-05-01")
    #expect(
      april.intersection(try span("2026-04-22", nil)) == (try span("2026-04-22", "2026-05-01")))
    #expect(april.intersection(.always) == april)
    #expect(april.intersection(try span(nil, "2026-03-01")).isEmpty)
    #expect(april.intersection(try span("2026-05-01", nil)).isEmpty)
  }
}
