import Payments
import SupportDesk
import TextSafety

/// A decision that was asked about: where it stood, and where it stands.
struct Settled {
  /// As the record has it now.
  var intent: Intent
  /// The state in which it was found.
  let before: IntentState
  /// What happened to the money, in one sentence.
  var sentence: SafeText
}

/// Finds out what can be found out now: asks about everything, and waits for a replay that is only seconds away.
struct Reconciler {
  /// How long it waits in all, in milliseconds: longer than until the first replay of a request.
  private static let patience: Int64 = 30_000
  /// The pause before it looks again at what another process has in its hands, in milliseconds.
  private static let pause: Int64 = 300

  private let bench: LiveServices
  private let signals: EndSignals
  private var patience = Self.patience
  private var desk: SupportDesk { bench.desk }
  /// Whether another request may go out: none does once a signal has come.
  private var mayGoOn: @Sendable () -> Bool { { [signals] in !signals.haveCome } }

  /// What was asked about, in the order in which it was found.
  private(set) var settled: [Settled] = []
  /// Whether something could not be asked about.
  private(set) var isPartial = false

  /// Makes one that stops between two requests when a signal comes.
  init(_ bench: LiveServices, until signals: EndSignals) {
    self.bench = bench
    self.signals = signals
  }

  // MARK: - Everything

  /// Asks about everything unresolved, whether or not it is due, and does what is due.
  mutating func everything() async throws(CommandFailure) {
    let found = try bench.unresolved()
    for intent in found { note(intent) }
    let asked = await settleDue()
    for intent in found where !asked.contains(intent.id) && !signals.haveCome {
      do throws(DeskError) {
        take(try await desk.settle(intent.id, replaying: false))
      } catch {
        isPartial = true
        Console.narrate("\(intent.payment): \(error.sentence)")
      }
    }
    while let wait = waitForReplay(among: try bench.unresolved().map(\.id)) {
      guard await sleep(wait) else { break }
      _ = await settleDue()
    }
    for position in settled.indices { try refresh(position) }
  }

  /// Does what is due, and returns which decisions were asked about.
  private mutating func settleDue() async -> Set<IntentID> {
    let reports = await desk.settleDue(mayContinue: mayGoOn).reports
    for report in reports where report.isNews || position(of: report.intent.id) != nil {
      take(report)
    }
    return Set(reports.map(\.intent.id))
  }

  // MARK: - One decision

  /// Asks about one decision, and sends it again where that is safe.
  ///
  /// - Parameter replaying: Whether a person wants it sent again although Tilldesk would wait longer.
  mutating func one(_ intent: Intent, replaying: Bool) async throws(CommandFailure) {
    note(intent)
    if replaying {
      try await patiently(intent, replaying: true)
    } else if intent.state.mayHaveBeenSent, intent.state != .sending {
      try await patiently(intent, replaying: false)
      while !signals.haveCome, waitForReplay(among: [intent.id]) != nil {
        try await patiently(intent, replaying: true)
      }
    }
    try refresh(0)
  }

  /// Settles a decision; waits while it is too early, or while another process has it in its hands.
  private mutating func patiently(_ intent: Intent, replaying: Bool) async throws(CommandFailure) {
    while true {
      do throws(DeskError) {
        take(try await desk.settle(intent.id, replaying: replaying, mayStillSend: mayGoOn))
        return
      } catch {
        guard case .refused(.ruling) = error else { throw CommandFailure(error) }
        // Another process was quicker.
        if try bench.fresh(intent).state != intent.state { return }
        guard let wait = replaying ? waitForReplay(among: [intent.id]) : afterAPause else {
          throw CommandFailure(error)
        }
        guard await sleep(wait) else { return }
      }
    }
  }

  // MARK: - Waiting

  /// How long until the first of these may be sent again; `nil` when that is too long to wait for.
  private func waitForReplay(among ids: [IntentID]) -> Int64? {
    let dues = ids.compactMap { id -> Instant? in
      guard let plan = desk.plan(for: id), plan.step == .replay else { return nil }
      return plan.due
    }
    guard let due = dues.min() else { return nil }
    let wait = max(due.milliseconds(since: bench.now()), Self.pause)
    return wait <= patience ? wait : nil
  }

  private var afterAPause: Int64? { Self.pause <= patience ? Self.pause : nil }

  /// Waits, and says so where a person would wonder; returns whether it may go on.
  private mutating func sleep(_ wait: Int64) async -> Bool {
    guard !signals.haveCome else { return false }
    patience -= wait
    if wait >= 1000 {
      Console.narrate(
        "Waiting \((wait + 999) / 1000) s: only then it is safe to send the same request again …")
    }
    await signals.sleep(milliseconds: wait)
    return !signals.haveCome
  }

  // MARK: - What came of it

  private mutating func note(_ intent: Intent) {
    settled.append(
      Settled(
        intent: intent, before: intent.state, sentence: intent.sentence(remaining: nil)))
  }

  private mutating func take(_ report: SettlingReport) {
    guard let position = position(of: report.intent.id) else {
      settled.append(
        Settled(intent: report.intent, before: report.before, sentence: report.sentence))
      return
    }
    settled[position].intent = report.intent
    settled[position].sentence = report.sentence
  }

  /// What another process found out meanwhile counts too.
  private mutating func refresh(_ position: Int) throws(CommandFailure) {
    let fresh = try bench.fresh(settled[position].intent)
    guard fresh.state != settled[position].intent.state else { return }
    settled[position].intent = fresh
    settled[position].sentence = fresh.sentence(remaining: nil)
  }

  private func position(of id: IntentID) -> Int? {
    settled.firstIndex { $0.intent.id == id }
  }
}
