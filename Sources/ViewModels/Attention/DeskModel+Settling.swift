import Payments
import SupportDesk
import TextSafety

// Finding out what became of decisions: by itself when it is due, and now because somebody wants to know.

extension DeskModel {
  /// Reads what needs somebody, and when Tilldesk next does something by itself.
  mutating func lookAtOpenDecisions() -> [DeskEffect] { readAttention() + [.planSettling] }

  // MARK: - By itself

  /// A round is over: says what is new, and waits for the next.
  mutating func roundEnded(_ reports: [DecisionNews], nextDue: Instant?) -> [DeskEffect] {
    var effects = settling.roundEnded(didNothing: reports.isEmpty, nextDue: nextDue, at: now)
    let news = reports.filter(\.isNews)
    for news in news { effects += announce(news) }
    // What stays as it is, is on the screen: told once more after the next start, it would pass for news.
    // A certain outcome that is read again was told of when it came about, or is told of as news.
    for report in reports where !report.isNews && report.intent.state.canBeChecked {
      effects += tell(report.intent)
    }
    guard !news.isEmpty else { return effects + readAttention() }
    return effects + readAgain(after: news.map(\.intent.key)) + readAttention()
  }

  /// Says what became of a decision; of another agent's only as a note.
  private mutating func announce(_ news: DecisionNews) -> [DeskEffect] {
    let shown = showInResult(news)
    guard settling.said[news.intent.id] != news.intent.state || news.intent.correction != nil else {
      return shown
    }
    guard isMine(news.intent) else {
      return shown + say(.note, "\(news.intent.actor.safe)'s \(news.line)", of: news.intent)
    }
    return shown + say(news.level, news.line, of: news.intent) + [.tell(news.intent.id)]
  }

  /// A read of the payment can settle a decision too: says so where it was shown as not final before.
  mutating func announceChanges(in read: PaymentDetail) -> [DeskEffect] {
    var known = Dictionary(
      (detail.detail?.intents ?? []).map { ($0.id, $0.state) }, uniquingKeysWith: { $1 })
    if let result { known[result.intent.id] = result.intent.state }
    let changed = read.intents.filter { intent in
      known[intent.id].map { $0.canBeChecked && $0 != intent.state } == true
    }
    guard !changed.isEmpty else { return [] }
    let reference = read.transaction.reference
    return changed.flatMap { intent in
      announce(
        DecisionNews(
          intent: intent, reference: reference.isEmpty ? read.row.id.id.safe : reference.safe,
          sentence: intent.sentence(remaining: read.ledger?.remaining)))
    } + lookAtOpenDecisions()
  }

  // MARK: - Because somebody wants to know

  /// The decision that a check is about, where the cursor is.
  private var decisionInView: Intent? {
    if layers.last?.isResult == true, let result { return result.intent }
    return attention.isOpen ? attention.selectedItem?.intent : nil
  }

  /// `c`: asks the provider again now.
  mutating func checkAgain() -> [DeskEffect] {
    decisionInView.map { settle($0, replaying: false) } ?? []
  }

  /// Finds out about a decision now; a replay sends the same bytes under the same key.
  mutating func settle(_ intent: Intent, replaying: Bool) -> [DeskEffect] {
    let serial = nextSerial()
    settling.work[intent.id] = SettlingModel.Work(replays: replaying, since: now, serial: serial)
    return [.settle(serial: serial, intent.id, replaying: replaying)]
  }

  /// What was asked for came to its end: one sentence, and everything is read again.
  mutating func settled(
    _ serial: Int, _ result: Result<DecisionNews, DeskError>
  ) -> [DeskEffect] {
    guard let id = settling.work.first(where: { $0.value.serial == serial })?.key else { return [] }
    settling.work[id] = nil
    switch result {
    case .success(let news):
      let shown = showInResult(news)
      // That nothing is known yet stands in the row already; it need not stay below it too.
      return shown + say(news.isNews ? news.level : .note, news.line, of: news.intent)
        + tell(news.intent)
        + readAgain(after: [news.intent.key]) + lookAtOpenDecisions()
    case .failure(let error):
      return say(error.levelOfRefusal, error.sentence) + lookAtOpenDecisions()
    }
  }

  // MARK: - Afterwards

  /// Remembers that this agent has seen where a decision stands; another's is theirs to be told.
  func tell(_ intent: Intent) -> [DeskEffect] { isMine(intent) ? [.tell(intent.id)] : [] }

  private func isMine(_ intent: Intent) -> Bool { intent.actor == context.actor }

  /// Reads the rows again, and the payment on the screen where it is one of these.
  mutating func readAgain(after keys: [PaymentKey]) -> [DeskEffect] {
    let rows = list.mistakes.isEmpty ? refreshRows() : []
    return rows + (detail.key.map(keys.contains) == true ? readDetail(live: true) : [])
  }

  /// Brings a result that is still on the screen up to date.
  private mutating func showInResult(_ news: DecisionNews) -> [DeskEffect] {
    turn(of: DecisionResult.self) { $0.show(news, &$1) }
  }
}

extension DeskError {
  /// How it is said that a check, a replay or a ruling was not made.
  var levelOfRefusal: Message.Level {
    switch self {
    case .refused: .warning
    case .notFound, .alias, .provider, .journal, .unknownAccount: .error
    }
  }
}
