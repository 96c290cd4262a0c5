package import Payments
import SupportDesk
package import TextSafety
package import ViewModels

/// The desk as a conversation in lines.
///
/// It asks ``DeskModel`` for the actions whose words a person types: what may be decided, when, and after which
/// questions, is said there once for both. Here is only what is asked, what is written, and in which order. What was
/// typed before a question about money was written never answers it.
package struct PlainDesk: Sendable {
  /// The desk that it works on.
  package internal(set) var model: DeskModel
  /// The time of the last input.
  var now = Instant(milliseconds: 0)
  /// What is being written and done.
  var turn = PlainTurn()

  /// What was asked for and is shown as soon as it is there.
  var awaited: PlainAwaited?
  /// The list that the numbers are about.
  var pages = PlainPages()
  /// Whether the newest search has no list yet, or got none, so that a number would be about an older one.
  var isListOld = false
  /// What was said in full of what may be missing from lists.
  var notesSaid: Set<SearchText.Note> = []
  /// The matters that the numbers are about.
  var matters: [AttentionItem.ID] = []
  /// The matter that was chosen.
  var matter: AttentionItem.ID?
  /// Whether a ruling was asked for and its verdict is not said yet.
  var asksVerdict = false
  /// The serial of the newest search that was answered.
  var answeredSerial = -1
  /// The serial of the newest read of the matters that was answered.
  var answeredMatters = -1
  /// Whether the news of this start have been told.
  var hasNews = false

  /// The question whose line is open.
  var openQuestion: PlainQuestion?
  /// What the confirm question was last written about; `nil` before it was.
  var reviewed: PlainReviewed?
  /// Whether what is typed is dropped.
  var isHushed = false
  /// What has to be said once no question about money stands.
  var held: [SafeText] = []
  /// What is waited for, since when, and when that was last said.
  var wait: (for: PlainWait, since: Instant, saidAt: Instant?)?
  /// Whether the undo time was announced, and the second at which it was said last.
  var announcedSecond: Int64?
  /// Whether the program is left.
  var isOver = false

  /// Makes a conversation that has not begun.
  package init(context: DeskContext) {
    model = DeskModel(
      context: DeskContext(
        accounts: context.accounts, actor: context.actor, zone: context.zone,
        keymap: Keymap.standard.saying(Self.words), lowBandwidth: true))
  }

  /// The words that stand in sentences where the screen names keys.
  private static let words: [DeskAction: SafeText] = [
    .decide(.refund): "refund", .decide(.cancel): "cancel", .attention: "attention",
    .messages: "messages",
    .view(.refresh): "refresh", .help: "help", .back: "back", .list(.search): "search",
    .payment(.timeline): "timeline", .payment(.note): "note", .payment(.rawAnswer): "raw",
    .dialog(.form(.clearForm)): "clear",
    .issue(.ruleHappened): "rule", .issue(.ruleNotHappened): "rule", .issue(.release): "release",
    .issue(.oursAfterAll): "ours", .issue(.madeElsewhere): "elsewhere",
    .issue(.notThisOne): "aside",
  ]

  /// Whether a line is wanted now; one that comes earlier waits.
  package var takesLine: Bool {
    if case .asking = stage { true } else { false }
  }

  // MARK: - What happens

  /// Begins: says where one is, and what happened while one was away.
  package mutating func begin(at time: Instant) -> PlainTurn {
    take(at: time) { desk in
      desk.greet()
      desk.awaited = .news
      // Any size on which everything has room; nothing is drawn.
      desk.apply(.started(columns: 80, rows: 24, at: time))
    }
  }

  /// Something happened that no person typed.
  package mutating func handle(_ event: DeskEvent) -> PlainTurn {
    take(at: event.time ?? now) { desk in
      desk.note(event)
      desk.apply(event)
      if case .timerFired(.secondPassed, _) = event { desk.secondPassed() }
      if case .noted(_, .failure(let error), _) = event { desk.say(error.sentence) }
    }
  }

  /// A line was entered.
  package mutating func answer(_ line: ForeignText, at time: Instant) -> PlainTurn {
    take(at: time) { desk in
      desk.openQuestion = nil
      guard case .asking(let question) = desk.stage else { return }
      desk.answer(question, line.raw)
    }
  }

  /// Something was typed while nothing was asked: the quiet begins anew (I12).
  package mutating func typed(at time: Instant) -> PlainTurn {
    take(at: time) { desk in
      guard desk.stage == .waiting(.quiet) else { return }
      desk.apply(.characterEntered(" ", at: time))
    }
  }

  /// Everything is written that was to be: a question about money may begin to count its quiet.
  package mutating func written(at time: Instant) -> PlainTurn {
    guard isHushed else { return PlainTurn() }
    return take(at: time) { $0.apply(.painted(at: time)) }
  }

  /// No other line comes, or the program is told to end.
  package mutating func end(at time: Instant) -> PlainTurn {
    take(at: time) { desk in
      desk.endOpenLine()
      if desk.stage == .asking(.takeBack) { desk.say("Taken back; nothing is sent.") }
      desk.apply(.endRequested(at: time))
      if desk.model.session.isEnding, !desk.isOver {
        desk.say("Leaving as soon as the answer is recorded.")
      }
    }
  }

  /// The program was stopped and goes on: what is asked is asked again.
  package mutating func resumed(at time: Instant) -> PlainTurn {
    take(at: time) { desk in
      if desk.isHushed { desk.turn.outputs.append(.hush) }
      desk.openQuestion = nil
    }
  }

  // MARK: - A turn

  mutating func take(
    at time: Instant, _ step: (inout PlainDesk) -> Void
  ) -> PlainTurn {
    now = time
    turn = PlainTurn()
    step(&self)
    settle()
    defer { turn = PlainTurn() }
    return turn
  }

  /// Lets the model take an event, and writes what it says about it.
  mutating func apply(_ event: DeskEvent) {
    let notice = model.said.notice
    let count = model.said.keptCount
    let effects = model.update(event)
    turn.effects += effects
    if effects.contains(.quit) { isOver = true }
    // A notice that passes uncovers an older one, which was said.
    if case .timerFired(.noticeExpired, _) = event { return }
    tell(saidSince: count, before: notice)
  }

  /// Asks for an action.
  mutating func request(_ action: DeskAction) { apply(.actionChosen(action, at: now)) }

  /// Writes what the model said, each thing that it did not sum up itself.
  private mutating func tell(saidSince count: Int, before notice: Message?) {
    var messages = model.said.messages.suffix(model.said.keptCount - count).filter {
      !$0.isSummedUp
    }
    // What the result itself says is not said before it.
    if case .result(let result) = model.layers.last {
      messages.removeAll { $0.intent == result.intent.id }
    }
    var said = messages.map(\.text)
    if said.isEmpty, let new = model.said.notice, new != notice, new.intent == nil {
      said = [new.text]
    }
    guard !isMoneyAsked else {
      held += said
      return
    }
    for text in said { say(text) }
  }

  /// Whether a question stands about money or a ruling, which nothing may interrupt.
  private var isMoneyAsked: Bool {
    guard case .confirm(let confirm) = model.layers.last else { return false }
    return confirm.isTyping
  }

  /// Remembers what is awaited of an event that the model does not keep.
  private mutating func note(_ event: DeskEvent) {
    switch event {
    case .searchAnswered(let serial, _, _), .searchFailed(let serial, _, _):
      answeredSerial = max(answeredSerial, serial)
    case .attentionArrived(let serial, _, _): answeredMatters = max(answeredMatters, serial)
    case .newsArrived, .noticed(.error, _, _): hasNews = true
    case .started, .keyPressed, .actionChosen, .characterEntered, .pasted, .resized, .painted,
      .detailArrived, .reviewArrived,
      .decisionPrepared, .decisionEnded, .decisionDiscarded, .dossierArrived,
      .timelineArrived, .noted, .settlingPlanned, .roundEnded, .settled, .ruled, .released,
      .resolved,
      .timerFired,
      .lightBackground, .themeArrived, .memoryRead, .memoryFailed, .exported, .copied,
      .indexChanged,
      .journalChanged, .attentionCounted, .accountsChanged, .noticed, .endRequested:
      break
    }
  }
}
