import Foundation
import Synchronization

/// Runs many worlds at once, one a thread, and collects what they came to.
package final class Campaign: Sendable {
  /// What the worlds so far came to.
  package struct Tally: Sendable {
    /// How many worlds ran.
    package var worlds = 0
    /// How often money moved in them.
    package var movements = 0
    /// How often things happened in them.
    package var counts: [Occurrence: Int] = [:]
    /// How often a remaining amount shown as certain was compared with the truth.
    package var comparisons = 0
    /// How many steps their stories have.
    package var steps = 0
    /// The digest over all stories, whatever the order in which they ended.
    package var digest: UInt64 = 0
    /// The world that ended last.
    package var last: Simulation.Verdict?
    /// The worlds in which a rule was broken, in the order of their seeds.
    package var failures: [Simulation.Verdict] = []
  }

  private struct State {
    var next: UInt64
    var tally = Tally()
    var problem: (any Error)?
  }

  private let simulation: Simulation
  private let last: UInt64
  private let mutation: Mutation
  private let opened: Simulation.Opened
  private let forced: Simulation.Forced
  private let failureLimit: Int
  private let progress: @Sendable (Tally) -> Void
  private let state: Mutex<State>

  /// Prepares a campaign.
  ///
  /// - Parameters:
  ///   - seeds: The worlds.
  ///   - mutation: What is broken in them.
  ///   - failureLimit: After how many broken worlds to stop.
  ///   - opened: Done to each record that a process opens.
  ///   - forced: What a mutation goes by that the journal would not let happen.
  ///   - progress: Told after each world.
  package init(
    seeds: ClosedRange<UInt64>, mutation: Mutation = .none, failureLimit: Int = 1,
    opened: @escaping Simulation.Opened = { _ in },
    forced: @escaping Simulation.Forced = { _, _, _ in },
    progress: @escaping @Sendable (Tally) -> Void = { _ in }
  ) throws {
    simulation = try Simulation()
    last = seeds.upperBound
    self.mutation = mutation
    self.opened = opened
    self.forced = forced
    self.failureLimit = failureLimit
    self.progress = progress
    state = Mutex(State(next: seeds.lowerBound))
  }

  /// Runs the worlds on so many threads of their own; once.
  package func run(threads count: Int) async throws -> Tally {
    await withTaskGroup { group in
      for _ in 0..<count {
        group.addTask {
          await withCheckedContinuation { done in
            Thread.detachNewThread {
              while self.runNext() {}
              done.resume()
            }
          }
        }
      }
    }
    simulation.close()
    return try state.withLock { state in
      if let problem = state.problem { throw problem }
      state.tally.failures.sort { $0.seed < $1.seed }
      return state.tally
    }
  }

  private func runNext() -> Bool {
    let seed: UInt64? = state.withLock { state in
      guard state.next <= last, state.problem == nil, state.tally.failures.count < failureLimit
      else { return nil }
      state.next += 1
      return state.next - 1
    }
    guard let seed else { return false }
    do {
      let verdict = try simulation.run(
        seed: seed, mutation: mutation, opened: opened, forced: forced)
      let tally = state.withLock { state in
        state.tally.add(verdict)
        return state.tally
      }
      progress(tally)
    } catch {
      state.withLock { $0.problem = error }
    }
    return true
  }
}

extension Campaign.Tally {
  fileprivate mutating func add(_ verdict: Simulation.Verdict) {
    worlds += 1
    last = verdict
    movements += verdict.movements
    counts.merge(verdict.counts) { $0 + $1 }
    comparisons += verdict.comparisons
    steps += verdict.story.steps.count
    digest &+= verdict.story.digest
    if !verdict.violations.isEmpty { failures.append(verdict) }
  }
}
