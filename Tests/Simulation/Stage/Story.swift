/// What happened in a world, step by step, in words.
package struct Story: Sendable {
  /// The steps in order.
  package private(set) var steps: [String] = []

  mutating func tell(_ time: Int64, _ who: String, _ what: String) {
    steps.append("\(steps.count + 1). \(Self.words(time)) \(who): \(what)")
  }

  /// A number that two stories share only when every step is the same (FNV-1a).
  package var digest: UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for step in steps {
      for byte in step.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
      hash = (hash ^ 10) &* 0x100_0000_01B3
    }
    return hash
  }

  /// A time of the story: `day 2 03:04:05.678`.
  static func words(_ milliseconds: Int64) -> String {
    let seconds = milliseconds / 1000
    func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let rest = milliseconds % 1000
    let fraction = rest < 10 ? "00\(rest)" : rest < 100 ? "0\(rest)" : "\(rest)"
    return
      "day \(seconds / 86_400) \(two(seconds / 3600 % 24)):\(two(seconds / 60 % 60)):\(two(seconds % 60)).\(fraction)"
  }
}
