/// Whether a text holds what looks like a card number, and so must not be stored.
///
/// That is 13 to 19 digits with a valid Luhn check digit, alone or among other groups of digits;
/// spaces and dashes between the digits are forgiven. About one in ten other numbers of that length
/// is caught too.
public func looksLikeCardNumber(_ text: String) -> Bool {
  var run: [[Int]] = []
  var separatorCount = 0
  for scalar in text.unicodeScalars {
    if let digit = scalar.decimalDigit {
      if separatorCount > 0 || run.isEmpty { run.append([]) }
      run[run.count - 1].append(digit)
      separatorCount = 0
    } else if scalar.isDigitSeparator, separatorCount < separatorsMax {
      separatorCount += run.isEmpty ? 0 : 1
    } else {
      if holdsCardNumber(run) { return true }
      run = []
      separatorCount = 0
    }
  }
  return holdsCardNumber(run)
}

/// How many spaces and dashes may stand between two digits of one number, as in `4111 - 1111`.
private let separatorsMax = 3

/// Whether some neighbouring groups of digits make a card number.
private func holdsCardNumber(_ groups: [[Int]]) -> Bool {
  for first in groups.indices {
    var digits: [Int] = []
    for group in groups[first...] {
      digits += group
      if digits.count > 19 { break }
      if digits.count >= 13, passesLuhn(digits) { return true }
    }
  }
  return false
}

private func passesLuhn(_ digits: [Int]) -> Bool {
  var sum = 0
  for (position, digit) in digits.reversed().enumerated() {
    let weighted = position.isMultiple(of: 2) ? digit : digit * 2
    sum += weighted > 9 ? weighted - 9 : weighted
  }
  return sum.isMultiple(of: 10)
}

extension Unicode.Scalar {
  fileprivate var decimalDigit: Int? {
    switch value {
    case 0x30...0x39: Int(value - 0x30)
    case 0xFF10...0xFF19: Int(value - 0xFF10)
    default: nil
    }
  }

  /// Spaces, dashes and the characters that word processors put in their place.
  fileprivate var isDigitSeparator: Bool {
    switch properties.generalCategory {
    case .spaceSeparator, .dashPunctuation: true
    default: value == 0x2212
    }
  }
}
