import Payments
import SupportDesk

/// An attempt by its number, and by the journal that gave it: one that was set back gives numbers again.
struct NumberedAttempt: Hashable {
  let record: Int
  let number: Int
}

/// What the checks remember of a world: the truth about processes and requests, beside the books of the providers.
struct Watch {
  /// One decision's requests.
  struct Writes {
    /// How many connected writes went out for each attempt.
    var connected: [NumberedAttempt: Int] = [:]
    /// The attempt that left last.
    var last: NumberedAttempt?
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
  /// What was about to be confirmed: its record may be made although nobody learns of it.
  var decisions: [IntentID: Decided] = [:]
  /// Decisions that somebody saw confirmed.
  var acknowledged: Set<IntentID> = []
  var writes: [IntentID: Writes] = [:]
  /// The writes on the wire, by exchange: their process, payment and decision.
  var flying: [Int: (process: Int, payment: Int, intent: IntentID)] = [:]
  /// When the reads that are on their way back were served, by exchange.
  var served: [Int: (exchange: Exchange, time: Int64)] = [:]
  /// The read of a payment that reached a process last: when it came, and when it was served.
  var delivered: [Reader: (time: Int64, served: Int64)] = [:]
  /// All of them.
  var deliveries: [Reader: [(time: Int64, served: Int64)]] = [:]
  /// Rulings that were wrong when they were made.
  var falselyRuled: Set<IntentID> = []
  /// Decisions to which a broken process has done its harm.
  var meddled: Set<IntentID> = []
  /// What was entered on the command line with a token, as a script would enter it again.
  var scripts: [Visit] = []

  // The journal and those that took its place.

  /// How often another journal took the place of the one before.
  var recordNumber = 0
  /// How far the last journal was that everybody accepted; `nil` for an empty one.
  var lastRecord: (journal: String, sequence: Int64, hash: String)?
  /// Whether the journal that is there lacks something of it, and nobody has accepted it.
  var isSetBack = false
  /// When somebody accepted one last.
  var accepted: Int64?
  /// Decisions that were on record and are not any more.
  var missing: Set<IntentID> = []

  /// Payments of which rows were edited, with what was edited.
  var edits: [PaymentKey: Edit] = [:]
  /// Payments to which rows of others were given.
  var strayRows: Set<PaymentKey> = []

  /// An edited row: of which decision, after which event, and to which payment it was given.
  struct Edit {
    let intent: IntentID
    let sequence: Int64
    let other: PaymentKey?
  }

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

  /// Notes who is about to confirm a decision.
  mutating func decided(_ review: Review, by process: Int, at time: Int64) {
    let decision = review.decision
    decisions[review.intent] = Decided(
      process: process, time: time, key: decision.key, kind: decision.kind,
      amountMinor: decision.amount.minor, token: decision.token, isAnother: decision.another)
  }
}

/// A decision as the person made it who confirmed it.
struct Decided {
  let process: Int
  let time: Int64
  let key: PaymentKey
  let kind: IntentKind
  let amountMinor: Int64
  let token: String?
  /// Whether the person said that it is meant besides others.
  let isAnother: Bool
}
