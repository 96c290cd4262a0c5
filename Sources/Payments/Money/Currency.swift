/// An ISO 4217 currency: its three-letter code and the number of decimals that its amounts carry.
///
/// A value exists only for a currency whose exponent is known, so a ``Money`` can always be written
/// with exactly the right digits. Codes without an exponent (XAU, XDR, XTS, XXX) and unknown codes
/// are read as ``QuotedAmount`` without money: they can be shown, never refunded.
public struct Currency: Hashable, Sendable {
  /// The ISO 4217 alphabetic code, three upper-case ASCII letters.
  public let code: String
  /// The number of decimals of an amount, 0 (JPY) to 4 (CLF).
  public let exponent: Int

  /// Makes a currency whose exponent is known; `nil` when ISO 4217 gives the code none, or does not
  /// know it.
  ///
  /// - Parameters:
  ///   - code: The code in any case; surrounding spaces are not forgiven.
  ///   - exponents: Overrides from the configuration, by upper-case code.
  public init?(code: String, exponents: [String: Int] = [:]) {
    // Checked before it is put in upper case: `ﬆn` would become STN.
    guard Self.isThreeLetters(code) else { return nil }
    let upper = code.uppercased()
    guard let exponent = exponents[upper] ?? Self.isoExponents[upper],
      Self.exponents.contains(exponent)
    else { return nil }
    self.init(unchecked: upper, exponent: exponent)
  }

  private static func isThreeLetters(_ code: String) -> Bool {
    code.utf8.count == 3 && code.utf8.allSatisfy { (65...90).contains($0 & ~32) }
  }

  /// The numbers of decimals that a currency can have.
  public static let exponents = 0...4

  private init(unchecked code: String, exponent: Int) {
    precondition(Self.exponents.contains(exponent), "A currency has 0 to 4 decimals.")
    self.code = code
    self.exponent = exponent
  }

  /// The number of minor units in one major unit: 1, 10, 100, 1000 or 10000.
  public var minorPerMajor: Int64 {
    var units: Int64 = 1
    for _ in 0..<exponent { units *= 10 }
    return units
  }

  /// Pound sterling.
  public static let gbp = Currency(unchecked: "GBP", exponent: 2)
  /// United States dollar.
  public static let usd = Currency(unchecked: "USD", exponent: 2)
  /// Euro.
  public static let eur = Currency(unchecked: "EUR", exponent: 2)
  /// New Zealand dollar.
  public static let nzd = Currency(unchecked: "NZD", exponent: 2)
  /// Nigerian naira.
  public static let ngn = Currency(unchecked: "NGN", exponent: 2)
  /// Japanese yen, no decimals.
  public static let jpy = Currency(unchecked: "JPY", exponent: 0)
  /// Bahraini dinar, three decimals.
  public static let bhd = Currency(unchecked: "BHD", exponent: 3)

  /// Every code with an exponent, for completion and for suggestions.
  public static var knownCodes: [String] { isoExponents.keys.sorted() }

  /// ISO 4217 list one: active codes whose minor unit is stated, and ANG beside XCG, its successor.
  private static let isoExponents: [String: Int] = {
    let byExponent: [(Int, String)] = [
      (0, "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"),
      (3, "BHD IQD JOD KWD LYD OMR TND"),
      (4, "CLF UYW"),
      (
        2,
        """
        AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP
        BYN BZD CAD CDF CHE CHF CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD
        FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD
        KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD
        NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP
        SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED
        VES WST XAD XCD XCG YER ZAR ZMW ZWG
        """
      ),
    ]
    var table: [String: Int] = [:]
    for (exponent, codes) in byExponent {
      for code in codes.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
        table[String(code)] = exponent
      }
    }
    return table
  }()
}

extension Currency: Codable {
  /// Decodes `CODE:EXPONENT`, so that a stored amount never depends on a later table.
  public init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    let parts = text.split(separator: ":")
    guard parts.count == 2, Self.isThreeLetters(String(parts[0])),
      let exponent = Int(parts[1]), Self.exponents.contains(exponent)
    else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: decoder.codingPath, debugDescription: "Not a stored currency."))
    }
    self.init(unchecked: String(parts[0]), exponent: exponent)
  }

  /// Encodes `CODE:EXPONENT`.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode("\(code):\(exponent)")
  }
}
