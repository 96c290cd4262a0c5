import Payments
import SampleWorld
import SupportDesk
import Testing
import TextSafety
import ViewModels

/// Ruling on what cannot be found out: evidence in writing, then a word typed on a quiet screen.
struct RulingTests {
  private static let intent = World.decided(1)
  private static let item = World.item(intent)
  private static let matches = [World.match("rf_1"), World.match("rf_2")]

  // MARK: - From the key to the record

  @Test func `that it happened is written, reviewed, typed and recorded`() {
    var desk = Desk.attending()
    #expect(desk.press("h") == [])
    #expect(desk.model.place == .formText)
    desk.type("seen in the dashboard")
    #expect(desk.press(.enter) == [])
    #expect(desk.model.ruling?.field == .review)
    #expect(desk.press(.enter) == [])
    #expect(desk.phase == .settling(quietSince: nil))
    desk.settle()
    desk.type("5.00")
    #expect(
      desk.press(.enter) == [
        .rule(
          serial: 4, Self.intent.id, .happened(refundID: nil), evidence: "seen in the dashboard"),
        .schedule(.secondPassed, milliseconds: 1000),
      ])
    #expect(desk.phase == .recording(since: desk.now))
    let ruled = World.decided(1, state: .ruledDone)
    let effects = desk.ruled(.success(World.news(ruled)))
    #expect(desk.model.layers.isEmpty)
    #expect(desk.notice == "5.00 GBP from NP-ORDER1: it is ruled done.")
    #expect(effects.contains(.tell(ruled.id)))
    #expect(effects.contains(.planSettling))
    #expect(desk.model.place == .attention)
  }

  @Test
  func `that it did not happen asks for other words, so that a slip of the key rules nothing`() {
    var desk = Desk.confirmingRuling("n")
    #expect(desk.model.confirm?.wantedWord == "free 5.00")
    desk.type("5.00")
    #expect(desk.press(.enter) == [])
    #expect(desk.model.confirm?.mistake == "That is not free 5.00; nothing was ruled.")
    desk.press(.control("u"))
    desk.type("free 5.00")
    #expect(
      desk.press(.enter).first
        == .rule(
          serial: 4, Self.intent.id, .didNotHappen(), evidence: "seen in the dashboard"))
  }

  @Test(arguments: [
    (IntentKind.refund, KeyPress.character("h"), "5.00"), (.refund, "n", "free 5.00"),
    (.cancel, "h", "cancel"), (.cancel, "n", "free"),
  ])
  func `the word says what is ruled`(_ kind: IntentKind, _ key: KeyPress, _ word: String) {
    let desk = Desk.confirmingRuling(key, on: World.item(World.decided(1, kind: kind)))
    #expect(desk.model.confirm?.wantedWord == word)
  }

  @Test func `a frozen payment is released with evidence and its word`() {
    var desk = Desk.confirmingRuling("u", on: World.frozen())
    desk.type("release")
    #expect(
      desk.press(.enter).first
        == .release(
          serial: 4, World.key("1"), total: World.pounds(500), evidence: "seen in the dashboard"))
    let report = ReleaseReport(key: World.key("1"), open: nil)
    desk.send(.released(serial: 4, .success(report), at: desk.now))
    #expect(desk.model.layers.isEmpty)
    #expect(desk.notice == "Released NP-ORDER1: it can be refunded and cancelled again.")
  }

  @Test func `a release says what still bars the payment`() {
    var desk = Desk.confirmingRuling("u", on: World.frozen())
    desk.type("release")
    desk.press(.enter)
    let report = ReleaseReport(key: World.key("1"), open: World.intent(state: .unknown))
    desk.send(.released(serial: 4, .success(report), at: desk.now))
    #expect(desk.notice?.text.hasPrefix("Released NP-ORDER1: the total is recorded. ") == true)
    #expect(desk.model.said.notice?.level == .warning)
  }

  @Test(arguments: [
    (KeyPress.character("o"), AttentionItem.Matter.movedAnyway, "5.00", FindingAnswer.ours),
    ("o", .failedLate, "free 5.00", .ours), ("d", .unknownWord, "aside", .notThisOne),
    (
      "w", .movedAnyway, "elsewhere",
      .elsewhere(amount: World.pounds(500), who: "the bank", refundID: nil)
    ),
  ])
  func `what turned out otherwise is answered with evidence and a word of its own (I27)`(
    _ key: KeyPress, _ matter: AttentionItem.Matter, _ word: String, _ answer: FindingAnswer
  ) throws {
    let item = World.item(World.decided(1, state: .rejected), matter)
    var desk = Desk.confirmingRuling(key, on: item)
    #expect(desk.model.confirm?.wantedWord == word)
    desk.type(word)
    let effect = try #require(desk.press(.enter).first)
    guard case .resolve(let serial, let id, let finding, let said, let evidence) = effect else {
      Issue.record("\(effect)")
      return
    }
    #expect(id == item.intent?.id)
    #expect(finding == item.finding)
    #expect(said == answer)
    #expect(evidence == "seen in the dashboard")
    let intent = try #require(item.intent)
    desk.send(
      .resolved(
        serial: serial, .success(FindingReport(intent: intent, end: answer.end)), at: desk.now))
    #expect(desk.model.layers.isEmpty)
  }

  @Test func `what was made elsewhere needs its amount and who made it`() {
    var desk = Desk.attending([World.item(World.decided(1, state: .rejected), .movedAnyway)])
    desk.press("w")
    #expect(desk.model.ruling?.amount.text == "5.00", "what the provider shows is offered")
    desk.press(.enter, .enter)
    #expect(desk.model.ruling?.mistakes[.who] != nil)
    desk.type("bola")
    desk.press(.enter, .enter)
    #expect(desk.model.ruling?.field == .evidence)
  }

  @Test func `when the provider tells meanwhile, nothing is ruled and that is said`() {
    var desk = Desk.confirmingRuling()
    desk.type("5.00")
    desk.press(.enter)
    desk.ruled(.success(World.news(World.decided(1, state: .succeeded))))
    #expect(
      desk.notice
        == "Not ruled, for the provider tells: 5.00 GBP from NP-ORDER1: it is succeeded.")
    #expect(desk.model.layers.isEmpty)
  }

  @Test func `a refusal stands at the form, and nothing that was written is lost`() {
    var desk = Desk.confirmingRuling("n")
    desk.type("free 5.00")
    desk.press(.enter)
    let sentence: SafeText = "Too early to rule that nothing happened."
    desk.ruled(.failure(.refused(.ruling(sentence))))
    #expect(desk.model.confirm == nil)
    #expect(desk.model.ruling?.mistakes == [.review: sentence])
    #expect(desk.model.ruling?.evidence.text == "seen in the dashboard")
    #expect(desk.model.said.notice?.level == .warning)
  }

  @Test func `an answer to another serial is dropped`() {
    var desk = Desk.confirmingRuling()
    desk.type("5.00")
    desk.press(.enter)
    let news = World.news(World.decided(1, state: .ruledDone))
    #expect(desk.send(.ruled(serial: 99, .success(news), at: desk.now)) == [])
    #expect(
      desk.send(
        .released(serial: 99, .success(ReleaseReport(key: World.key("1"), open: nil)), at: desk.now)
      ) == [])
    #expect(desk.phase != nil)
  }

  // MARK: - What a tired agent would do wrong

  @Test func `nobody rules without having been shown the evidence`() {
    var desk = Desk.open()
    desk.press("!")
    desk.attend([Self.item])
    desk.press("h")
    #expect(desk.model.ruling == nil)
    #expect(desk.notice == "The evidence is still being read; a moment.")
    let error = DeskError.journal("The record is locked.", mayHaveMoved: false)
    desk.send(
      .dossierArrived(serial: desk.model.attention.dossierSerial, .failure(error), at: desk.now))
    desk.press("h")
    #expect(desk.notice == "The evidence could not be read: The record is locked.")
  }

  @Test(arguments: ["", "   ", "...", "card 4111 1111 1111 1111"])
  func `evidence that says nothing, or holds a card number, is not taken`(_ text: String) {
    var desk = Desk.attending()
    desk.press("n")
    desk.type(text)
    desk.press(.enter)
    #expect(desk.model.ruling?.mistakes[.evidence] != nil)
    #expect(desk.model.ruling?.field == .evidence)
    desk.press(.tab)
    #expect(desk.press(.enter) == [])
    #expect(desk.model.confirm == nil)
    #expect(desk.model.ruling?.field == .evidence)
  }

  @Test func `which of the provider's rows it was is chosen, never offered`() {
    var desk = Desk.attending([Self.item], matches: Self.matches)
    desk.press("h")
    #expect(desk.model.place == .formChoice)
    #expect(desk.model.ruling?.choice == nil)
    desk.press(.enter)
    #expect(
      desk.model.ruling?.mistakes[.match]
        == "Choose with ← → which of them it was, or none of them.")
    desk.press(.right, .right)
    #expect(desk.model.ruling?.choice == .row(1))
    desk.press(.right)
    #expect(desk.model.ruling?.choice == .noneOfThem)
    desk.press(.left, .enter)
    desk.type("same time and amount")
    desk.press(.enter, .enter)
    desk.settle()
    desk.type("5.00")
    #expect(
      desk.press(.enter).first
        == .rule(
          serial: 4, Self.intent.id, .happened(refundID: "rf_2"),
          evidence: "same time and amount"))
  }

  @Test func `rows that changed meanwhile are chosen among again`() {
    var desk = Desk.attending([Self.item], matches: Self.matches)
    desk.press("h", .right, .enter)
    desk.type("seen")
    desk.show(World.dossier(Self.item, matches: [World.match("rf_3")]))
    #expect(desk.model.ruling?.choice == nil)
    #expect(desk.model.ruling?.mistakes[.match] == "The rows changed meanwhile; choose again.")
    #expect(desk.model.ruling?.evidence.text == "seen")
  }

  @Test func `I12 Enter held down rules nothing`() {
    var desk = Desk.attending()
    desk.press("h")
    desk.type("seen")
    for _ in 0..<20 {
      #expect(!desk.press(.enter).hasRuling)
      desk.send(.painted(at: desk.now))
      desk.pass(milliseconds: 30)
      desk.fire(.confirmQuiet)
    }
    #expect(desk.model.confirm != nil)
    #expect(desk.model.confirm?.typed.isEmpty == true)
  }

  @Test func `I12 what is typed before the screen listens does not count, nor what is pasted`() {
    var desk = Desk.attending()
    desk.press("h")
    desk.type("seen")
    desk.press(.enter, .enter)
    desk.send(.painted(at: desk.now))
    desk.type("5.00")
    #expect(!desk.press(.enter).hasRuling)
    desk.settle()
    desk.paste("5.00")
    #expect(desk.notice == "Paste is refused here: type 5.00.")
    #expect(!desk.press(.enter).hasRuling)
    desk.type("5.00")
    #expect(desk.press(.enter).hasRuling)
  }

  @Test func `text is pasted into the evidence, and its line breaks submit nothing`() {
    var desk = Desk.attending()
    desk.press("h")
    desk.paste("case 77\nseen in the dashboard\n")
    #expect(desk.model.ruling?.evidence.text == "case 77 seen in the dashboard")
    #expect(desk.model.place == .formText)
  }

  // MARK: - Drafts

  @Test func `Esc keeps what was written for this verdict on this matter`() {
    var desk = Desk.attending()
    desk.press("n")
    desk.type("seen")
    desk.press(.escape)
    #expect(desk.model.layers.isEmpty)
    #expect(desk.notice == "What you wrote is kept; n opens it again.")
    desk.press("h")
    #expect(desk.model.ruling?.evidence.text == "")
    desk.press(.escape, "n")
    #expect(desk.model.ruling?.evidence.text == "seen")
    #expect(desk.notice == "What you wrote is back; nothing of it was ruled.")
  }

  @Test func `Esc on the confirm screen goes back to what was written`() {
    var desk = Desk.confirmingRuling()
    desk.press(.escape)
    #expect(desk.model.confirm == nil)
    #expect(desk.model.ruling?.evidence.text == "seen in the dashboard")
  }

  @Test func `quitting asks before what was written is lost, unless its matter is over`() {
    var desk = Desk.attending()
    desk.press("n")
    desk.type("seen")
    desk.press(.escape, "q", "q")
    #expect(
      desk.model.layers == [
        .quitQuestion(
          QuitQuestionModel("What you wrote about NP-ORDER1 is kept. Quit and lose it?"))
      ])
    desk.press("n")
    desk.send(
      .attentionArrived(serial: desk.model.attention.itemsSerial, .success([]), at: desk.now))
    #expect(desk.press("q") == [.quit])
  }

  // MARK: - Leaving while it is recorded

  @Test func `a ruling on its way to the record cannot be taken back`() {
    var desk = Desk.confirmingRuling()
    desk.type("5.00")
    desk.press(.enter)
    desk.pass(milliseconds: 2000)
    desk.press(.escape)
    #expect(desk.notice == "Being recorded, 2 s: a ruling cannot be taken back.")
    #expect(desk.phase != nil)
    #expect(desk.send(.endRequested(at: desk.now)).last == .quit)
  }
}
