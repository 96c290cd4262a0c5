import Payments
import SampleWorld
import SupportDesk
import Testing
import TextSafety
import ViewModels

struct SendingTests {
  // MARK: - Undo

  @Test func `a decision in LIVE goes out after its five seconds`() {
    var desk = Desk.undoable()
    let sendsAt = desk.now.adding(seconds: 5)
    #expect(desk.phase == .undoable(World.intentID, sendsAt: sendsAt))
    for _ in 0..<4 {
      desk.pass(milliseconds: 1010)
      #expect(!desk.fire(.secondPassed).hasSend)
    }
    desk.pass(milliseconds: 959)
    #expect(desk.fire(.secondPassed) == [.schedule(.secondPassed, milliseconds: 1)])
    desk.pass(milliseconds: 1)
    #expect(
      desk.fire(.secondPassed) == [
        .send(serial: desk.model.session.serial, World.intentID),
        .schedule(.secondPassed, milliseconds: 1000),
      ])
    #expect(desk.phase == .sending(World.intentID, since: sendsAt))
  }

  @Test(arguments: [KeyPress.escape, .control("g"), "q"])
  func `within the undo time it is taken back and the draft is there`(_ key: KeyPress) {
    var desk = Desk.undoable()
    #expect(desk.press(key) == [.discard(serial: desk.model.session.serial, World.intentID)])
    #expect(desk.phase == .discarding(World.intentID))
    desk.pass(milliseconds: 60_000)
    #expect(!desk.fire(.secondPassed).hasSend)
    #expect(!desk.press(key).contains(.discard(serial: desk.model.session.serial, World.intentID)))
    let intent = World.intent(World.refund(at: World.live), state: .discarded, at: World.live)
    desk.discarded(.success(intent))
    #expect(desk.model.confirm == nil)
    #expect(desk.model.form?.amount.text == "5.00")
    #expect(desk.notice == "Taken back; nothing was sent. Your draft is here.")
  }

  @Test func `taken back while it was being made durable, it is discarded and never sent`() {
    var desk = Desk.preparing()
    #expect(desk.press(.escape) == [.schedule(.noticeExpired, milliseconds: 5000)])
    #expect(
      desk.prepared(.success(World.intent(state: .prepared))) == [
        .discard(serial: desk.model.session.serial, World.intentID)
      ])
  }

  @Test(arguments: [(Int64(2000), true), (2001, false), (118_000, false)])
  func `what could not be taken back since the program stood still is not sent`(
    _ late: Int64, _ isSent: Bool
  ) {
    var desk = Desk.undoable()
    desk.press(.control("z"))
    desk.pass(milliseconds: 5000 + late)
    let effects = desk.fire(.secondPassed)
    #expect(effects.hasSend == isSent)
    #expect(
      effects.contains(.discard(serial: desk.model.session.serial, World.intentID)) == !isSent)
    guard !isSent else { return }
    #expect(
      desk.notice == "Tilldesk stood still when it was to be sent, so that is taken back.")
    let intent = World.intent(World.refund(at: World.live), state: .discarded, at: World.live)
    desk.discarded(.success(intent))
    #expect(desk.notice == "Taken back; nothing was sent. Your draft is here.")
    #expect(desk.model.form?.amount.text == "5.00")
    desk.fire(.noticeExpired)
    #expect(desk.model.said.notice?.level == .warning)
  }

  @Test func `a discard that fails says so`() {
    var desk = Desk.undoable()
    desk.press(.escape)
    desk.discarded(.failure(.journal("The disk is full.", mayHaveMoved: false)))
    #expect(desk.notice == "The disk is full.")
    #expect(desk.model.said.notice?.level == .error)
    #expect(desk.model.confirm == nil)
  }

  // MARK: - Sending

  @Test(arguments: [KeyPress.escape, .control("g"), "q"])
  func `what is on its way cannot be taken back, and says so with its seconds`(_ key: KeyPress) {
    var desk = Desk.sending()
    desk.pass(milliseconds: 4200)
    #expect(desk.press(key) == [.schedule(.noticeExpired, milliseconds: 5000)])
    #expect(desk.notice == "Sent, waiting 4 s: what is on its way cannot be taken back.")
    #expect(desk.phase == .sending(World.intentID, since: World.start.adding(milliseconds: 300)))
  }

  @Test func `seconds are counted while it is on its way`() {
    var desk = Desk.sending()
    desk.pass(milliseconds: 1000)
    #expect(desk.fire(.secondPassed) == [.schedule(.secondPassed, milliseconds: 1000)])
  }

  @Test func `an answer to another serial is dropped`() {
    var desk = Desk.sending()
    let serial = desk.model.confirm?.serial ?? 0
    for other in [serial - 1, serial + 1] {
      #expect(
        desk.send(.decisionEnded(serial: other, .success(World.result()), at: desk.now)) == [])
    }
    #expect(desk.phase != nil)
    #expect(desk.prepared(.success(World.intent(state: .prepared))) == [])
    #expect(desk.discarded(.success(World.intent(state: .discarded))) == [])
  }

  @Test(arguments: [
    (IntentState.succeeded, Message.Level.success), (.pending, .note), (.rejected, .warning),
    (.notSent, .warning), (.failed, .error), (.unknown, .error), (.needsHuman, .error),
  ])
  func `an outcome is shown, and stays where it is not certain`(
    _ state: IntentState, _ level: Message.Level
  ) {
    var desk = Desk.sending()
    desk.ended(.success(World.result(state: state)))
    #expect(desk.model.layers == [.result(World.result(state: state))])
    #expect(desk.model.said.notice?.level == level)
    #expect(desk.model.said.messages.last?.level == level)
    desk.press("q")
    desk.fire(.noticeExpired)
    #expect((desk.model.said.notice == nil) == (level == .success || level == .note))
  }

  @Test func `what was said no to before sending goes back to the form`() {
    var desk = Desk.sending()
    let error = DeskError.refused(.changed("the status is now refunded, it was paid. Look again."))
    desk.ended(.failure(error))
    #expect(desk.model.confirm == nil)
    #expect(desk.model.form?.amount.text == "5.00")
    #expect(desk.model.form?.mistakes == [.review: error.sentence])
  }

  @Test func `a record that failed after sending leaves no draft to repeat`() {
    var desk = Desk.sending()
    let error = DeskError.journal("The disk is full. Do not repeat it.", mayHaveMoved: true)
    desk.ended(.failure(error))
    #expect(desk.model.layers.isEmpty)
    #expect(desk.model.drafts.refunds.isEmpty)
    #expect(desk.notice == "The disk is full. Do not repeat it.")
    desk.fire(.noticeExpired)
    #expect(desk.notice == "The disk is full. Do not repeat it.")
  }

  @Test func `a decision that could not be made durable is not sent`() {
    var desk = Desk.preparing()
    let error = DeskError.journal("The disk is full.", mayHaveMoved: false)
    #expect(!desk.prepared(.failure(error)).hasSend)
    #expect(desk.model.confirm == nil)
    #expect(desk.model.form?.mistakes == [.review: "The disk is full."])
  }

  @Test func `a refresh during a decision waits for the result to be closed`() {
    var desk = Desk.sending()
    desk.ended(.success(World.result()))
    desk.answer(World.answer(World.rows(2...3)))
    #expect(desk.selectedID == "1")
    desk.press(.enter)
    #expect(desk.selectedID == nil)
  }

  // MARK: - Hang-up

  @Test func `a hang-up before anything is durable quits at once`() {
    for desk in [Desk.open(), .confirming(), .listening()] {
      var desk = desk
      let effects = desk.send(.endRequested(at: desk.now))
      #expect(effects.filter { !$0.isRemembering } == [.quit])
      #expect(effects.count == (desk.model.form == nil ? 1 : 2))
      #expect(desk.type("5.00") == [])
      #expect(desk.press(.enter) == [])
    }
  }

  @Test func `a hang-up within the undo time takes the decision back`() {
    var desk = Desk.undoable()
    let effects = desk.send(.endRequested(at: desk.now))
    #expect(effects == [.discard(serial: desk.model.session.serial, World.intentID), .quit])
    desk.pass(milliseconds: 10_000)
    #expect(!desk.fire(.secondPassed).hasSend)
  }

  @Test func `a hang-up while it is being made durable discards it when it is`() {
    var desk = Desk.preparing()
    #expect(desk.send(.endRequested(at: desk.now)) == [])
    let effects = desk.prepared(.success(World.intent(state: .prepared)))
    #expect(effects == [.discard(serial: desk.model.session.serial, World.intentID), .quit])
  }

  @Test func `a hang-up while it is on its way waits for the end`() {
    var desk = Desk.sending()
    #expect(desk.send(.endRequested(at: desk.now)) == [])
    #expect(desk.send(.endRequested(at: desk.now)) == [])
    #expect(desk.press("q", .escape) == [])
    #expect(desk.ended(.success(World.result())) == [.quit])
  }

  @Test func `q at the root quits, and asks when a draft would be lost`() {
    var desk = Desk.open()
    #expect(desk.press("q") == [.quit])
    desk = Desk.open()
    desk.press("R")
    desk.type("5.00")
    desk.press(.escape)
    #expect(desk.press("q") == [])
    #expect(
      desk.model.layers == [
        .quitQuestion(
          QuitQuestionModel("A draft of a refund is kept for NP-ORDER1. Quit and lose it?"))
      ])
    for key: KeyPress in ["n", "q", .escape] {
      #expect(desk.press(key) == [])
      #expect(desk.model.layers.isEmpty)
      desk.press("q")
    }
    #expect(desk.press("y") == [.quit])
  }
}
