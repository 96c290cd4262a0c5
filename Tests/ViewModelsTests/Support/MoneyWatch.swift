import Payments
import SupportDesk
import TextSafety
import ViewModels

/// Watches a desk from outside and keeps its own account of what was typed on the confirm screen.
///
/// It shares no rule with the models but the words: what it saw typed must be what was asked for,
/// on a screen that was painted and quiet, before anything is made durable; and what is sent was
/// made durable once before.
struct MoneyWatch {
  private(set) var complaints: [String] = []
  private(set) var sendCount = 0
  private(set) var ruleCount = 0
  private(set) var replayCount = 0
  private var isOpen = false
  private var quietSince: Instant?
  private var listens = false
  private var typed: [[Character]] = [[], []]
  private var editedOddly = false
  private var prepares: Set<Int> = []
  private var dueAt: Instant?
  private var takenBack = false

  /// Looks at one event, the state before it, and what the desk made of it.
  mutating func look(
    at event: DeskEvent, before: DeskModel, after: DeskModel, effects: [DeskEffect]
  ) {
    if !isOpen, after.confirm != nil { open() }
    for effect in effects {
      switch effect {
      case .prepare(let serial, let review): prepared(serial, review, event, before)
      case .send: sent(event, before)
      case .discard: takenBack = true
      case .rule(_, _, _, let evidence), .release(_, _, _, let evidence),
        .resolve(_, _, _, _, let evidence):
        ruled(evidence, event, before)
      case .settle(_, _, replaying: true): replayed(event)
      case .search, .open, .review, .schedule, .unschedule, .copy, .redraw, .suspend, .quit,
        .readNews, .readAttention, .readDossier, .readTimeline, .planSettling, .settleDue, .settle,
        .tell, .note, .readMemory, .remember, .export, .readTheme:
        break
      }
    }
    follow(event, before: before)
    // An answer that comes twice does not make the undo time longer.
    if case .decisionPrepared(let serial, .success, let time) = event, prepares.contains(serial),
      case .undoable = after.confirm?.phase, dueAt == nil
    {
      dueAt = time.adding(seconds: 5)
    }
    if after.confirm == nil { isOpen = false }
  }

  private mutating func open() {
    let before = self
    self = MoneyWatch()
    complaints = before.complaints
    sendCount = before.sendCount
    ruleCount = before.ruleCount
    replayCount = before.replayCount
    isOpen = true
  }

  // MARK: - The keyboard

  private mutating func follow(_ event: DeskEvent, before: DeskModel) {
    guard before.confirm?.isTyping == true else { return }
    if before.layout.arrangement == .tooSmall {
      // Nothing of it was seen, and what was typed before has to be seen again.
      if case .resized = event {
        quietSince = nil
        listens = false
      }
      return
    }
    switch event {
    case .painted(let time): if quietSince == nil { quietSince = time }
    case .keyPressed(_, let time), .actionChosen(_, let time), .characterEntered(_, let time):
      if listens {
        if let key = Self.key(of: event) { type(key, into: before) }
      } else if quietSince != nil {
        quietSince = time
      }
    case .pasted(_, let time): if !listens, quietSince != nil { quietSince = time }
    case .timerFired(.confirmQuiet, let time):
      if let quietSince, time.milliseconds(since: quietSince) >= 300 { listens = true }
    case .started, .resized, .searchAnswered, .searchFailed, .detailArrived, .reviewArrived,
      .decisionPrepared,
      .decisionEnded, .decisionDiscarded, .timerFired, .copied, .indexChanged, .journalChanged,
      .attentionCounted, .accountsChanged, .noticed, .endRequested, .newsArrived, .attentionArrived,
      .dossierArrived, .timelineArrived, .noted, .settlingPlanned, .roundEnded, .settled, .ruled,
      .released, .resolved,
      .memoryRead, .memoryFailed, .exported, .lightBackground, .themeArrived:
      break
    }
  }

  /// The key that an event is as good as on the confirm screen; `nil` where it is as good as none.
  private static func key(of event: DeskEvent) -> KeyPress? {
    switch event {
    case .keyPressed(let key, _): return key
    case .characterEntered(let character, _): return .character(character)
    case .actionChosen(let action, _):
      let row = action.specification
      return row.places.contains(.confirm) ? row.keys.first : nil
    default: return nil
    }
  }

  private mutating func type(_ key: KeyPress, into before: DeskModel) {
    let field = before.confirm?.isInReference == true ? 1 : 0
    switch key {
    case .character(let character): typed[field].append(character)
    case .enter:
      if String(typed[0]) == ConfirmModel.acknowledgement, before.confirm?.review != nil,
        before.confirm?.acknowledged == false
      {
        typed[0] = []
      }
    case .control("l"), .control("z"), .control("t"), .control("r"), .tab, .backTab, .up, .down,
      .pageUp, .pageDown, .escape:
      break
    case .control("u"): typed[field] = []
    case .backspace, .control("h"): _ = typed[field].popLast()
    case .control, .delete, .left, .right, .home, .end: editedOddly = true
    }
  }

  // MARK: - The money

  private mutating func prepared(
    _ serial: Int, _ review: Review, _ event: DeskEvent, _ before: DeskModel
  ) {
    prepares.insert(serial)
    guard Self.key(of: event) == .enter else {
      complaints.append("prepared by \(event)")
      return
    }
    if !listens { complaints.append("prepared before the screen listened") }
    if review.recent != nil, !review.decision.another {
      complaints.append("prepared without `another`")
    }
    // Where the line was edited in its middle this account is lost; the line's own tests cover
    // that.
    guard !editedOddly else { return }
    if String(typed[0]) != review.confirmWord {
      complaints.append("prepared by typing \(String(typed[0]))")
    }
    if review.wantsReference, String(typed[1]) != review.referenceWord {
      complaints.append("prepared with the reference \(String(typed[1]))")
    }
  }

  private mutating func ruled(_ evidence: String, _ event: DeskEvent, _ before: DeskModel) {
    ruleCount += 1
    guard Self.key(of: event) == .enter else {
      complaints.append("ruled by \(event)")
      return
    }
    if !listens { complaints.append("ruled before the screen listened") }
    if !evidence.contains(where: { $0.isLetter || $0.isNumber }) {
      complaints.append("ruled without evidence")
    }
    guard !editedOddly, let form = before.ruling else { return }
    if form.verdict == .happened, !form.matches.isEmpty, form.choice == nil {
      complaints.append("ruled without choosing a row")
    }
    if String(typed[0]) != form.confirmWord {
      complaints.append("ruled by typing \(String(typed[0]))")
    }
  }

  private mutating func replayed(_ event: DeskEvent) {
    replayCount += 1
    guard Self.key(of: event) == .enter else {
      complaints.append("sent again by \(event)")
      return
    }
    if !listens { complaints.append("sent again before the screen listened") }
    guard !editedOddly else { return }
    if String(typed[0]) != "resend" { complaints.append("sent again by \(String(typed[0]))") }
  }

  private mutating func sent(_ event: DeskEvent, _ before: DeskModel) {
    sendCount += 1
    if prepares.count != 1 { complaints.append("sent after \(prepares.count) prepares") }
    prepares = []
    if takenBack { complaints.append("sent although it was taken back") }
    switch event {
    case .decisionPrepared(_, .success, _): break
    case .timerFired(.secondPassed, let time):
      if let dueAt, time < dueAt { complaints.append("sent before the undo time was over") }
      if let dueAt, time.milliseconds(since: dueAt) > 2000 {
        complaints.append("sent when nobody could take it back")
      }
    default: complaints.append("sent by \(event)")
    }
  }
}
