/// A stream of choices from a seed (SplitMix64): the same seed gives the same choices.
struct Dice: Sendable {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A number from 0 to `count` - 1.
  mutating func below(_ count: Int) -> Int { Int(next() % UInt64(count)) }

  /// True so many times in a thousand.
  mutating func chance(_ perMille: Int) -> Bool { below(1000) < perMille }

  /// A number of a range.
  mutating func between(_ least: Int64, _ most: Int64) -> Int64 {
    least + Int64(next() % UInt64(most - least + 1))
  }

  /// A length of time whose order of size is as random as its value: short ones are as likely as long ones.
  mutating func span(_ least: Int64, _ most: Int64) -> Int64 {
    var top = least
    while top < most, chance(700) { top = min(most, max(1, top) * 4) }
    return between(least, top)
  }

  /// One of the elements; there must be one.
  mutating func pick<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }

  /// Random bytes.
  mutating func bytes(_ count: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count)
    while bytes.count < count {
      var word = next()
      for _ in 0..<8 where bytes.count < count {
        bytes.append(UInt8(truncatingIfNeeded: word))
        word >>= 8
      }
    }
    return bytes
  }
}
