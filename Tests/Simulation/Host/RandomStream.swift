import SeededRandom
import Synchronization

/// Random bytes from a seed, for one process.
final class RandomStream: Sendable {
  private let dice: Mutex<SeededRandom>

  init(seed: UInt64) { dice = Mutex(SeededRandom(seed: seed)) }

  func bytes(_ count: Int) -> [UInt8] { dice.withLock { $0.bytes(count) } }
}
