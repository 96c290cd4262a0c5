import FoundationEssentials
import Glibc
import Host
package import Journal
package import Payments
import Synchronization
import TilldeskCrypto

/// Worlds by seed: the program's own code over a simulated host, network and providers.
package final class Simulation: Sendable {
  /// What came of one world.
  package struct Verdict: Sendable {
    /// The seed that makes it again.
    package let seed: UInt64
    /// The rules that were broken; empty for a good end.
    package let violations: [Violation]
    /// Everything that happened.
    package let story: Story
    /// How often money moved.
    package let movements: Int
    /// How often things happened.
    package let counts: [Occurrence: Int]
    /// How often a remaining amount shown as certain was compared with the truth.
    package let comparisons: Int
  }

  /// Done to each record that a process opens.
  package typealias Opened = @Sendable (Journal) throws -> Void

  /// Records that a decision was refused, whatever the journal's rules say of it.
  package typealias Forced = @Sendable (Journal, IntentID, Instant) throws -> Void

  private let folder: String
  private let accounts: [SimulatedAccount]
  private let numbers = Atomic<Int>(0)

  /// Makes the folder in which worlds live, with the empty journal that each begins with.
  package init() throws {
    let memory = "/dev/shm"
    let isThere = FileManager.default.fileExists(atPath: memory)
    let root = isThere ? memory : FileManager.default.temporaryDirectory.path
    folder = "\(root)/tilldesk-worlds-\(getpid())-\(RandomSource.system.hex32().prefix(8))"
    accounts = try SimulatedAccount.all()
    try FileManager.default.createDirectory(atPath: template, withIntermediateDirectories: true)
    // Closed again before they are copied: their logs are then part of the files. The journal's name is in every tag, so
    // it has to be the same for the same seed.
    let local = FileSystemCheck { _ in nil }
    _ = try Journal(
      path: "\(template)/journal.sqlite",
      owner: OwnerLock(directory: "\(folder)/owners", process: 1, random: .system),
      random: .seeded(1), fileSystem: local)
    _ = try TransactionIndex(path: "\(template)/index.sqlite", fileSystem: local)
  }

  /// Removes what the worlds lived in.
  package func close() { try? FileManager.default.removeItem(atPath: folder) }

  private var template: String { "\(folder)/template" }

  /// Runs one world to its end, on the calling thread.
  ///
  /// - Parameters:
  ///   - seed: Which world.
  ///   - mutation: What is broken in it.
  ///   - opened: Done to each record that a process opens.
  ///   - forced: What a mutation goes by that the journal would not let happen.
  package func run(
    seed: UInt64, mutation: Mutation = .none, opened: @escaping Opened = { _ in },
    forced: @escaping Forced = { _, _, _ in }
  ) throws -> Verdict {
    let number = numbers.wrappingAdd(1, ordering: .relaxed).newValue
    let home = "\(folder)/\(number)"
    defer { try? FileManager.default.removeItem(atPath: home) }
    let world = try World(
      seed: seed, mutation: mutation, template: template, folder: home, accounts: accounts,
      opened: opened, forced: forced)
    world.hand.adopt()
    return world.assumeIsolated { world in
      world.run()
      return Verdict(
        seed: seed, violations: world.watch.violations, story: world.story,
        movements: world.books.movements.count,
        counts: world.watch.counts, comparisons: world.watch.comparisons)
    }
  }
}
