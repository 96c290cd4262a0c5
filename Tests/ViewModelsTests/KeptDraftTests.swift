import Payments
import SampleWorld
import SupportDesk
import Testing
import TextSafety
import ViewModels

/// Drafts of refunds that outlive the desk.
struct KeptDraftTests {
  /// A desk on which the form of payment 1 is open.
  private static func form() -> Desk {
    var desk = Desk.open()
    desk.remember(.welcomed)
    desk.press("R")
    return desk
  }

  /// A desk that opens after another one left a draft.
  private static func reopened(
    _ draft: RefundDraft, detail: PaymentDetail? = nil
  ) -> Desk {
    var memory = DeskMemory.welcomed
    memory.apply(.drafted(draft))
    var desk = Desk.open(detail: detail)
    desk.remember(memory)
    return desk
  }

  private static func kept(_ effects: [DeskEffect]) -> [MemoryChange] {
    effects.compactMap { if case .remember(let change) = $0 { change } else { nil } }
  }

  @Test func `a draft is written when typing rests, once`() {
    var desk = Self.form()
    #expect(desk.type("5") == [.schedule(.draftRested, milliseconds: 500)])
    desk.press(.tab, .tab, .right)
    let effects = desk.fire(.draftRested)
    var draft = World.draft("1", amount: "5.00", note: "")
    draft.ticket = ""
    #expect(effects == [.remember(.drafted(draft))])
    #expect(desk.fire(.draftRested) == [])
  }

  @Test func `what was typed last is written when the agent leaves the form or the line drops`() {
    var desk = Self.form()
    desk.type("5")
    #expect(Self.kept(desk.press(.escape)).count == 1)

    desk = Self.form()
    desk.type("5")
    let effects = desk.send(.endRequested(at: desk.now))
    #expect(Self.kept(effects).count == 1)
    #expect(effects.last == .quit)
  }

  @Test func `a draft emptied by hand is forgotten`() {
    var desk = Self.form()
    desk.type("5")
    desk.fire(.draftRested)
    desk.press(.backspace)
    #expect(Self.kept(desk.fire(.draftRested)) == [.draftDone(World.key("1"))])
    #expect(Self.kept(desk.press(.escape)).isEmpty)
  }

  @Test func `what may be a card number is not written`() {
    var desk = Self.form()
    desk.type("5.00")
    desk.press(.tab, .tab, .tab)
    desk.type("4111 1111 1111 1111")
    guard case .drafted(let draft)? = Self.kept(desk.fire(.draftRested)).first else {
      Issue.record("no draft was written")
      return
    }
    #expect(draft.amount == "5.00")
    #expect(draft.ticket == "")
  }

  @Test func `a kept draft is named when the desk opens, and restored on its payment`() {
    var desk = Self.reopened(World.draft("1"))
    #expect(
      desk.notice
        == "A draft of 14:00:00 is kept for NP-ORDER1; R there opens it.")
    desk.press("R")
    #expect(desk.notice == "Draft of 14:00:00 restored, not sent. Ctrl-X clears it.")
    #expect(desk.model.form?.amount.text == "5.00")
    #expect(desk.model.form?.reason.text == "duplicate")
    #expect(desk.model.form?.ticket.text == "5512")
    #expect(desk.model.form?.note.text == "parcel lost")
    #expect(desk.model.form?.field == .amount)
    #expect(desk.model.confirm == nil)
  }

  @Test func `a restored draft is checked, reviewed and confirmed like any other`() {
    var desk = Self.reopened(World.draft("1", amount: "99.00"))
    desk.press("R")
    #expect(desk.model.form?.mistakes[.amount] != nil)
    desk.press(.control("u"))
    desk.type("5.00")
    desk.press(.enter, .enter, .enter, .enter)
    let effects = desk.press(.enter)
    #expect(effects.contains { if case .review = $0 { true } else { false } })
    #expect(!effects.hasPrepare)
  }

  @Test func `a draft of another payment is left where it is`() {
    var desk = Self.reopened(World.draft("2"))
    desk.press("R")
    #expect(desk.model.form?.isPristine == true)
    #expect(desk.model.memory.remembered.drafts[World.key("2")] != nil)
  }

  @Test(arguments: [
    (seconds: Int64(86_399), isKept: true), (86_400, false), (-61, false), (-59, true),
  ])
  func `a draft is kept for a day`(seconds: Int64, isKept: Bool) {
    var desk = Self.reopened(World.draft("1", at: World.start.adding(seconds: -seconds)))
    desk.press("R")
    #expect(desk.model.form?.isPristine == !isKept)
  }

  @Test func `a draft that was decided before the desk went down is not offered again`() {
    let intent = World.intent(state: .succeeded)
    let before = intent.created.adding(seconds: -1)
    let after = intent.created.adding(seconds: 1)
    for (time, isOffered) in [(before, false), (after, true)] {
      var desk = Self.reopened(
        World.draft("1", at: time), detail: World.detail("1", intents: [intent]))
      let effects = desk.press("R")
      #expect(desk.model.form?.isPristine == !isOffered)
      #expect(
        Self.kept(effects) == (isOffered ? [] : [.draftDone(World.key("1"))]),
        "what is done with is not promised again at the next start")
    }
  }

  @Test(arguments: [false, true])
  func `what was decided and never sent is not offered once another decision followed`(
    _ isFollowed: Bool
  ) {
    let unsent = World.decided(1, state: .discarded)
    let later = World.decided(2, state: .succeeded)
    var desk = Desk.open(
      detail: World.detail("1", intents: isFollowed ? [unsent, later] : [unsent]))
    desk.send(.newsArrived([World.news(unsent)], at: desk.now))
    desk.press("R")
    #expect(desk.model.form?.isPristine == isFollowed)
    #expect(desk.model.drafts.unsent.isEmpty)
  }

  @Test func `Ctrl-X clears the form and forgets the draft`() {
    var desk = Self.reopened(World.draft("1"))
    desk.press("R")
    let effects = desk.press(.control("x"))
    #expect(Self.kept(effects) == [.draftDone(World.key("1"))])
    #expect(desk.model.form?.isPristine == true)
    desk.press(.escape, "R")
    #expect(desk.model.form?.isPristine == true)
  }

  @Test func `the draft is forgotten when the decision is recorded, before it is sent`() {
    var desk = Desk.preparing()
    desk.fire(.draftRested)
    #expect(desk.model.memory.remembered.drafts[World.key("1")] != nil)
    let effects = desk.prepared(.success(World.intent(state: .prepared)))
    let done = effects.firstIndex(of: .remember(.draftDone(World.key("1"))))
    let sent = effects.firstIndex { if case .send = $0 { true } else { false } }
    #expect(done != nil && sent != nil && (done ?? 1) < (sent ?? 0))
    #expect(desk.fire(.draftRested) == [])
  }

  @Test func `a decision that was taken back is a draft again`() {
    var desk = Desk.undoable()
    let id = desk.model.confirm?.review?.decision.key
    desk.press(.escape)
    let decision = World.refund(at: World.live)
    let effects = desk.discarded(
      .success(World.intent(decision, state: .discarded, at: World.live)))
    guard case .drafted(let draft)? = Self.kept(effects).first else {
      Issue.record("no draft was written")
      return
    }
    #expect(draft.key == id)
    #expect(draft.amount == "5.00")
  }

  @Test func `quitting says what becomes of a draft`() {
    var desk = Self.form()
    desk.press("5", .escape, "q")
    #expect(
      desk.model.layers == [
        .quitQuestion(
          QuitQuestionModel("A draft of a refund is kept for NP-ORDER1, until tomorrow. Quit?"))
      ])
    desk.press("n")
    desk.send(.memoryFailed("The disk is full.", at: desk.now))
    desk.press("q")
    #expect(
      desk.model.layers == [
        .quitQuestion(
          QuitQuestionModel("A draft of a refund is kept for NP-ORDER1. Quit and lose it?"))
      ])
  }
}
