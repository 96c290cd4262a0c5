import Payments
import SupportDesk
import TextSafety
import ViewModels

/// An agent who presses anything, a runner that answers late, twice or never, and a clock that
/// jumps.
struct RandomAgent {
  private var random: RandomStream
  private(set) var now = World.start
  private var outstanding: [DeskEffect] = []
  private var timers: Set<DeskTimer> = []

  init(seed: UInt64) { random = RandomStream(seed: seed) }

  private static let keys: [KeyPress] = [
    "R", "R", "X", "j", "k", "G", "g", " ", "u", "/", "s", "l", "h", "J", "K", "M", "Y", "y", "n",
    "q", "?", "+", "5", ".", "0", "a", "é", "\u{301}", "東", .enter, .enter, .enter, .enter, .tab,
    .tab, .backTab, .escape, .up, .down, .left, .right, .home, .end, .pageUp, .pageDown,
    .backspace, .delete, .control("a"), .control("e"), .control("w"), .control("u"),
    .control("k"), .control("g"), .control("l"), .control("z"), .control("r"), .control("d"),
    .control("t"),
  ]
  private static let words = [
    "5.00", "full", "cancel", "another", "DER1", "15.99", "1", "é\u{301}",
  ]
  private static let sizes = [(80, 24), (120, 36), (160, 50), (60, 16), (59, 15), (0, 0), (300, 3)]

  /// Keeps what the desk asked for, to be answered some time.
  mutating func take(_ effects: [DeskEffect]) {
    for effect in effects {
      switch effect {
      case .schedule(let timer, _): timers.insert(timer)
      case .unschedule(let timer): timers.remove(timer)
      case .search, .open, .review, .prepare, .send, .discard: outstanding.append(effect)
      case .copy, .redraw, .suspend, .quit: break
      }
    }
    if outstanding.count > 12 { outstanding.removeFirst(outstanding.count - 12) }
  }

  /// What happens next; a word is typed letter by letter.
  mutating func events(for model: DeskModel) -> [DeskEvent] {
    now = now.adding(milliseconds: Int64(random.pick([0, 1, 30, 150, 300, 301, 1000, 6000])))
    switch random.below(20) {
    case 0...8: return purposeful(model)
    case 9...12: return [.keyPressed(random.pick(Self.keys), at: now)]
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
    case .preparing, .sending, .discarding: return answer()
    case .none: break
    }
    if model.form?.reviewSerial != nil || model.cancelReview != nil || model.detail.isLoading {
      return answer()
    }
    if model.form != nil {
      return word("5.00") + [.keyPressed(.backTab, at: now), .keyPressed(.enter, at: now)]
    }
    if model.place == .list, model.list.selected != nil {
      return [.keyPressed(random.oneIn(4) ? "X" : "R", at: now)]
    }
    return random.oneIn(2) ? answer() : [.keyPressed(.escape, at: now)]
  }

  /// What is asked for, or something like it.
  private mutating func confirmWord(_ model: DeskModel) -> [DeskEvent] {
    guard let confirm = model.confirm else { return [] }
    let wanted = confirm.isInReference ? confirm.review.referenceWord : confirm.wantedWord
    let typed = random.oneIn(3) ? random.pick(Self.words) : wanted
    let clears = random.oneIn(2) ? [DeskEvent.keyPressed(.control("u"), at: now)] : []
    return clears + word(typed) + [.keyPressed(.enter, at: now)]
  }

  private func word(_ text: String) -> [DeskEvent] {
    text.map { .keyPressed(.character($0), at: now) }
  }

  private mutating func rare() -> DeskEvent {
    switch random.below(8) {
    case 0, 1, 2:
      let (columns, rows) = random.pick(Self.sizes)
      return .resized(columns: columns, rows: rows)
    case 3, 4: return .resized(columns: 80, rows: 24)
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
    case .schedule, .unschedule, .copy, .redraw, .suspend, .quit: return .painted(at: now)
    }
  }
}
