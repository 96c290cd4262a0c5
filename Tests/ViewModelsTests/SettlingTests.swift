import Payments
import SampleWorld
import SupportDesk
import Testing
import TextSafety
import ViewModels

/// Finding out: by itself when it is due, and at once when somebody asks.
struct SettlingTests {
  private static let intent = World.decided(1)
  private static let done = World.decided(1, state: .succeeded)

  // MARK: - By itself

  @Test func `the desk wakes for exactly the next thing that is due`() {
    var desk = Desk.open()
    let due = desk.now.adding(seconds: 90)
    #expect(
      desk.send(.settlingPlanned(nextDue: due, at: desk.now)) == [
        .schedule(.settlingDue, milliseconds: 90_000)
      ])
    #expect(
      desk.send(.settlingPlanned(nextDue: nil, at: desk.now)) == [.unschedule(.settlingDue)])
    let past = desk.now.adding(seconds: -90)
    #expect(
      desk.send(.settlingPlanned(nextDue: past, at: desk.now)) == [
        .schedule(.settlingDue, milliseconds: 0)
      ])
  }

  @Test func `there are never two rounds at once`() {
    var desk = Desk.open()
    #expect(desk.fire(.settlingDue) == [.settleDue])
    #expect(desk.fire(.settlingDue) == [])
    #expect(desk.send(.settlingPlanned(nextDue: desk.now, at: desk.now)) == [])
    let next = desk.now.adding(seconds: 30)
    #expect(
      desk.send(.roundEnded([], nextDue: next, at: desk.now)) == [
        .schedule(.settlingDue, milliseconds: 30_000), .readAttention(serial: 2),
      ])
    #expect(desk.fire(.settlingDue) == [.settleDue])
  }

  @Test func `the plan is asked for after a decision's end and once the journal stopped changing`()
  {
    var desk = Desk.sending()
    let unknown = World.result(state: .unknown)
    #expect(desk.ended(.success(unknown)).contains(.planSettling))
    for _ in 0..<5 {
      #expect(!desk.send(.journalChanged(at: desk.now)).contains(.planSettling))
    }
    #expect(desk.fire(.cursorRested).filter { $0 == .planSettling } == [.planSettling])
    #expect(!desk.fire(.cursorRested).contains(.planSettling))
  }

  @Test func `what came out is said, told, and everything is read again`() {
    var desk = Desk.open()
    desk.fire(.settlingDue)
    let effects = desk.send(.roundEnded([World.news(Self.done)], nextDue: nil, at: desk.now))
    #expect(
      effects == [
        .unschedule(.settlingDue), .schedule(.noticeExpired, milliseconds: 5000),
        .tell(Self.done.id),
        .search(serial: 4, SearchTask(text: "", query: .everything, limit: 500, live: false)),
        .open(serial: 5, World.key("1"), live: true), .readAttention(serial: 2),
        .schedule(.secondPassed, milliseconds: 1000),
      ])
    #expect(desk.notice == "5.00 GBP from NP-ORDER1: it is succeeded.")
    #expect(desk.model.said.notice?.level == .success)
  }

  @Test func `what is no news is not said`() {
    var desk = Desk.open()
    desk.fire(.settlingDue)
    let effects = desk.send(
      .roundEnded([World.news(Self.intent, isNews: false)], nextDue: nil, at: desk.now))
    #expect(effects.contains(.tell(Self.intent.id)))
    #expect(desk.notice == nil)
    #expect(desk.model.said.messages.isEmpty)
  }

  @Test func `another agent's outcome is a note, and theirs to be told`() {
    var desk = Desk.open()
    desk.fire(.settlingDue)
    let theirs = World.decided(1, state: .failed, by: "bello")
    let effects = desk.send(.roundEnded([World.news(theirs)], nextDue: nil, at: desk.now))
    #expect(!effects.contains(.tell(theirs.id)))
    #expect(desk.notice == "bello's 5.00 GBP from NP-ORDER1: it is failed.")
    #expect(desk.model.said.notice?.level == .note)
  }

  @Test func `a result that is still on the screen is brought up to date`() {
    var desk = Desk.sending()
    desk.ended(.success(World.result(state: .unknown, forCustomer: "")))
    desk.fire(.settlingDue)
    var ended = World.intent(state: .succeeded)
    ended.refundID = "rf_9"
    desk.send(.roundEnded([World.news(ended)], nextDue: nil, at: desk.now))
    guard case .result(let result) = desk.model.layers.last else {
      Issue.record("the result is gone")
      return
    }
    #expect(result.intent.state == .succeeded)
    #expect(result.sentence == "It is succeeded.")
    #expect(result.forCustomer == World.uk.customerWords.sentence(ended))
    desk.fire(.settlingDue)
    desk.send(.roundEnded([World.news(World.decided(7))], nextDue: nil, at: desk.now))
    #expect(desk.model.layers == [.result(result)])
  }

  @Test func `what a read of the payment settled is said once, and the old error is over`() {
    var desk = Desk.sending()
    desk.ended(.success(World.result(state: .unknown)))
    #expect(desk.model.said.notice?.level == .error)
    var settled = World.intent(state: .succeeded)
    settled.refundID = "rf_9"
    let effects = desk.read(World.detail("1", intents: [settled]))
    #expect(effects.contains(.tell(World.intentID)))
    #expect(effects.contains(.planSettling))
    #expect(
      desk.notice
        == "5.00 GBP from NP-ORDER1: refunded 5.00 GBP (rf_9). 10.99 GBP remain by our records.")
    guard case .result(let result) = desk.model.layers.last else {
      Issue.record("the result is gone")
      return
    }
    #expect(result.intent.state == .succeeded)
    let count = desk.model.said.messages.count
    desk.send(.roundEnded([World.news(settled)], nextDue: nil, at: desk.now))
    desk.read(World.detail("1", intents: [settled]))
    #expect(desk.model.said.messages.count == count)
    desk.fire(.noticeExpired)
    #expect(desk.notice == nil)
  }

  @Test func `an error about another decision stays`() {
    var desk = Desk.sending()
    desk.ended(.success(World.result(state: .unknown)))
    desk.fire(.settlingDue)
    desk.send(.roundEnded([World.news(Self.done)], nextDue: nil, at: desk.now))
    desk.fire(.noticeExpired)
    #expect(desk.model.said.notice?.level == .error)
  }

  @Test func `work that stays undone is tried less and less often, and at once when it moves`() {
    var desk = Desk.open()
    for seconds in [5, 10, 20, 40, 80, 160, 320, 320] {
      desk.fire(.settlingDue)
      let effects = desk.send(.roundEnded([], nextDue: desk.now, at: desk.now))
      #expect(effects.first == .schedule(.settlingDue, milliseconds: seconds * 1000))
      // A change of the journal does not shorten the wait.
      #expect(
        desk.send(.settlingPlanned(nextDue: desk.now, at: desk.now)) == [
          .schedule(.settlingDue, milliseconds: seconds * 1000)
        ])
    }
    desk.fire(.settlingDue)
    let moved = World.news(Self.intent, isNews: false)
    let effects = desk.send(.roundEnded([moved], nextDue: desk.now, at: desk.now))
    #expect(effects.first == .schedule(.settlingDue, milliseconds: 0))
  }

  @Test func `after the end was asked for nothing begins`() {
    var desk = Desk.sending()
    desk.send(.endRequested(at: desk.now))
    #expect(desk.fire(.settlingDue) == [])
    #expect(desk.send(.settlingPlanned(nextDue: desk.now, at: desk.now)) == [])
    #expect(
      desk.send(.roundEnded([World.news(Self.done)], nextDue: desk.now, at: desk.now)) == [])
  }

  // MARK: - Because somebody asks

  @Test(arguments: [false, true])
  func `a check and a replay say so, count seconds, and are not begun twice`(_ replays: Bool) {
    var desk = Desk.attending()
    let effects = Self.begin(replays, on: &desk)
    #expect(
      effects.suffix(2) == [
        .settle(serial: desk.model.session.serial, Self.intent.id, replaying: replays),
        .schedule(.secondPassed, milliseconds: 1000),
      ])
    #expect(
      desk.model.settling.work == [
        Self.intent.id: .init(replays: replays, since: desk.now, serial: desk.model.session.serial)
      ])
    desk.pass(milliseconds: 3100)
    for other: KeyPress in ["c", "p", "h", "n"] {
      #expect(!desk.press(other).hasSettle)
      #expect(desk.notice == "The provider is being asked about it, 3 s.")
    }
    desk.settled(Self.intent, .success(World.news(Self.intent, isNews: false)))
    #expect(desk.model.settling.work.isEmpty)
    #expect(Self.begin(replays, on: &desk).hasSettle)
  }

  /// Checks the decision again, or has its request sent again.
  private static func begin(_ replays: Bool, on desk: inout Desk) -> [DeskEffect] {
    guard replays else { return desk.press("c") }
    desk.press("p")
    desk.settle()
    desk.type("resend")
    return desk.press(.enter)
  }

  @Test func `the end of a check is said once and everything is read again`() {
    var desk = Desk.attending()
    desk.press("c")
    let effects = desk.settled(Self.intent, .success(World.news(Self.done)))
    #expect(desk.notice == "5.00 GBP from NP-ORDER1: it is succeeded.")
    for wanted: DeskEffect in [
      .tell(Self.done.id), .planSettling,
      .readAttention(serial: desk.model.attention.itemsSerial),
      .open(serial: desk.model.detail.serial, World.key("1"), live: true),
    ] { #expect(effects.contains(wanted)) }
    #expect(desk.settled(Self.intent, .success(World.news(Self.done))) == [])
  }

  @Test func `that nothing is known yet is a note, since the row says it too`() {
    var desk = Desk.attending()
    desk.press("c")
    desk.settled(Self.intent, .success(World.news(Self.intent, isNews: false)))
    #expect(desk.model.said.notice?.level == .note)
  }

  @Test func `why a check was not made is said and stays`() {
    var desk = Desk.attending()
    desk.press("c")
    let refusal: SafeText = "Tilldesk is checking it right now; wait a moment."
    desk.settled(Self.intent, .failure(.refused(.ruling(refusal))))
    #expect(desk.notice == refusal)
    #expect(desk.model.said.notice?.level == .warning)
  }

  @Test func `a matter that goes while it is checked still has its answer`() {
    var desk = Desk.attending()
    desk.press("c")
    desk.attend([])
    desk.settled(Self.intent, .success(World.news(Self.done)))
    #expect(desk.notice == "5.00 GBP from NP-ORDER1: it is succeeded.")
  }

  @Test func `an unknown result is checked where it stands, and leads to attention`() {
    var desk = Desk.sending()
    desk.ended(.success(World.result(state: .unknown)))
    #expect(desk.press("c").first == .settle(serial: 9, World.intentID, replaying: false))
    desk.press("c")
    #expect(desk.notice == "The provider is being asked about it, 0 s.")
    desk.press("!")
    #expect(desk.model.place == .attention)
    #expect(desk.model.layers.isEmpty)
    desk = .sending()
    desk.ended(.success(World.result()))
    #expect(!desk.press("c").hasSettle)
    #expect(desk.notice == "There is nothing to check: succeeded.")
  }

  // MARK: - Telling

  @Test func `what was shown is told, and a hang-up leaves it to be told`() {
    var desk = Desk.sending()
    #expect(desk.ended(.success(World.result())).contains(.tell(World.intentID)))
    desk = .sending()
    desk.send(.endRequested(at: desk.now))
    #expect(desk.ended(.success(World.result())) == [.quit])
    desk = .sending()
    let changed = ActionRefusal.changed("its refunds changed since you looked. Look again.")
    #expect(desk.ended(.failure(.refused(changed))).contains(.tell(World.intentID)))
    desk = .sending()
    let lost = DeskError.journal("The disk is full.", mayHaveMoved: true)
    #expect(!desk.ended(.failure(lost)).contains(.tell(World.intentID)))
  }

  @Test func `what was taken back is told`() {
    var desk = Desk.undoable()
    desk.press(.escape)
    let intent = World.intent(World.refund(at: World.live), state: .discarded, at: World.live)
    #expect(desk.discarded(.success(intent)).contains(.tell(World.intentID)))
    desk = .undoable()
    #expect(!desk.send(.endRequested(at: desk.now)).contains(.tell(World.intentID)))
  }
}

extension [DeskEffect] {
  fileprivate var hasSettle: Bool {
    contains { if case .settle = $0 { true } else { false } }
  }
}
