import Payments
import SampleWorld
import SupportDesk
import Testing
import TextSafety
import ViewModels

/// What was written for a ruling outlives the desk; which row it was does not.
struct KeptRulingTests {
  private static let item = World.item(World.decided(1))
  private static let id = RulingFormModel.ID(item: item.id, verdict: .didNotHappen)

  private static func draft(
    _ evidence: String = "seen", at time: Instant = World.start
  )
    -> RulingDraft
  {
    RulingDraft(id: id, reference: item.reference.text, evidence: evidence, saved: time)
  }

  /// A desk that opens after another one left a draft, with its matter and the evidence on the screen.
  private static func reopened(
    _ draft: RulingDraft, matches: [ReportedRefund] = []
  ) -> Desk {
    var memory = DeskMemory.welcomed
    memory.apply(.ruling(draft))
    var desk = Desk.open()
    desk.remember(memory)
    desk.press("!")
    desk.attend([item])
    desk.show(World.dossier(item, matches: matches))
    return desk
  }

  private static func kept(_ effects: [DeskEffect]) -> [MemoryChange] {
    effects.compactMap { if case .remember(let change) = $0 { change } else { nil } }
  }

  @Test func `what is written is kept when typing rests, once`() {
    var desk = Desk.attending()
    desk.press("n")
    #expect(desk.type("s") == [.schedule(.draftRested, milliseconds: 500)])
    desk.type("een")
    #expect(desk.fire(.draftRested) == [.remember(.ruling(Self.draft(at: desk.now)))])
    #expect(desk.fire(.draftRested) == [])
    #expect(Self.kept(desk.press(.escape)).isEmpty)
  }

  @Test func `what was written last is kept when the agent leaves the form or the line drops`() {
    var desk = Desk.attending()
    desk.press("n")
    desk.type("seen")
    #expect(Self.kept(desk.press(.escape)) == [.ruling(Self.draft(at: desk.now))])

    desk = Desk.attending()
    desk.press("n")
    desk.type("seen")
    let effects = desk.send(.endRequested(at: desk.now))
    #expect(Self.kept(effects) == [.ruling(Self.draft(at: desk.now))])
    #expect(effects.last == .quit)
  }

  @Test func `it is named when the desk opens, and back for its verdict on its matter only`() {
    var memory = DeskMemory.welcomed
    memory.apply(.ruling(Self.draft()))
    var opened = Desk.open()
    opened.remember(memory)
    #expect(
      opened.notice
        == "What you wrote about NP-ORDER1 at 14:00:00 is kept, not ruled; ! leads there.")

    var desk = Self.reopened(Self.draft())
    desk.press("h")
    #expect(desk.model.ruling?.evidence.text == "")
    desk.press(.escape, "n")
    #expect(desk.model.ruling?.evidence.text == "seen")
    #expect(desk.notice == "What you wrote at 14:00:00 is back; nothing of it was ruled.")
    #expect(desk.model.confirm == nil)
  }

  @Test func `which row it was is chosen anew`() {
    var draft = Self.draft()
    draft.id = RulingFormModel.ID(item: Self.item.id, verdict: .happened)
    var desk = Self.reopened(draft, matches: [World.match("rf_1")])
    desk.press("h")
    #expect(desk.model.ruling?.evidence.text == "seen")
    #expect(desk.model.ruling?.choice == nil)
    #expect(desk.model.ruling?.field == .match)
  }

  @Test func `what may be a card number is not kept`() {
    var desk = Desk.attending()
    desk.press("n")
    desk.type("card 4111 1111 1111 1111")
    #expect(desk.fire(.draftRested) == [])
  }

  @Test func `evidence taken away by hand is forgotten`() {
    var desk = Self.reopened(Self.draft("s"))
    desk.press("n", .backspace)
    #expect(Self.kept(desk.fire(.draftRested)) == [.rulingDone(Self.id)])
  }

  @Test func `a draft that is a day old is not offered`() {
    var desk = Self.reopened(Self.draft(at: World.start.adding(seconds: -86_400)))
    desk.press("n")
    #expect(desk.model.ruling?.isPristine == true)
  }

  @Test
  func `a ruling that was made is forgotten, and what was written about a matter that is over`() {
    var desk = Desk.confirmingRuling("n")
    desk.fire(.draftRested)
    #expect(desk.model.memory.remembered.rulings[Self.id]?.evidence == "seen in the dashboard")
    desk.type("free 5.00")
    desk.press(.enter)
    let ruled = World.decided(1, state: .ruledNotDone)
    #expect(Self.kept(desk.ruled(.success(World.news(ruled)))) == [.rulingDone(Self.id)])

    desk = Self.reopened(Self.draft())
    let effects = desk.send(
      .attentionArrived(serial: desk.model.attention.itemsSerial, .success([]), at: desk.now))
    #expect(Self.kept(effects) == [.rulingDone(Self.id)])
  }

  @Test func `quitting says that it is kept`() {
    var desk = Self.reopened(Self.draft())
    desk.press("n")
    desk.type("!")
    desk.press(.escape, "q", "q")
    #expect(
      desk.model.layers == [
        .quitQuestion(
          QuitQuestionModel("What you wrote about NP-ORDER1 is kept, until tomorrow. Quit?"))
      ])
  }

  @Test func `the oldest make room`() {
    var memory = DeskMemory()
    for number in 0...DeskMemory.draftsMax {
      var draft = Self.draft(at: World.start.adding(seconds: Int64(number)))
      draft.id = RulingFormModel.ID(
        item: .payment(World.key(String(number))), verdict: .release)
      memory.apply(.ruling(draft))
    }
    #expect(memory.rulings.count == DeskMemory.draftsMax)
    #expect(memory.rulings.values.allSatisfy { $0.saved > World.start })
  }
}
