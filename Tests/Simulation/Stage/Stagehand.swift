import Glibc
import Synchronization

/// Runs every job of one simulated world on one thread, one after the other, in the order in which they came.
///
/// The same object is the executor of the world's actor and of every task in it, so that nothing in a world runs
/// beside anything else: the same seed gives the same order.
package final class Stagehand: SerialExecutor, TaskExecutor {
  private struct State {
    var jobs: [UnownedJob] = []
    var next = 0
    var thread: pthread_t?
    var strayCount = 0
  }

  private let state = Mutex(State())

  /// How many jobs came from another thread than the world's own; such a world cannot be repeated.
  var strayCount: Int { state.withLock { $0.strayCount } }

  /// Takes a job into the queue.
  package func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    let here = pthread_self()
    state.withLock { state in
      if state.thread != here { state.strayCount += 1 }
      state.jobs.append(job)
    }
  }

  /// Makes the calling thread the one on which this world lives.
  func adopt() { state.withLock { $0.thread = pthread_self() } }

  /// Runs jobs until none is left.
  func drain() {
    while let job = takeNext() {
      unsafe job.runSynchronously(
        isolatedTo: asUnownedSerialExecutor(), taskExecutor: asUnownedTaskExecutor())
    }
  }

  /// Closures of the program that are called from inside a job are on the world's thread too.
  package func checkIsolated() {
    let isOwn = state.withLock { $0.thread == pthread_self() }
    precondition(isOwn, "A simulated world is touched on its own thread only.")
  }

  private func takeNext() -> UnownedJob? {
    state.withLock { state in
      guard state.next < state.jobs.count else {
        state.jobs.removeAll(keepingCapacity: true)
        state.next = 0
        return nil
      }
      state.next += 1
      return state.jobs[state.next - 1]
    }
  }
}
