/// A stream of numbers that follows from a seed and an index alone (SplitMix64).
///
/// Row number 700,000 can be made without making the rows before it.
struct SeededStream {
  private var state: UInt64

  init(seed: UInt64, index: Int) {
    state = seed ^ (UInt64(truncatingIfNeeded: index) &* 0xD1B5_4A32_D192_ED03)
    // One turn parts the streams of neighbouring indices.
    _ = next()
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number from 0 to below the bound, which must be positive.
  mutating func below(_ bound: Int64) -> Int64 {
    Int64(next() % UInt64(bound))
  }

  mutating func pick<Element>(_ choices: [Element]) -> Element {
    choices[Int(below(Int64(choices.count)))]
  }

  /// Picks by weight; the weights are whole numbers of any sum.
  mutating func pick<Element>(weighted choices: [(weight: Int64, value: Element)]) -> Element {
    var left = below(choices.reduce(0) { $0 + $1.weight })
    for choice in choices {
      left -= choice.weight
      if left < 0 { return choice.value }
    }
    // Not reached: what is left is below the sum of the weights.
    return choices[0].value
  }
}

/// Numbers that look random and can be turned back into the index that they were made from.
struct Scramble: Sendable {
  private static let multiplier: UInt64 = 0xD6E8_FEB8_6659_FD93

  private let mask: UInt64

  init(seed: UInt64) {
    var stream = SeededStream(seed: seed, index: 0)
    mask = stream.next()
  }

  func number(of index: Int) -> UInt64 {
    let mixed = (UInt64(truncatingIfNeeded: index) ^ mask) &* Self.multiplier
    // A product's low digits are weak; the halves trade places.
    return mixed << 32 | mixed >> 32
  }

  /// The index of a number; meaningless, and possibly negative, for a number that is not ours.
  func index(of number: UInt64) -> Int {
    let mixed = number << 32 | number >> 32
    return Int(truncatingIfNeeded: (mixed &* Self.inverse) ^ mask)
  }

  /// The multiplier's inverse modulo 2⁶⁴: each step of Newton's method doubles the right bits.
  private static let inverse: UInt64 = {
    var inverse = multiplier
    for _ in 0..<5 { inverse = inverse &* (2 &- multiplier &* inverse) }
    return inverse
  }()
}

extension SeededStream {
  /// A number that looks random and follows from another.
  static func mix(_ number: Int) -> UInt64 {
    var stream = SeededStream(seed: 0, index: number)
    return stream.next()
  }
}
