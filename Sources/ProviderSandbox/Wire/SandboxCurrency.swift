/// A currency of the sandbox with its ISO 4217 exponent.
///
/// The table is the sandbox's own, so that it checks the client's table instead of sharing it.
package enum SandboxCurrency: String, Sendable, CaseIterable {
  /// Pounds.
  case gbp = "GBP"
  /// Euros.
  case eur = "EUR"
  /// US dollars.
  case usd = "USD"
  /// Naira.
  case ngn = "NGN"
  /// New Zealand dollars.
  case nzd = "NZD"
  /// Yen: no decimals.
  case jpy = "JPY"
  /// Dinars: three decimals.
  case bhd = "BHD"

  /// How many decimals one major unit has.
  var exponent: Int {
    switch self {
    case .gbp, .eur, .usd, .ngn, .nzd: 2
    case .jpy: 0
    case .bhd: 3
    }
  }

  /// Minor units in one major unit.
  var unit: Int64 {
    switch self {
    case .gbp, .eur, .usd, .ngn, .nzd: 100
    case .jpy: 1
    case .bhd: 1000
    }
  }

  /// The exact decimal text of an amount, with exactly the currency's digits: 1599 is `15.99`.
  package func decimalText(minor: Int64) -> String {
    guard exponent > 0 else { return String(minor) }
    let digits = String(minor.magnitude)
    let padded = String(repeating: "0", count: max(0, exponent + 1 - digits.count)) + digits
    let sign = minor < 0 ? "-" : ""
    return "\(sign)\(padded.dropLast(exponent)).\(padded.suffix(exponent))"
  }

  /// Reads a JSON number token as minor units, exactly or not at all.
  ///
  /// Stricter than a real provider on purpose: the token must carry exactly the currency's digits,
  /// so that a client that writes `1` for `1.00`, or goes through binary floating point, is found.
  package func minor(decimalToken token: String) throws(AmountFault) -> Int64 {
    let parts = token.split(separator: ".", omittingEmptySubsequences: false)
    guard let whole = parts.first, parts.count <= 2, isPlainInteger(whole) else {
      throw .notPlain
    }
    let fraction = parts.count == 2 ? parts[1] : ""
    guard fraction.utf8.allSatisfy(isDigit) else { throw .notPlain }
    guard fraction.utf8.count == exponent, parts.count == (exponent == 0 ? 1 : 2) else {
      throw .wrongDecimals(expected: exponent)
    }
    guard let minor = Int64(whole + fraction) else { throw .tooLarge }
    return minor
  }

  /// Reads a JSON number token that must already be a whole count of minor units.
  static func minor(integerToken token: String) throws(AmountFault) -> Int64 {
    guard isPlainInteger(token[...]) else { throw .notPlain }
    guard let minor = Int64(token) else { throw .tooLarge }
    return minor
  }
}

/// Why a number token is not an amount.
package enum AmountFault: Error, Equatable {
  /// Signs, exponents, leading zeros, or a fraction where a whole number is wanted.
  case notPlain
  /// Another count of decimals than the currency has.
  case wrongDecimals(expected: Int)
  /// More than fits 64 bits of minor units.
  case tooLarge

  /// The reason in words, for an error envelope.
  package var sentence: String {
    switch self {
    case .notPlain: "must be a plain positive number"
    case .wrongDecimals(let expected): "must have exactly \(expected) decimals"
    case .tooLarge: "is too large"
    }
  }
}

private func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

private func isPlainInteger(_ text: Substring) -> Bool {
  guard !text.isEmpty, text.utf8.allSatisfy(isDigit) else { return false }
  return text.utf8.count == 1 || text.utf8.first != 0x30
}
