import Payments
import SampleWorld
import SupportDesk
import Testing
import TextSafety
import ViewModels

/// One refund from the first key to the result: every event with the effects it must have.
struct WholeRefundTests {
  @Test func `an agent refunds five pounds by keyboard alone`() {
    var desk = Desk()
    #expect(
      desk.send(.started(columns: 80, rows: 24, at: desk.now)) == [
        .search(serial: 1, SearchTask(text: "", query: .everything, limit: 500, live: true)),
        .readNews, .readMemory, .readAttention(serial: 1), .planSettling,
      ])
    #expect(
      desk.answer(World.answer(World.rows(1...3))) == [
        .schedule(.cursorRested, milliseconds: 120)
      ])
    #expect(
      desk.fire(.cursorRested) == [
        .open(serial: 3, World.key("1"), live: true), .schedule(.secondPassed, milliseconds: 1000),
      ])
    #expect(desk.read(World.detail("1")) == [.unschedule(.secondPassed)])

    #expect(desk.press("R") == [])
    #expect(desk.model.form?.field == .amount)
    let rests = DeskEffect.schedule(.draftRested, milliseconds: 500)
    #expect(desk.type("5.0") == [rests, rests, rests])
    #expect(desk.press(.enter) == [rests])
    #expect(desk.model.form?.amount.text == "5.00")
    #expect(desk.model.form?.field == .reason)
    #expect(desk.press(.right, .enter) == [rests])
    #expect(desk.type("5512").allSatisfy { $0 == rests })
    #expect(desk.press(.enter) == [])
    #expect(desk.type("parcel lost").allSatisfy { $0 == rests })
    #expect(desk.press(.enter) == [])
    #expect(desk.fire(.draftRested) == [.remember(.drafted(World.draft("1")))])
    let decision = World.refund(reason: "duplicate", note: "parcel lost", ticket: "5512")
    #expect(
      desk.press(.enter) == [
        .review(serial: 4, decision), .schedule(.secondPassed, milliseconds: 1000),
      ])

    let review = World.review(decision)
    #expect(desk.review(.success(review)) == [.unschedule(.secondPassed)])
    #expect(desk.phase == .settling(quietSince: nil))
    #expect(
      desk.send(.painted(at: desk.now)) == [.schedule(.confirmQuiet, milliseconds: 300)])
    desk.pass(milliseconds: 300)
    #expect(desk.fire(.confirmQuiet) == [])
    #expect(desk.phase == .ready)
    #expect(desk.type("5.00") == [])
    #expect(
      desk.press(.enter) == [
        .prepare(serial: 5, review), .schedule(.secondPassed, milliseconds: 1000),
      ])
    #expect(
      desk.prepared(.success(World.intent(decision, state: .prepared))) == [
        .remember(.draftDone(World.key("1"))), .send(serial: 6, World.intentID),
      ])

    let result = World.result(decision)
    #expect(
      desk.ended(.success(result)) == [
        .schedule(.noticeExpired, milliseconds: 5000),
        .search(serial: 7, SearchTask(text: "", query: .everything, limit: 500, live: false)),
        .open(serial: 8, World.key("1"), live: true), .tell(World.intentID),
        .readAttention(serial: 2), .planSettling,
      ])
    #expect(desk.model.layers == [.result(result)])
    #expect(desk.model.drafts.refunds.isEmpty)
    #expect(desk.notice == "5.00 GBP from NP-ORDER1: refunded 5.00 GBP (rf_nero_123).")
    #expect(desk.press("y") == [.copy("We refunded 5.00 GBP.")])
    #expect(desk.press(.enter) == [])
    #expect(desk.model.layers.isEmpty)
    #expect(desk.model.place == .list)
  }

  @Test func `more than remains is refused as it is typed, and again by the button`() {
    var desk = Desk.open()
    desk.press("R")
    desk.type("16.00")
    #expect(desk.model.form?.mistakes == [.amount: "Only 15.99 GBP remain: type at most 15.99."])
    desk.press(.backTab)
    #expect(desk.model.form?.field == .review)
    #expect(desk.press(.enter) == [])
    #expect(desk.model.form?.field == .amount)
    #expect(desk.model.form?.reviewSerial == nil)
  }

  @Test func `a refusal by the desk stands under its field, and the payment is read again`() {
    var desk = Desk.open()
    desk.press("R")
    desk.type("5.00")
    desk.press(.enter, .enter, .enter, .enter, .enter)
    let refusal = ActionRefusal.exceedsRemaining(
      asked: World.pounds(500), remaining: World.pounds(299))
    #expect(
      desk.review(.failure(.refused(refusal))) == [
        .unschedule(.noticeExpired), .open(serial: 5, World.key("1"), live: true),
      ])
    #expect(desk.model.form?.field == .amount)
    #expect(
      desk.model.form?.mistakes == [.amount: "5.00 GBP is more than the 2.99 GBP that remain."])
    #expect(desk.model.confirm == nil)
  }

  @Test func `a payment that changed is shown changed, and the draft decides anew`() {
    var desk = Desk.open()
    desk.press("R")
    desk.type("5.00")
    desk.press(.enter, .enter, .enter, .enter, .enter)
    desk.review(.failure(.refused(.changed("its refunds changed since you looked. Look again."))))
    #expect(
      desk.model.form?.mistakes == [
        .review: "Nothing was sent: its refunds changed since you looked. Look again."
      ])
    let other = World.intent(World.refund(1300), state: .succeeded)
    let changed = World.detail("1", status: .partlyRefunded, intents: [other])
    desk.read(changed)
    #expect(desk.model.form?.detail == changed)
    #expect(desk.notice == "The payment changed meanwhile: 2.99 GBP remain now.")
    #expect(
      desk.model.form?.mistakes[.amount] == "Only 2.99 GBP remain: type at most 2.99.")
  }
}
