import Journal
import Payments
import Synchronization
import TextSafety

/// Checks the whole record once a day, beside the worker's rounds.
final class Auditor: Sendable {
  /// A day, in milliseconds.
  private static let interval: Int64 = 24 * 3600 * 1000
  /// After a check that could not be made, in milliseconds.
  private static let obstaclePause: Int64 = 600_000

  private let bench: LiveServices
  private let due: Mutex<Instant>
  private let isChecking = Mutex(false)

  init(_ bench: LiveServices) {
    self.bench = bench
    due = Mutex(bench.now())
  }

  /// Says that this process checks the record, so that decisions can count on it.
  func register() {
    do throws(JournalError) { try bench.journal.registerWorker(at: bench.now()) } catch {
      Console.narrate(error.sentence)
    }
  }

  /// Begins a check where one is due, and returns for how many milliseconds none is.
  func checkWhenDue(while mayContinue: @escaping @Sendable () -> Bool) -> Int64? {
    // A person may have accepted the record since; what cannot be judged anew stays as it was.
    try? bench.journal.reconsider()
    guard bench.journal.obstacle == nil else { return nil }
    let next = due.withLock { $0 }
    guard next <= bench.now() else { return next.milliseconds(since: bench.now()) }
    due.withLock { $0 = bench.now().adding(milliseconds: Self.interval) }
    let isFirst = isChecking.withLock { isChecking in
      defer { isChecking = true }
      return !isChecking
    }
    if isFirst { Task.detached { [self] in check() } }
    return Self.interval
  }

  private func check() {
    defer { isChecking.withLock { $0 = false } }
    do throws(JournalError) {
      let found = try bench.journal.verifyWholeAndKeep(at: bench.now())
      Console.narrate("The record is whole: \(found.events) events, head \(found.head).")
    } catch {
      Console.narrate(error.sentence)
      due.withLock { $0 = bench.now().adding(milliseconds: Self.obstaclePause) }
    }
  }
}
