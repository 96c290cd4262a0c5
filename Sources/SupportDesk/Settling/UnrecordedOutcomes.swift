import Journal
import Payments
import Synchronization

/// Outcomes that came back and could not be written: the disk was full, the record was locked (I14).
///
/// They are kept for as long as the program lives and written as soon as that can be done; if it ends before, the next
/// start finds the decision on its way and calls it unknown.
final class UnrecordedOutcomes: Sendable {
  /// One answer with everything that its record needs.
  struct Outcome: Sendable {
    var intent: Intent
    var attempt: Int
    var answer: StoredAnswer
    var event: IntentEvent?
    var settlement: Settlement
    /// What is said instead where the answer settles nothing.
    var unsettled: Settlement
    var needsHuman: Bool
    var actor: Actor
    var time: Instant
  }

  private let waiting = Mutex<[Outcome]>([])

  /// Whether any is waiting.
  var isEmpty: Bool { waiting.withLock { $0.isEmpty } }

  /// Keeps one.
  func keep(_ outcome: Outcome) { waiting.withLock { $0.append(outcome) } }

  /// Takes all, to try them again.
  func takeAll() -> [Outcome] {
    waiting.withLock { waiting in
      defer { waiting = [] }
      return waiting
    }
  }
}
