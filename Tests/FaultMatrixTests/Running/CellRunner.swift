import DeskBench
import Journal
import Payments
import ProviderSandbox
import SupportDesk

/// Runs one cell: something goes wrong, and everything is given two days to come right.
struct CellRunner {
  let cell: FaultCell
  let bench: Bench

  /// How long a cell is looked at after its request.
  static let patienceSeconds: Int64 = 2 * 86_400
  /// When pending refunds are looked for in attention, in minutes: around an hour, around a day.
  private static let checkpoints: [Int64] = [59, 61, 24 * 60 - 1, 24 * 60 + 1]
  /// More rounds than two days have work for.
  static let roundLimit = 200

  var kind: IntentKind { cell.form.kind }
  var subject: Subject { cell.subject }
  var provider: SandboxProvider { cell.subject.name }

  /// What became of a decision.
  struct Outcome {
    /// Where it stood after the request.
    var first: Standing
    /// The process that still works on it.
    var place: Workplace
    /// The decision; `nil` when none became durable.
    var intent: IntentID?
    /// A second process that works on it at the same time.
    var rival: Workplace?
    /// Whether a difference of the clocks was warned of.
    var isWarned = false
  }

  /// Runs a cell on a bench of its own.
  static func run(_ cell: FaultCell) async throws -> Seen {
    let bench = try await Bench()
    do {
      let seen = try await CellRunner(cell: cell, bench: bench).run()
      await bench.close()
      return seen
    } catch {
      await bench.close()
      throw error
    }
  }

  private func run() async throws -> Seen {
    let outcome = try await strike()
    let early = try CellAudit(cell: cell, bench: bench, outcome: outcome).barringProblems()
    let start = bench.clock.now
    var problems: [String] = []
    for minutes in Self.checkpoints {
      problems += await settle(outcome, until: start.adding(seconds: minutes * 60))
      problems += try overdueProblems(outcome, after: minutes)
    }
    problems += await settle(outcome, until: start.adding(seconds: Self.patienceSeconds))
    let audit = try CellAudit(cell: cell, bench: bench, outcome: outcome)
    return Seen(
      first: outcome.first, final: audit.intent.map { .state($0.state) } ?? outcome.first,
      sign: try audit.sign(), moved: audit.moves.count, held: audit.heldText,
      problems: early + problems + (try audit.problems()))
  }

  /// Lets time pass, and does what is due, until nothing is before a moment.
  private func settle(_ outcome: Outcome, until end: Instant) async -> [String] {
    var rounds = 0
    while let due = outcome.place.desk.nextDue, due <= end {
      guard rounds < Self.roundLimit else { return ["something is due without end"] }
      rounds += 1
      bench.clock.advance(to: due)
      async let rival = outcome.rival?.desk.settleDue()
      _ = await outcome.place.desk.settleDue()
      _ = await rival
    }
    bench.clock.advance(to: end)
    // A desk looks after its own every now and then, also when it waits for nothing.
    _ = await outcome.place.desk.settleDue()
    return []
  }

  /// What was accepted and is not final is in attention after its time, and not before: an hour
  /// where nothing can be polled, else a day.
  private func overdueProblems(_ outcome: Outcome, after minutes: Int64) throws -> [String] {
    guard let id = outcome.intent, let intent = try outcome.place.journal.intent(id),
      intent.state == .pending
    else { return [] }
    let isPolled = outcome.place.desk.accounts.contains {
      $0.identity == intent.key.account && $0.capabilities.has(.listsRefunds)
    }
    let isDue = minutes >= (isPolled ? 24 * 60 : 60)
    let isShown = try outcome.place.desk.attention().contains { $0.id == .intent(id) }
    return isShown == isDue
      ? [] : ["pending for \(minutes) minutes, \(isShown ? "" : "not ")in attention"]
  }

  // MARK: - Steps

  /// Sets faults; those of reads come after the write.
  func set(_ faults: [String], afterWrite: Bool) throws {
    for fault in faults where fault.contains(":") == afterWrite {
      let text = afterWrite ? fault : "\(kind.rawValue):\(fault)"
      try bench.add("\(provider.rawValue).\(text)")
    }
  }

  /// Sends a prepared decision and says where it stands then.
  func send(_ intent: Intent, at place: Workplace) async -> Standing {
    do throws(DeskError) {
      return .state(try await place.desk.send(intent.id).intent.state)
    } catch {
      return Standing(error)
    }
  }

  /// Reads, decides, makes it durable, lets faults strike, and sends.
  func send(
    _ faults: [String], at place: Workplace, routes: [RoutedTransport.Route] = []
  ) async throws -> Outcome {
    let intent = try await place.prepare(subject, kind)
    try set(faults, afterWrite: false)
    place.transport.setRoutes(routes)
    let first = await send(intent, at: place)
    try set(faults, afterWrite: true)
    return Outcome(first: first, place: place, intent: intent.id)
  }
}
