import Journal
import Payments
import ProviderSandbox
import SupportDesk
import TextSafety

/// What must hold in every cell, whatever went wrong: the provider's own ledger is the judge.
struct CellAudit {
  let cell: FaultCell
  let bench: Bench
  let place: Workplace
  let isWarned: Bool
  let intent: Intent?
  let moves: [SandboxEffect]
  let ledger: RefundLedger?

  /// Looks at the records as they are now; the provider is not asked.
  init(cell: FaultCell, bench: Bench, outcome: CellRunner.Outcome) throws {
    self.cell = cell
    self.bench = bench
    place = outcome.place
    isWarned = outcome.isWarned
    intent = try outcome.intent.flatMap { try outcome.place.journal.intent($0) }
    moves = bench.moves(cell.subject, cell.form.kind)
    ledger = try intent.flatMap { try outcome.place.desk.openLocal($0.key)?.ledger }
  }

  /// What the desk holds, for the table.
  var heldText: String {
    guard let held = ledger?.held, !held.isZero else { return "" }
    return held.decimalText
  }

  /// Everything that must never be, and is.
  func problems() throws -> [String] {
    var problems: [String] = []
    if moves.count > 1 { problems.append("money moved \(moves.count) times") }
    problems += amountProblems + certaintyProblems
    problems += try replayProblems() + barringProblems() + evidenceProblems()
    // Throws when the chain is broken, or the rows are not what the events say.
    _ = try place.journal.verifyChain()
    return problems
  }

  /// What is shown of the decision beside its state.
  func sign() throws -> Sign? {
    guard let intent else { return nil }
    let matters = try place.desk.attention().filter { $0.key == intent.key }
    if matters.contains(where: { $0.matter == .frozen }) { return .frozen }
    if matters.contains(where: { $0.finding?.kind.disputes == true }) { return .heldAgain }
    guard let matter = matters.first(where: { $0.id == .intent(intent.id) }) else {
      return isWarned ? .warned : nil
    }
    if matter.matter == .overdue { return .overdue }
    let look = try place.journal.looks(of: intent.id).last { $0.look.couldRead }?.look
    guard let look else { return nil }
    if !look.matches.isEmpty { return .match }
    switch look.hint {
    case .happened: return .likelyDone
    case .nothingSeen: return .nothingShows
    case .silent: return .silent
    }
  }

  /// What is not certain holds its amount, bars another decision, and is in attention (I3, I4, I5).
  func barringProblems() throws -> [String] {
    guard let intent, intent.state == .unknown || intent.state == .needsHuman else { return [] }
    var problems: [String] = []
    let detail = try place.desk.openLocal(intent.key)
    let refusal = intent.kind == .refund ? detail?.refundRefusal : detail?.cancelRefusal
    if refusal == nil { problems.append("\(intent.state.title), and another may begin") }
    let held = detail?.ledger?.held.minor ?? 0
    if held < intent.amount.minor { problems.append("\(intent.state.title), and \(held) held") }
    if try !place.desk.attention().contains(where: { $0.id == .intent(intent.id) }) {
      problems.append("\(intent.state.title), and not in attention")
    }
    return problems
  }

  private var amountProblems: [String] {
    let isRefund = cell.form.kind == .refund
    var problems = moves.filter { isRefund && $0.amountMinor != Bench.amountMinor }.map {
      "\($0.amountMinor) moved where \(Bench.amountMinor) were asked for"
    }
    let truth = bench.sandbox.payment(
      cell.subject.name, id: cell.subject.payment(cell.form.kind))
    if isRefund, let truth, let ledger, ledger.remaining.bound.minor > truth.remainingMinor {
      problems.append(
        "\(ledger.remaining.bound.minor) are said to remain of \(truth.remainingMinor)")
    }
    return problems
  }

  /// A certain yes, or a certain no, has to be true.
  private var certaintyProblems: [String] {
    guard let intent else { return [] }
    let stands = moves.contains { $0.state != .reversed }
    // What failed after it was certain is a correction beside the state (I9).
    let isCorrected = intent.correction == .disputed
    if intent.state.isDone, !stands, !isCorrected {
      return ["called \(intent.state.title), nothing moved"]
    }
    if !intent.holdsAmount, stands { return ["called \(intent.state.title), money moved"] }
    return []
  }

  /// What came is kept as it came, and what nobody understands is shown as it is (`MoneySafety.md` §6).
  private func evidenceProblems() throws -> [String] {
    guard let intent, let first = try place.journal.attempts(of: intent.id).first else { return [] }
    switch cell.form.row {
    case .connecting:
      guard case .always = cell.form.trouble else { return [] }
      let tries = place.transport.writeCount
      return tries == 4 ? [] : ["connecting was tried \(tries) times"]
    case .midResponse:
      return first.answer?.body.isEmpty == false || cell.form.name == "reset in the body"
        ? [] : ["the bytes that came were not kept"]
    case .unknownWord:
      let words = try place.desk.timeline(intent.key).map(\.words.text)
      let isShown = words.contains { line in
        ["settling", "voiding", "42", "queued"].contains { line.contains($0) }
      }
      return isShown ? [] : ["the unknown word is not shown"]
    case .neverFinal where cell.subject.promise == .listed && intent.state == .pending:
      return try pollingProblems(intent, since: first.answered?.wall ?? first.begun.wall)
    case .beforeStatus, .serverError, .busy, .conflict, .refusal, .foreignRefusal, .malformed,
      .decline, .redirect, .replayRefused, .otherRefund, .standingRecord, .twoRows, .busyRead,
      .busyWithRefund, .suspended, .killed, .hangup, .fullBefore, .fullAfter, .clockSkew,
      .twoAgents,
      .neverFinal, .late, .lateFailure, .movedAnyway:
      return []
    }
  }

  /// Polled after 5 s, then less and less often, and at least once a day.
  private func pollingProblems(_ intent: Intent, since start: Instant) throws -> [String] {
    let times = [start] + (try place.journal.looks(of: intent.id).map(\.moment.wall))
    let waits = zip(times, times.dropFirst()).map { $1.milliseconds(since: $0) }
    guard let first = waits.first, let last = waits.last else { return ["never polled"] }
    // A fifth more at most: decisions that were lost together do not come back together.
    let isFitting =
      (5000...6000).contains(first) && waits == waits.sorted() && last <= 86_400_000 * 6 / 5
    return isFitting ? [] : ["polled after \(waits) ms"]
  }

  /// Only a keyed request goes out again: not at once, not often, not late (`MoneySafety.md` §5).
  private func replayProblems() throws -> [String] {
    guard let intent else { return [] }
    let attempts = try place.journal.attempts(of: intent.id)
    var problems: [String] = []
    if cell.subject.promise != .keyed, attempts.count > 1 {
      problems.append("sent \(attempts.count) times without a key")
    }
    if attempts.count > 4 { problems.append("replayed \(attempts.count - 1) times") }
    for (earlier, later) in zip(attempts, attempts.dropFirst()) {
      let end = earlier.answered?.wall ?? earlier.begun.wall
      let asked = Int64(earlier.answer?.retryAfterSeconds ?? 0)
      let waited = later.begun.wall.milliseconds(since: end)
      if waited < max(10, asked) * 1000 { problems.append("replayed after \(waited) ms") }
    }
    if let first = attempts.first, let last = attempts.last,
      last.begun.wall.milliseconds(since: first.begun.wall) > 15 * 60_000
    {
      problems.append("replayed after the provider may have forgotten the key")
    }
    return problems
  }
}
