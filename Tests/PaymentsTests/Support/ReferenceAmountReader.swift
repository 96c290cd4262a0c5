/// A second, slow reading of typed amounts: a finite automaton over bytes, and the value by way of
/// text.
struct ReferenceAmountReader {
  private enum State {
    case start, loneZero, digits(Int), comma, group(Int), point, fraction(Int)
  }

  let exponent: Int

  /// The count of minor units, above zero; `nil` for what must be refused.
  func minor(_ text: String) -> Int64? {
    var state = State.start
    for scalar in text.unicodeScalars {
      guard let next = step(state, scalar) else { return nil }
      state = next
    }
    guard let decimals = decimals(at: state) else { return nil }
    let digits = text.filter { $0 != "," && $0 != "." }
    guard let minor = Int64(digits + String(repeating: "0", count: exponent - decimals)) else {
      return nil
    }
    return minor > 0 ? minor : nil
  }

  private func step(_ state: State, _ scalar: Unicode.Scalar) -> State? {
    let isDigit = scalar.value >= 0x30 && scalar.value <= 0x39
    switch state {
    case .start: return isDigit ? (scalar == "0" ? .loneZero : .digits(1)) : nil
    case .loneZero: return scalar == "." ? .point : nil
    case .digits(let count):
      if isDigit { return .digits(count + 1) }
      if scalar == ".", exponent > 0 { return .point }
      return scalar == "," && count <= 3 && exponent <= 2 ? .comma : nil
    case .comma: return isDigit ? .group(1) : nil
    case .group(let count):
      if count < 3 { return isDigit ? .group(count + 1) : nil }
      if scalar == "." { return .point }
      return scalar == "," ? .comma : nil
    case .point: return isDigit ? .fraction(1) : nil
    case .fraction(let count): return isDigit ? .fraction(count + 1) : nil
    }
  }

  /// How many decimals were read, where the text may end here.
  private func decimals(at state: State) -> Int? {
    switch state {
    case .loneZero, .digits, .group(3): 0
    case .fraction(let count): count <= exponent ? count : nil
    case .start, .comma, .group, .point: nil
    }
  }
}
