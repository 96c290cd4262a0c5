import Payments
import Testing
import TextSafety

struct `A typed amount` {
  @Test(arguments: [
    ("12", 1200), ("12.3", 1230), ("12.30", 1230), ("1,234.56", 123_456), ("1,234", 123_400),
    ("12,345", 1_234_500), ("1,234,567.8", 123_456_780), ("0.50", 50), ("0.01", 1),
    ("1234", 123_400),
    ("92233720368547758.07", Int64.max),
  ])
  func `of a currency with two decimals is read in pence`(text: String, minor: Int64) {
    #expect(parse(text) == .success(Money(minor: minor, currency: .gbp)))
  }

  @Test(arguments: [
    ("", AmountMistake.empty),
    (" 12", .space), ("12 ", .space), ("1 234", .space), ("1\u{A0}234", .space), ("12\t", .space),
    ("+12", .sign), ("-12", .sign), ("\u{2212}12", .sign), ("\u{2013}12", .sign), ("12-", .sign),
    ("1e3", .exponent), ("1E3", .exponent), ("1.2e1", .exponent),
    ("12abc", .letter("a")), ("abc", .letter("a")), ("e5", .letter("e")), ("fullx", .letter("f")),
    ("GBP12", .letter("G")), ("١٢", .foreignDigit("١")), ("１２", .foreignDigit("１")),
    ("1२", .foreignDigit("२")), ("£12", .stray("£")), ("1'234", .stray("'")),
    ("12\u{301}", .stray("\u{301}")),
    ("1_000", .stray("_")), ("12\u{202E}", .stray("\u{202E}")), ("½", .stray("½")),
    ("12,30", .commaForDecimals(suggestion: "12.30")),
    ("1,23", .commaForDecimals(suggestion: "1.23")),
    ("1,2", .commaForDecimals(suggestion: "1.2")), (",5", .commaForDecimals(suggestion: nil)),
    ("1234,50", .commaForDecimals(suggestion: "1234.50")),
    ("1.234,56", .commaAfterPoint(suggestion: "1234.56")),
    ("1.234.567,8", .commaAfterPoint(suggestion: "1234567.8")),
    ("1.23,4", .commaAfterPoint(suggestion: nil)), ("1.234,567", .commaAfterPoint(suggestion: nil)),
    ("1,2345", .groupsNotOfThree), ("1234,567", .groupsNotOfThree), ("1,23,456", .groupsNotOfThree),
    (",123", .groupsNotOfThree), ("1,", .groupsNotOfThree), ("1,,234", .groupsNotOfThree),
    ("1,23.45", .groupsNotOfThree), (",", .groupsNotOfThree), ("1,234,56", .groupsNotOfThree),
    ("1.234.567", .severalPoints(suggestion: "1234567")),
    ("1.2.3", .severalPoints(suggestion: nil)),
    (".5", .leadingPoint(suggestion: "0.5")), (".", .leadingPoint(suggestion: nil)),
    (".00", .leadingPoint(suggestion: nil)), ("12.", .trailingPoint(suggestion: "12")),
    ("0.", .trailingPoint(suggestion: nil)), ("1,234.", .trailingPoint(suggestion: "1,234")),
    ("012", .leadingZero), ("00.50", .leadingZero), ("0,123", .leadingZero), ("00", .leadingZero),
    ("12.345", .tooManyDecimals(.gbp)), ("12.300", .tooManyDecimals(.gbp)),
    ("0", .zero), ("0.0", .zero), ("0.00", .zero),
    ("92233720368547758.08", .tooLarge), ("99999999999999999999999999", .tooLarge),
  ])
  func `that is not an amount is refused by its own name`(text: String, mistake: AmountMistake) {
    #expect(parse(text) == .failure(mistake))
  }

  @Test(arguments: ["100", "1,234", "1"])
  func `of a currency without decimals is a whole number`(text: String) throws {
    let money = try parse(text, .jpy).get()
    #expect(money.decimalText == text.filter { $0 != "," })
  }

  @Test(arguments: ["100.5", "100.0"])
  func `of a currency without decimals has none`(text: String) {
    #expect(parse(text, .jpy) == .failure(.tooManyDecimals(.jpy)))
  }

  @Test(arguments: ["1,234", "1,234.567", "1,2", "1.234,5", ","])
  func `of a currency with three decimals has no comma at all`(text: String) {
    #expect(parse(text, .bhd) == .failure(.commaIsAmbiguous(.bhd)))
  }

  @Test(arguments: [("1.234", 1234), ("1.2", 1200), ("1", 1000), ("0.001", 1)])
  func `of a currency with three decimals is read in its thousandths`(text: String, minor: Int64) {
    #expect(parse(text, .bhd) == .success(Money(minor: minor, currency: .bhd)))
  }

  @Test(
    arguments: [
      ("12.99", nil), ("12.98", nil), ("13", "12.99"), ("13.00", "12.99"), ("1,299", "12.99"),
    ] as [(String, String?)])
  func `is at most what remains`(text: String, bound: String?) throws {
    let remaining = try money("12.99")
    let read = TypedAmount.parse(text, currency: .gbp, remaining: remaining)
    if bound != nil {
      #expect(read == .failure(.exceedsRemaining(remaining)))
    } else {
      #expect(read == .success(try money(text)))
    }
  }

  @Test(arguments: ["full", "Full", "FULL"])
  func `can be the word for what remains`(text: String) throws {
    let remaining = try money("12.99")
    #expect(TypedAmount.parse(text, currency: .gbp, remaining: remaining) == .success(remaining))
    #expect(parse(text) == .failure(.fullNotKnown))
    #expect(
      TypedAmount.parse(text, currency: .gbp, remaining: .zero(.gbp)) == .failure(.nothingRemains))
  }

  @Test
  func `stays within a bound that is not certain, and full is refused there`() throws {
    let bound = try money("10.00")
    for left in [Remaining.atMost(bound), .unknown(atMost: bound)] {
      #expect(TypedAmount.parse("full", currency: .gbp, left: left) == .failure(.fullNotKnown))
      #expect(TypedAmount.parse("10", currency: .gbp, left: left) == .success(bound))
      #expect(
        TypedAmount.parse("10.01", currency: .gbp, left: left) == .failure(.exceedsRemaining(bound))
      )
    }
    for left in [Remaining.reported(bound), .computed(bound)] {
      #expect(TypedAmount.parse("full", currency: .gbp, left: left) == .success(bound))
    }
  }

  @Test(arguments: ["1", "0", "0.01", "full"])
  func `is refused when nothing remains`(text: String) {
    let read = TypedAmount.parse(text, currency: .gbp, remaining: .zero(.gbp))
    #expect(read == .failure(.nothingRemains))
  }

  @Test
  func `is refused with a sentence that says what to type`() throws {
    let sentences: [(AmountMistake, SafeText)] = [
      (.commaForDecimals(suggestion: "12.30"), "A comma does not mark decimals: type 12.30."),
      (
        .commaForDecimals(suggestion: nil),
        "A comma does not mark decimals: type digits and one point only, such as 1234."
      ),
      (.tooManyDecimals(.gbp), "GBP has 2 decimals: type no more digits after the point."),
      (.tooManyDecimals(.jpy), "JPY has no decimals: type a whole number."),
      (
        .commaIsAmbiguous(.bhd),
        "BHD has 3 decimals, so a comma could mean two things: type the amount without it."
      ),
      (.exceedsRemaining(try money("12.99")), "Only 12.99 GBP remain: type at most 12.99."),
      (.stray("\u{202E}"), "Type digits and a point only, without ‹U+202E›."),
      (.fullNotKnown, "What remains is not known exactly: type the amount instead of full."),
    ]
    for (mistake, sentence) in sentences { #expect(mistake.sentence == sentence) }
  }

  @Test
  func `cannot be compared with what remains in another currency`() async {
    await #expect(processExitsWith: .failure) {
      _ = TypedAmount.parse("1", currency: .gbp, remaining: .zero(.jpy))
    }
  }

  private func parse(_ text: String, _ currency: Currency = .gbp) -> Result<Money, AmountMistake> {
    TypedAmount.parse(text, currency: currency, remaining: nil)
  }
}
