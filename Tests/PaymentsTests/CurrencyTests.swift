import Payments
import Testing

struct `A currency` {
  @Test
  func `has a code of three capital letters and is listed once`() {
    let codes = Currency.knownCodes
    #expect(codes.count > 150)
    #expect(Set(codes).count == codes.count)
    #expect(codes == codes.sorted())
    for code in codes {
      #expect(code.utf8.count == 3 && code.utf8.allSatisfy { (65...90).contains($0) }, "\(code)")
      #expect(Currency(code: code)?.code == code)
      #expect((0...4).contains(Currency(code: code)?.exponent ?? -1), "\(code)")
    }
  }

  @Test(arguments: [
    ("JPY", 0), ("KRW", 0), ("UGX", 0), ("CLP", 0), ("XOF", 0), ("ISK", 0), ("GBP", 2), ("EUR", 2),
    ("USD", 2), ("NGN", 2), ("NZD", 2), ("XCG", 2), ("BHD", 3), ("KWD", 3), ("TND", 3), ("OMR", 3),
    ("IQD", 3), ("JOD", 3), ("LYD", 3), ("CLF", 4), ("UYW", 4),
  ])
  func `has the decimals of ISO 4217`(code: String, exponent: Int) {
    #expect(Currency(code: code)?.exponent == exponent)
  }

  @Test
  func `has as many minor units in a major one as its decimals say`() throws {
    let units = try [Currency.jpy, .tenths, .gbp, .bhd, .clf].map(\.minorPerMajor)
    #expect(units == [1, 10, 100, 1000, 10_000])
  }

  @Test
  func `named here has the decimals of the table`() {
    for currency in [Currency.gbp, .usd, .eur, .nzd, .ngn, .jpy, .bhd] {
      #expect(Currency(code: currency.code) == currency)
    }
  }

  @Test(arguments: ["gbp", "Gbp", "GBP"])
  func `is read in any case`(code: String) {
    #expect(Currency(code: code) == .gbp)
  }

  @Test(arguments: [
    "XAU", "XDR", "XTS", "XXX", "ABC", "", "GB", "GBPP", " GBP", "G P", "£££", "ÉUR", "\u{FB06}n",
  ])
  func `without known decimals does not exist`(code: String) {
    #expect(Currency(code: code) == nil)
  }

  @Test
  func `can be given other decimals by the configuration, 0 to 4 of them`() {
    #expect(Currency(code: "gbp", exponents: ["GBP": 3])?.exponent == 3)
    #expect(Currency(code: "XAU", exponents: ["XAU": 4])?.exponent == 4)
    #expect(Currency(code: "XAU", exponents: ["XAU": 5]) == nil)
    #expect(Currency(code: "XAU", exponents: ["XAU": -1]) == nil)
    #expect(Currency(code: "GBP", exponents: ["GBP": 0]) != .gbp)
  }

  @Test(arguments: ["GBP:2", "JPY:0", "XAU:4"])
  func `is stored with its decimals`(stored: String) throws {
    let decoded = try OneValue.decode(Currency.self, from: stored)
    #expect("\(decoded.code):\(decoded.exponent)" == stored)
    #expect(try OneValue.encode(decoded) == stored)
  }

  @Test(arguments: ["", "GBP", "GBP:", "GBP:5", "GBP:-1", "GBP:2:2", "GB:2", "G1P:2", ":2"])
  func `that is stored wrongly is not read`(stored: String) {
    #expect(throws: DecodingError.self) { try OneValue.decode(Currency.self, from: stored) }
  }
}
