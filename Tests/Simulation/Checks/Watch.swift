import Payments
import SupportDesk

/// What the checks remember of a world: the truth about processes and requests, beside the books of the providers.
struct Watch {
  /// One decision's requests.
  struct Writes {
    /// How many connected writes went out for each attempt.
    var connected: [Int: Int] = [:]
    /// When the first attempt left.
    var firstDeparture: Int64 = 0
    /// When the last attempt left, and in which start of the machine.
    var lastDeparture: Int64 = 0
    var lastBoot = 0
    /// When the last attempt's answer came, or its client gave up; `nil` while it is out.
    var lastReply: Int64?
  }

  var violations: [Violation] = []
  /// The processes that do what is due.
  var lookedAfter: Set<Int> = []
  /// Which process each decision was confirmed in.
  var deciders: [IntentID: Int] = [:]
  /// Decisions that somebody saw confirmed.
  var acknowledged: Set<IntentID> = []
  var writes: [IntentID: Writes] = [:]
  /// The writes on the wire, by exchange: their process, payment and decision.
  var flying: [Int: (process: Int, payment: Int, intent: IntentID)] = [:]
  /// When the reads that are on their way back were served, by exchange.
  var served: [Int: (exchange: Exchange, time: Int64)] = [:]
  /// The read of a payment that reached a process last: when it came, and when it was served.
  var delivered: [Reader: (time: Int64, served: Int64)] = [:]
  /// Rulings that were wrong when they were made.
  var falselyRuled: Set<IntentID> = []
  /// Decisions to which a broken process has done its harm.
  var meddled: Set<IntentID> = []
  /// How often things happened.
  var counts: [Occurrence: Int] = [:]
  /// How often certain remaining amounts were compared with the truth.
  var comparisons = 0

  /// A process that reads a payment.
  struct Reader: Hashable {
    let process: Int
    let payment: Int
  }

  /// Whether the world goes on: a broken rule ends it, unless one is broken on purpose.
  func goesOn(with mutation: Mutation) -> Bool { violations.isEmpty || mutation != .none }

  mutating func count(_ occurrence: Occurrence) { counts[occurrence, default: 0] += 1 }

  /// Notes who is about to confirm a decision; its record may be made although nobody learns of it.
  mutating func decided(_ review: Review, by process: Int) { deciders[review.intent] = process }
}
