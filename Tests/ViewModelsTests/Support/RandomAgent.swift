import Payments
import SampleWorld
import SeededRandom
import SupportDesk
import TextSafety
import ViewModels

/// An agent who presses anything, a runner that answers late, twice or never, and a clock that
/// jumps.
struct RandomAgent {
  private var random: SeededRandom
  private(set) var now = World.start
  private var outstanding: [DeskEffect] = []
  private var timers: Set<DeskTimer> = []

  init(seed: UInt64) { random = SeededRandom(seed: seed) }

  private static let keys: [KeyPress] = [
    "R", "R", "X", "j", "k", "G", "g", " ", "u", "/", "s", "l", "h", "J", "K", "M", "Y", "y", "n",
    "r",
    "q", "?", "+", ":", .control("p"), .control("p"), .control("n"), "!", "!", "c", "p", "t", "5",
    ".", "0", "a", "é", "\u{301}", "東", .enter,
    .enter,
    .enter, .enter, .tab,
    .tab, .backTab, .escape, .up, .down, .left, .right, .home, .end, .pageUp, .pageDown,
    .backspace, .delete, .control("a"), .control("e"), .control("w"), .control("u"),
    .control("k"), .control("g"), .control("l"), .control("z"), .control("r"), .control("d"),
    .control("t"), .control("x"), "e", "C", "1",
  ]
  private static let words = [
    "5.00", "full", "cancel", "another", "DER1", "15.99", "1", "é\u{301}", "free 5.00", "release",
    "resend",
  ]
  private static let sizes = [(80, 24), (120, 36), (160, 50), (60, 16), (59, 15), (0, 0), (300, 3)]

  /// Keeps what the desk asked for, to be answered some time.
  mutating func take(_ effects: [DeskEffect]) {
    for effect in effects {
      switch effect {
      case .schedule(let timer, _): timers.insert(timer)
      case .unschedule(let timer): timers.remove(timer)
      case .search, .open, .review, .prepare, .send, .discard, .readNews, .readAttention,
        .readTheme, .readDossier, .readTimeline, .note, .planSettling, .settleDue, .settle, .rule,
        .release, .resolve, .readMemory, .export:
        outstanding.append(effect)
      case .copy, .redraw, .suspend, .quit, .tell, .remember: break
      }
    }
    if outstanding.count > 16 { outstanding.removeFirst(outstanding.count - 16) }
  }

  /// What happens next; a word is typed letter by letter.
  mutating func events(for model: DeskModel) -> [DeskEvent] {
    now = now.adding(milliseconds: Int64(random.pick([0, 1, 30, 150, 300, 301, 1000, 6000])))
    switch random.below(20) {
    case 0...8: return purposeful(model)
    case 9...11: return [.keyPressed(random.pick(Self.keys), at: now)]
    case 12: return [.actionChosen(random.pick(DeskAction.allCases), at: now)]
    case 13: return word(random.pick(Self.words))
    case 14...15: return answer()
    case 16: return timer()
    case 17: return [.painted(at: now)]
    case 18: return [.pasted(ForeignText(random.pick(Self.words) + "\n"), at: now)]
    default: return [rare()]
    }
  }

  /// The next step towards a refund or a cancel, so that runs get as far as the money.
  private mutating func purposeful(_ model: DeskModel) -> [DeskEvent] {
    switch model.confirm?.phase {
    case .settling(.none): return [.painted(at: now)]
    case .settling(.some):
      now = now.adding(milliseconds: Int64(random.pick([299, 300])))
      return [.timerFired(.confirmQuiet, at: now)]
    case .ready: return confirmWord(model)
    case .undoable: return [.timerFired(.secondPassed, at: now)]
    case .preparing, .sending, .discarding, .recording: return answer()
    case .none: break
    }
    if model.attention.isOpen { return ruling(model) }
    if model.form?.reviewSerial != nil || model.detail.cancelReview != nil || model.detail.isLoading
    {
      return answer()
    }
    if let form = model.form {
      // Behind a draft that came back the amount would be another one.
      let clears: [DeskEvent] =
        form.amount.isEmpty || random.oneIn(3) ? [] : [.keyPressed(.control("x"), at: now)]
      return clears + word("5.00") + [.keyPressed(.backTab, at: now), .keyPressed(.enter, at: now)]
    }
    if model.place == .list, model.list.selected != nil {
      return [.keyPressed(random.pick(["R", "R", "R", "R", "R", "X", "X", "!"]), at: now)]
    }
    return random.oneIn(2) ? answer() : [.keyPressed(.escape, at: now)]
  }

  /// The next step towards a ruling.
  private mutating func ruling(_ model: DeskModel) -> [DeskEvent] {
    guard model.attention.dossier != nil else { return answer() }
    switch model.ruling?.field {
    case .match: return [.keyPressed(random.pick([.right, .left, .enter, .tab]), at: now)]
    case .amount:
      return [.keyPressed(.control("u"), at: now)] + word(random.pick(["5.00", "0", "x"]))
        + [.keyPressed(.enter, at: now)]
    case .who, .refundID:
      return word(random.oneIn(4) ? "" : "bola") + [.keyPressed(.enter, at: now)]
    case .evidence:
      let text = random.oneIn(4) ? " " : "seen"
      return word(text) + [.keyPressed(.enter, at: now)]
    case .review: return [.keyPressed(random.oneIn(6) ? .escape : .enter, at: now)]
    case .none:
      return [
        .keyPressed(random.pick(["h", "n", "u", "h", "n", "u", "c", "p", "o", "w", "d"]), at: now)
      ]
    }
  }

  /// What is asked for, or something like it.
  private mutating func confirmWord(_ model: DeskModel) -> [DeskEvent] {
    guard let confirm = model.confirm else { return [] }
    let wanted = confirm.isInReference ? confirm.referenceWord : confirm.wantedWord
    let typed = random.oneIn(3) ? random.pick(Self.words) : wanted
    let clears = random.oneIn(2) ? [DeskEvent.keyPressed(.control("u"), at: now)] : []
    return clears + word(typed) + [.keyPressed(.enter, at: now)]
  }

  private func word(_ text: String) -> [DeskEvent] {
    text.map { .keyPressed(.character($0), at: now) }
  }

  private mutating func rare() -> DeskEvent {
    switch random.below(9) {
    case 0, 1, 2:
      let (columns, rows) = random.pick(Self.sizes)
      return .resized(columns: columns, rows: rows)
    case 3, 4: return .resized(columns: 80, rows: 24)
    case 7: return .newsArrived([World.news(World.decided(1), matter: .unknown)], at: now)
    case 5: return .journalChanged(at: now)
    case 6: return .noticed(.error, "Something.", at: now)
    default: return random.oneIn(4) ? .endRequested(at: now) : .copied("Copied.", at: now)
    }
  }

  private mutating func timer() -> [DeskEvent] {
    // Sorted: the order of a set is not that of the run before.
    let waiting = timers.sorted { "\($0)" < "\($1)" }
    guard !waiting.isEmpty else { return [.timerFired(.secondPassed, at: now)] }
    let timer = random.pick(waiting)
    timers.remove(timer)
    return [.timerFired(timer, at: now)]
  }

  private mutating func answer() -> [DeskEvent] {
    guard !outstanding.isEmpty else { return [.painted(at: now)] }
    let index = outstanding.count - 1 - random.below(min(3, outstanding.count))
    let effect = random.oneIn(5) ? outstanding[index] : outstanding.remove(at: index)
    let offset = random.oneIn(10) ? 1 : 0
    return [answer(to: effect, serialOffset: offset)]
  }

  private mutating func answer(to effect: DeskEffect, serialOffset: Int) -> DeskEvent {
    let fails = random.oneIn(6)
    let error = DeskError.journal("The disk is full.", mayHaveMoved: random.oneIn(2))
    switch effect {
    case .search(let serial, _):
      let first = random.below(4)
      let rows = World.rows(first...(first + random.below(9)))
      return .searchAnswered(
        serial: serial + serialOffset,
        World.answer(
          random.oneIn(8) ? [] : rows, total: 5000,
          progress: random.oneIn(2) ? [World.uk.name: .waiting] : [:]), at: now)
    case .open(let serial, let key, _):
      let detail = World.detail(
        key.id.raw, status: random.oneIn(4) ? .pending : .paid,
        provenance: random.oneIn(3) ? .indexed(now) : .live(now))
      return .detailArrived(
        serial: serial + serialOffset, fails ? .failure(error) : .success(detail), at: now)
    case .review(let serial, let decision):
      let review = World.review(
        decision, at: random.oneIn(2) ? World.uk : World.live,
        recent: random.oneIn(3)
          ? .recentRefund(decision.amount, Actor("amina"), now, refundID: nil) : nil,
        wantsReference: random.oneIn(3))
      return .reviewArrived(
        serial: serial + serialOffset, fails ? .failure(error) : .success(review), at: now)
    case .prepare(let serial, let review):
      let intent = World.intent(review.decision, state: .prepared)
      return .decisionPrepared(
        serial: serial + serialOffset, fails ? .failure(error) : .success(intent), at: now)
    case .send(let serial, _):
      let result = World.result(state: random.pick(IntentState.allCases))
      return .decisionEnded(
        serial: serial + serialOffset, fails ? .failure(error) : .success(result), at: now)
    case .discard(let serial, _):
      return .decisionDiscarded(
        serial: serial + serialOffset,
        fails ? .failure(error) : .success(World.intent(state: .discarded)), at: now)
    case .readNews, .readAttention, .readDossier, .readTimeline, .planSettling, .settleDue, .settle,
      .rule, .release, .resolve:
      return matterAnswer(to: effect, serialOffset: serialOffset, error: fails ? error : nil)
    case .note(let serial, _, let entry):
      let words =
        switch entry {
        case .note(let text), .lift(_, let text): text
        case .hold(let dispute): dispute.reference
        }
      let note = PaymentNote(
        time: now, actor: Actor("amina"), words: SafeText(sanitizing: words))
      return .noted(
        serial: serial + serialOffset, fails ? .failure(error) : .success(note), at: now)
    case .readTheme(let name):
      return .themeArrived(name, mistake: fails ? "The theme is broken." : nil, at: now)
    case .readMemory:
      return fails ? .memoryFailed("Damaged.", at: now) : .memoryRead(memory, at: now)
    case .export(let serial, _):
      let report = ExportReport(path: "/a.csv", written: 3, total: 3)
      return .exported(
        serial: serial + serialOffset, fails ? .failure(.exists) : .success(report), at: now)
    case .schedule, .unschedule, .copy, .redraw, .suspend, .quit, .tell, .remember:
      return .painted(at: now)
    }
  }

  /// What an earlier session left: a draft that is right, and one that is far too much.
  private var memory: DeskMemory {
    var memory = DeskMemory()
    memory.apply(.drafted(World.draft("1", at: now)))
    memory.apply(.drafted(World.draft("2", amount: "99999.00", at: now)))
    memory.apply(.saved(SavedSearch(name: "a", text: "order")))
    return memory
  }

  private static let items = [
    World.item(World.decided(1), .needsPerson), World.item(World.decided(2, on: "2")),
    World.frozen("3"), World.item(World.decided(4, on: "99", kind: .cancel), .overdue),
    World.item(World.decided(5, on: "5"), .movedAnyway),
  ]

  /// The answer to what is asked about open decisions; with an error, that.
  private mutating func matterAnswer(
    to effect: DeskEffect, serialOffset: Int, error: DeskError?
  ) -> DeskEvent {
    func result<Value>(_ value: Value) -> Result<Value, DeskError> {
      error.map(Result.failure) ?? .success(value)
    }
    let state = random.pick([IntentState.succeeded, .unknown, .ruledDone, .ruledNotDone])
    let news = World.news(World.decided(random.below(5), state: state), isNews: random.oneIn(2))
    switch effect {
    case .readNews:
      return .newsArrived(random.oneIn(2) ? [] : [news, news], at: now)
    case .readAttention(let serial):
      let kept = Self.items.filter { _ in !random.oneIn(4) }
      return .attentionArrived(serial: serial + serialOffset, result(kept), at: now)
    case .readDossier(let serial, let id):
      let item = Self.items.first { $0.id == id } ?? random.pick(Self.items)
      let matches = random.oneIn(2) ? [] : [World.match("rf_\(random.below(3))")]
      let dossier = random.oneIn(8) ? nil : World.dossier(item, matches: matches)
      return .dossierArrived(serial: serial + serialOffset, result(dossier), at: now)
    case .readTimeline(let serial, _):
      return .timelineArrived(serial: serial + serialOffset, result([]), at: now)
    case .planSettling:
      return .settlingPlanned(nextDue: random.oneIn(2) ? nil : now, at: now)
    case .settleDue: return .roundEnded([news], nextDue: random.oneIn(2) ? nil : now, at: now)
    case .settle(let serial, _, _):
      return .settled(serial: serial + serialOffset, result(news), at: now)
    case .rule(let serial, _, _, _):
      return .ruled(serial: serial + serialOffset, result(news), at: now)
    case .release(let serial, let key, _, _):
      return .released(
        serial: serial + serialOffset, result(ReleaseReport(key: key, open: nil)), at: now)
    case .resolve(let serial, _, _, let answer, _):
      let report = FindingReport(intent: news.intent, end: answer.end)
      return .resolved(serial: serial + serialOffset, result(report), at: now)
    case .search, .open, .review, .prepare, .send, .discard, .schedule, .unschedule, .copy,
      .redraw, .suspend, .quit, .tell, .note, .readTheme, .readMemory, .remember, .export:
      return .painted(at: now)
    }
  }
}
