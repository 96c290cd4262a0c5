import Synchronization

/// Random bytes from a seed, for one process.
final class RandomStream: Sendable {
  private let dice: Mutex<Dice>

  init(seed: UInt64) { dice = Mutex(Dice(seed: seed)) }

  func bytes(_ count: Int) -> [UInt8] { dice.withLock { $0.bytes(count) } }
}
