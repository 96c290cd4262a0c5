import CTilldeskSodium
import Synchronization

/// Where random bytes come from: the system, or a seed that a test can repeat.
package struct RandomSource: Sendable {
  private let generate: @Sendable (Int) -> [UInt8]

  /// Takes a closure that returns as many bytes as it is asked for.
  package init(_ generate: @escaping @Sendable (Int) -> [UInt8]) {
    self.generate = generate
  }

  /// The system's generator, fit for keys and nonces.
  package static let system = RandomSource { count in
    SodiumLibrary.requireStarted()
    var bytes = [UInt8](repeating: 0, count: count)
    unsafe randombytes_buf(&bytes, count)
    return bytes
  }

  /// A generator that gives the same bytes for the same seed and the same calls in the same order.
  package static func seeded(_ seed: UInt64) -> RandomSource {
    let generator = SeededGenerator(seed: seed)
    return RandomSource { generator.next($0) }
  }

  /// Returns `count` random bytes.
  package func bytes(_ count: Int) -> [UInt8] {
    precondition(count >= 0, "a count of bytes is not negative")
    let bytes = generate(count)
    precondition(bytes.count == count, "a random source gave another count than asked")
    return bytes
  }

  /// Returns 16 random bytes as 32 lower-case hexadecimal digits.
  package func hex32() -> String {
    Hex.encode(bytes(16))
  }

  /// Returns a random UUID (RFC 9562 version 4) in lower case.
  package func uuidV4() -> String {
    var bytes = bytes(16)
    bytes[6] = bytes[6] & 0x0F | 0x40
    bytes[8] = bytes[8] & 0x3F | 0x80
    let groups = [0..<4, 4..<6, 6..<8, 8..<10, 10..<16]
    return groups.map { Hex.encode(Array(bytes[$0])) }.joined(separator: "-")
  }

  /// Returns a whole number from 0 up to, not including, `bound`, each as likely as the others.
  package func integer(below bound: Int) -> Int {
    precondition(bound > 0, "a random number needs room: the bound is at least 1")
    let bound = UInt64(bound)
    // The numbers below 2^64 mod bound would make small results likelier: they are drawn again.
    let biased = (0 &- bound) % bound
    while true {
      let drawn = bytes(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      if drawn >= biased { return Int(drawn % bound) }
    }
  }
}

/// Expands a seed and a counter; each call has a stream of its own.
private final class SeededGenerator: Sendable {
  private let seed: UInt64
  private let callCount = Mutex<UInt64>(0)

  init(seed: UInt64) {
    self.seed = seed
  }

  func next(_ count: Int) -> [UInt8] {
    let call = callCount.withLock { callCount in
      callCount += 1
      return callCount
    }
    let key = BLAKE2b.hash([seed, call].flatMap(Self.littleEndian))
    var bytes = [UInt8](repeating: 0, count: count)
    unsafe randombytes_buf_deterministic(&bytes, count, key)
    return bytes
  }

  private static func littleEndian(_ number: UInt64) -> [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
  }
}
