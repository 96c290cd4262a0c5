/// Whether a text holds what looks like a card number, and so must not be stored.
///
/// That is 13 to 19 digits with a valid Luhn check digit, alone or among other groups of digits;
/// spaces and dashes between the digits are forgiven. About one in ten other numbers of that length
/// is caught too.
public func looksLikeCardNumber(_ text: String) -> Bool {
  digitRuns(in: text).contains { run in
    run.indices.contains { cardNumber(from: $0, of: run) != nil }
  }
}

/// The text with a mark in place of whatever looks like a card number.
///
/// For text that is shown though nobody typed it here; what looks like one is told by the same rule
/// as in ``looksLikeCardNumber(_:)``.
public func redactingCardNumbers(_ text: String, mark: String = "[card number]") -> String {
  var result = ""
  var copied = text.startIndex
  for run in digitRuns(in: text) {
    var first = run.startIndex
    while first < run.endIndex {
      guard let last = cardNumber(from: first, of: run) else {
        first += 1
        continue
      }
      result += text[copied..<run[first].range.lowerBound]
      result += mark
      copied = run[last].range.upperBound
      first = last + 1
    }
  }
  return copied == text.startIndex ? text : result + text[copied...]
}

/// Digits without anything between them.
private struct DigitGroup {
  var digits: [Int]
  var range: Range<String.Index>
}

/// How many spaces and dashes may stand between two digits of one number, as in `4111 - 1111`.
private let separatorsMax = 3

/// The groups of digits that have nothing but spaces and dashes between them.
private func digitRuns(in text: String) -> [[DigitGroup]] {
  var runs: [[DigitGroup]] = []
  var run: [DigitGroup] = []
  var separatorCount = 0
  for index in text.unicodeScalars.indices {
    let scalar = text.unicodeScalars[index]
    if let digit = scalar.decimalDigit {
      let end = text.unicodeScalars.index(after: index)
      if separatorCount > 0 || run.isEmpty {
        run.append(DigitGroup(digits: [digit], range: index..<end))
      } else {
        run[run.count - 1].digits.append(digit)
        run[run.count - 1].range = run[run.count - 1].range.lowerBound..<end
      }
      separatorCount = 0
    } else if scalar.isDigitSeparator, separatorCount < separatorsMax {
      separatorCount += run.isEmpty ? 0 : 1
    } else {
      if !run.isEmpty { runs.append(run) }
      run = []
      separatorCount = 0
    }
  }
  if !run.isEmpty { runs.append(run) }
  return runs
}

/// The last of the neighbouring groups that, from one on, make a card number, the longest there is; `nil` when none do.
private func cardNumber(from first: Int, of groups: [DigitGroup]) -> Int? {
  var digits: [Int] = []
  var last: Int?
  for index in first..<groups.endIndex {
    digits += groups[index].digits
    guard digits.count <= 19 else { break }
    if digits.count >= 13, passesLuhn(digits) { last = index }
  }
  return last
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
