/// Letters and digits as Nectar's references have them.
enum Base62 {
  private static let alphabet = Array(
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".utf8)

  /// Digits that hold any 64-bit number.
  static let fullWidth = 11

  /// The last digits of a number, with leading zeros.
  static func text(_ number: UInt64, width: Int) -> String {
    var left = number
    var digits: [UInt8] = []
    for _ in 0..<width {
      digits.append(alphabet[Int(left % 62)])
      left /= 62
    }
    return String(decoding: digits.reversed(), as: UTF8.self)
  }

  static func number(_ text: Substring) -> UInt64? {
    var number: UInt64 = 0
    for byte in text.utf8 {
      guard let digit = alphabet.firstIndex(of: byte) else { return nil }
      let (shifted, overflow) = number.multipliedReportingOverflow(by: 62)
      let (sum, carry) = shifted.addingReportingOverflow(UInt64(digit))
      if overflow || carry { return nil }
      number = sum
    }
    return number
  }
}
