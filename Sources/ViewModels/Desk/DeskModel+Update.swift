package import Payments
import SupportDesk
import TextSafety

extension DeskModel {
  /// Takes one event and says what is to be done about it.
  ///
  /// The front layer has the keys.
  package mutating func update(_ event: DeskEvent) -> [DeskEffect] {
    if let time = event.time { now = time }
    let typed = typedTexts
    let (notice, depth) = (said.notice, layers.count)
    var effects = session.isEnding ? end(event) : handle(event)
    if !session.isEnding { effects += noticeTyping(since: typed) }
    // What a key said passes with the dialog that it opened.
    if layers.count > depth, said.notice == notice, notice?.level == .note { said.expire() }
    effects += settleTicking()
    noteView()
    return effects
  }

  private mutating func handle(_ event: DeskEvent) -> [DeskEffect] {
    switch event {
    case .started(let columns, let rows, _): start(columns: columns, rows: rows)
    case .keyPressed(let key, _): keyPressed(key)
    case .actionChosen(let action, _): actionChosen(action)
    case .characterEntered(let character, _): characterEntered(character)
    case .pasted(let text, _): pasted(text)
    case .resized(let columns, let rows): resize(columns: columns, rows: rows)
    case .painted: painted()
    case .searchAnswered(let serial, let answer, _): searchAnswered(serial, answer)
    case .searchFailed(let serial, let error, _): searchFailed(serial, error)
    case .detailArrived(let serial, let result, _): detailArrived(serial, result)
    case .reviewArrived(let serial, let result, _) where serial == detail.cancelReview?.serial:
      cancelReviewArrived(result)
    case .exported(let serial, let result, _) where !isExporting(serial):
      // Written all the same when the dialog was left meanwhile.
      exportedUnseen(result)
    case .reviewArrived, .decisionPrepared, .decisionEnded, .decisionDiscarded, .timelineArrived,
      .noted, .ruled, .released, .resolved, .exported:
      tellDialogs(event)
    case .newsArrived(let news, _): newsArrived(news)
    case .attentionArrived(let serial, let result, _): attentionArrived(serial, result)
    case .dossierArrived(let serial, let result, _): dossierArrived(serial, result)
    case .settlingPlanned(let due, _): settling.planned(due, at: now)
    case .roundEnded(let reports, let nextDue, _): roundEnded(reports, nextDue: nextDue)
    case .settled(let serial, let result, _): settled(serial, result)
    case .lightBackground: suitLightBackground()
    case .themeArrived(let name, let mistake, _): themeArrived(name, mistake: mistake)
    case .timerFired(let timer, _): timerFired(timer)
    case .copied(let sentence, _): say(.success, sentence)
    case .indexChanged: indexChanged()
    case .journalChanged: journalChanged()
    case .attentionCounted(let count, _): countAttention(count)
    case .accountsChanged(let accounts, _): accountsChanged(accounts)
    case .memoryRead(let memory, _): memoryRead(memory)
    case .memoryFailed(let sentence, _): memoryFailed(sentence)
    case .noticed(let level, let sentence, _): say(level, sentence)
    case .endRequested: endRequested()
    }
  }

  private mutating func start(columns: Int, rows: Int) -> [DeskEffect] {
    screen.columns = columns
    screen.rows = rows
    return search(live: true) + [.readNews, .readMemory] + lookAtOpenDecisions()
  }

  private mutating func resize(columns: Int, rows: Int) -> [DeskEffect] {
    let wasTooSmall = layout.arrangement == .tooSmall
    screen.columns = columns
    screen.rows = rows
    keepCursorVisible()
    return wasTooSmall ? turn(of: ConfirmModel.self) { confirm, _ in confirm.settleAgain() } : []
  }

  /// The screen shows what was to be confirmed; on a screen too small for it, another view was painted.
  private mutating func painted() -> [DeskEffect] {
    guard layers.last?.isConfirm == true, layout.arrangement != .tooSmall else { return [] }
    return turn(of: ConfirmModel.self) { $0.painted(&$1) }
  }

  private mutating func countAttention(_ count: Int) -> [DeskEffect] {
    attention.count = max(0, count)
    return []
  }

  /// The rows of an account that is now known, or another merchant's, are other rows.
  private mutating func accountsChanged(_ accounts: [DeskAccount]) -> [DeskEffect] {
    guard accounts != context.accounts else { return [] }
    // One that could not be read before is asked now.
    let isMet = zip(context.accounts, accounts).contains { before, now in
      before.identity != now.identity && before.writeObstacle != nil
    }
    context.accounts = accounts
    return isMet ? search(live: true) : indexChanged()
  }

  private mutating func timerFired(_ timer: DeskTimer) -> [DeskEffect] {
    switch timer {
    case .cursorRested: return cursorRested()
    case .rowsOutdated: return showNewRows()
    case .typingPaused: return typingPaused()
    case .confirmQuiet: return turn(of: ConfirmModel.self) { $0.quietPassed(&$1) }
    case .secondPassed:
      session.isTicking = false
      detail.previous = nil
      return turn(of: ConfirmModel.self) { $0.secondPassed(&$1) }
    case .noticeExpired:
      said.expire()
      return []
    case .settlingDue: return settling.begin()
    case .draftRested: return keepDraft()
    }
  }

  /// The serial of the next effect that expects an answer.
  mutating func nextSerial() -> Int {
    session.serial += 1
    return session.serial
  }

  // MARK: - Counting seconds

  /// Starts or stops the timer of seconds; an idle desk wakes for nothing.
  private mutating func settleTicking() -> [DeskEffect] {
    let isWaiting = isWaiting
    guard isWaiting != session.isTicking else { return [] }
    session.isTicking = isWaiting
    guard session.isTicking else { return [.unschedule(.secondPassed)] }
    return [.schedule(.secondPassed, milliseconds: millisecondsToNextSecond)]
  }

  /// Whether something is waited for whose seconds are shown.
  private var isWaiting: Bool {
    if list.isWaiting || detail.isLoading || detail.cancelReview != nil { return true }
    return !settling.work.isEmpty || layers.contains { $0.dialog.isWaiting }
  }

  private var millisecondsToNextSecond: Int {
    guard case .undoable(_, let sendsAt) = confirm?.phase else { return 1000 }
    return Int(min(1000, max(0, sendsAt.milliseconds(since: now))))
  }
}

extension DeskEvent {
  /// When it happened; `nil` where that does not matter.
  package var time: Instant? {
    switch self {
    case .started(_, _, let time), .keyPressed(_, let time), .actionChosen(_, let time),
      .characterEntered(_, let time), .pasted(_, let time), .painted(let time),
      .searchAnswered(_, _, let time), .searchFailed(_, _, let time),
      .detailArrived(_, _, let time),
      .reviewArrived(_, _, let time), .decisionPrepared(_, _, let time),
      .decisionEnded(_, _, let time), .decisionDiscarded(_, _, let time),
      .newsArrived(_, let time), .attentionArrived(_, _, let time),
      .dossierArrived(_, _, let time), .timelineArrived(_, _, let time), .noted(_, _, let time),
      .settlingPlanned(_, let time), .roundEnded(_, _, let time), .settled(_, _, let time),
      .ruled(_, _, let time), .released(_, _, let time), .resolved(_, _, let time),
      .lightBackground(let time), .themeArrived(_, _, let time), .timerFired(_, let time),
      .copied(_, let time),
      .indexChanged(let time),
      .journalChanged(let time),
      .attentionCounted(_, let time), .accountsChanged(_, let time), .memoryRead(_, let time),
      .memoryFailed(_, let time),
      .exported(_, _, let time), .noticed(_, _, let time), .endRequested(let time):
      time
    case .resized: nil
    }
  }
}
