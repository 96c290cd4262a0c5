import SeededRandom

extension SeededRandom {
  /// A length of time whose order of size is as random as its value: short ones are as likely as long ones.
  mutating func span(_ least: Int64, _ most: Int64) -> Int64 {
    var top = least
    while top < most, chance(700) { top = min(most, max(1, top) * 4) }
    return between(least, top)
  }
}
