import Payments
import SeededRandom
import Testing
import TextSafety

struct `An amount of money` {
  private static let largest = Money(minor: .max, currency: .gbp)
  private static let smallest = Money(minor: .min, currency: .gbp)
  private static let penny = Money(minor: 1, currency: .gbp)

  @Test
  func `adds and subtracts minor units`() throws {
    #expect(try money("15.99").subtracting(money("1.00")) == money("14.99"))
    #expect(try money("0.10").adding(money("0.20")) == money("0.30"))
    #expect(try money("1.00").subtracting(money("1.01")).minor == -1)
  }

  @Test
  func `overflows with an error, at the very edge and not before`() throws {
    #expect(throws: MoneyError.overflow) { try Self.largest.adding(Self.penny) }
    #expect(throws: MoneyError.overflow) { try Self.smallest.subtracting(Self.penny) }
    #expect(throws: MoneyError.overflow) { try Money.zero(.gbp).subtracting(Self.smallest) }
    #expect(try Self.largest.adding(.zero(.gbp)) == Self.largest)
    #expect(try Self.largest.subtracting(Self.penny).adding(Self.penny) == Self.largest)
    #expect(try Self.largest.adding(Self.smallest).minor == -1)
  }

  @Test
  func `of two currencies is neither added nor compared`() {
    let pounds = Money(minor: 100, currency: .gbp)
    let yen = Money(minor: 100, currency: .jpy)
    let error = MoneyError.currenciesDiffer("GBP", "JPY")
    #expect(throws: error) { try pounds.adding(yen) }
    #expect(throws: error) { try pounds.subtracting(yen) }
    #expect(throws: error) { try pounds.exceeds(yen) }
    #expect(pounds != yen)
  }

  @Test
  func `exceeds only a smaller amount`() throws {
    #expect(try money("1.01").exceeds(money("1.00")))
    #expect(try !money("1.00").exceeds(money("1.00")))
    #expect(try !money("0.99").exceeds(money("1.00")))
    #expect(Money.zero(.gbp).isZero && !Money.zero(.gbp).isPositive)
    #expect(Self.penny.isPositive && !Self.smallest.isPositive && !Self.smallest.isZero)
  }

  @Test(arguments: [
    (0, 1000, "1000"), (0, 0, "0"), (0, -5, "-5"), (1, 5, "0.5"), (1, 125, "12.5"),
    (2, 1599, "15.99"), (2, 5, "0.05"), (2, 50, "0.50"), (2, 100, "1.00"), (2, -5, "-0.05"),
    (3, 1250, "1.250"), (3, 1, "0.001"), (4, 12_345, "1.2345"), (4, 0, "0.0000"),
    (2, Int64.max, "92233720368547758.07"), (2, Int64.min, "-92233720368547758.08"),
    (0, Int64.min, "-9223372036854775808"),
  ])
  func `is written with exactly the decimals of its currency`(
    exponent: Int, minor: Int64, text: String
  ) throws {
    let currency = try currency(exponent)
    #expect(Money(minor: minor, currency: currency).decimalText == text)
    #expect(Money(minor: minor, currency: currency).text.text == "\(text) \(currency.code)")
  }

  @Test(arguments: 0...4)
  func `that is written is read again`(exponent: Int) throws {
    let currency = try currency(exponent)
    var generator = SeededRandom(seed: UInt64(exponent))
    for shift in 0..<63 {
      let minor = Int64(bitPattern: generator.next() >> 1) >> shift
      let money = Money(minor: minor, currency: currency)
      #expect(Money(decimal: money.decimalText, currency: currency) == money)
    }
  }

  @Test(arguments: [
    (0, "50", 50), (0, "50.00", 50), (2, "50", 5000), (2, "15.9", 1590), (2, "37.00", 3700),
    (2, "0.01", 1), (2, "1.230000", 123), (3, "1.5", 1500), (4, "1", 10_000), (2, "007", 700),
    (2, "92233720368547758.07", Int64.max),
  ])
  func `is read from a provider's decimal`(exponent: Int, text: String, minor: Int64) throws {
    #expect(Money(decimal: text, currency: try currency(exponent))?.minor == minor)
  }

  @Test(arguments: [
    (2, ""), (2, "."), (2, "1."), (2, ".5"), (2, "1.2.3"), (2, "-1"), (2, "+1"), (2, "1e2"),
    (2, " 1"), (2, "1 "), (2, "1,00"), (2, "12.345"), (2, "1.001"), (0, "1.5"), (0, "0.01"),
    (3, "1.2345"), (2, "١"), (2, "１"), (2, "1\u{301}"), (2, "1.\u{301}5"), (2, "NaN"), (2, "0x10"),
    (2, "92233720368547758.08"), (0, "9223372036854775808"), (4, "922337203685477.5808"),
  ])
  func `that cannot be read exactly is not read`(exponent: Int, text: String) throws {
    #expect(Money(decimal: text, currency: try currency(exponent)) == nil)
  }

  @Test
  func `that a provider quoted is shown in its own words where it cannot be read`() throws {
    let gold = QuotedAmount(text: "1.5", currencyCode: "XAU", money: nil)
    #expect(gold.label == "1.5 XAU")
    #expect(QuotedAmount(try money("15.99")).label == "15.99 GBP")
    #expect(QuotedAmount(try money("15.99")).currencyCode == "GBP")
  }

  private func currency(_ exponent: Int) throws -> Currency {
    switch exponent {
    case 0: .jpy
    case 1: try .tenths
    case 2: .gbp
    case 3: .bhd
    default: try .clf
    }
  }
}
