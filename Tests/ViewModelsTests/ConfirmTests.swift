import Payments
import SampleWorld
import SupportDesk
import Testing
import TextSafety
import ViewModels

/// I12: one confirm is one decision.
///
/// I15: a recent refund is acknowledged first.
struct ConfirmTests {
  @Test func `I12 nothing counts before the screen is painted`() {
    var desk = Desk.confirming()
    #expect(desk.type("5.00") == [])
    #expect(desk.press(.enter) == [])
    #expect(desk.phase == .settling(quietSince: nil))
    #expect(desk.model.confirm?.typed.isEmpty == true)
    desk.fire(.confirmQuiet)
    #expect(desk.phase == .settling(quietSince: nil))
  }

  @Test func `I12 every key starts the quiet time anew`() {
    var desk = Desk.confirming()
    desk.send(.painted(at: desk.now))
    for _ in 0..<10 {
      desk.pass(milliseconds: 299)
      #expect(desk.press(.enter) == [.schedule(.confirmQuiet, milliseconds: 300)])
    }
    desk.pass(milliseconds: 299)
    #expect(desk.fire(.confirmQuiet) == [.schedule(.confirmQuiet, milliseconds: 1)])
    desk.pass(milliseconds: 1)
    desk.fire(.confirmQuiet)
    #expect(desk.phase == .ready)
  }

  @Test
  func `I12 a later paint does not restart the quiet time, and an early timer does not end it`() {
    var desk = Desk.confirming()
    desk.send(.painted(at: desk.now))
    desk.pass(milliseconds: 200)
    #expect(desk.send(.painted(at: desk.now)) == [])
    #expect(desk.fire(.confirmQuiet) == [.schedule(.confirmQuiet, milliseconds: 100)])
    #expect(desk.phase == .settling(quietSince: World.start))
  }

  @Test func `I12 type-ahead from the form never reaches the word`() {
    var desk = Desk.confirming()
    desk.send(.painted(at: desk.now))
    desk.type("5.00")
    desk.press(.enter, .enter, .enter)
    desk.pass(milliseconds: 300)
    desk.fire(.confirmQuiet)
    #expect(desk.phase == .ready)
    #expect(desk.model.confirm?.typed.isEmpty == true)
  }

  @Test func `I12 a held Enter confirms nothing, ever`() {
    var desk = Desk.listening()
    for _ in 0..<100 { #expect(desk.press(.enter) == []) }
    #expect(desk.phase == .ready)
    #expect(desk.model.confirm?.mistake == "Type 5.00 to go on; Enter alone sends nothing.")
  }

  @Test func `I12 paste is refused, before and after the quiet time`() {
    var desk = Desk.confirming()
    desk.send(.painted(at: desk.now))
    desk.pass(milliseconds: 200)
    #expect(desk.paste("5.00\n").first == .schedule(.confirmQuiet, milliseconds: 300))
    desk.pass(milliseconds: 300)
    desk.fire(.confirmQuiet)
    desk.paste("5.00")
    #expect(desk.notice == "Paste is refused here: type 5.00.")
    #expect(desk.model.confirm?.typed.isEmpty == true)
    #expect(desk.press(.enter) == [])
  }

  @Test(arguments: ["5", "5.0", "5.000", " 5.00", "5.00 ", "5,00", "05.00", "cancel", "another"])
  func `only the exact amount sends`(_ word: String) {
    var desk = Desk.listening()
    desk.type(word)
    #expect(desk.press(.enter) == [])
    #expect(desk.model.confirm?.mistake == "That is not 5.00; nothing was sent.")
    #expect(desk.model.confirm?.typed.text == word)
    desk.press(.control("u"))
    #expect(desk.model.confirm?.mistake == nil)
    desk.type("5.00")
    let effects = desk.press(.enter)
    #expect(effects.first == .prepare(serial: 5, World.review()))
  }

  @Test func `Enter twice prepares once`() {
    var desk = Desk.preparing()
    #expect(!desk.press(.enter, .enter).hasPrepare)
    desk.prepared(.success(World.intent(state: .prepared)))
    #expect(!desk.press(.enter, .enter).hasSend)
  }

  @Test func `Esc goes back to the form as it was, and the next review starts over`() {
    var desk = Desk.listening()
    desk.type("5.0")
    #expect(desk.press(.escape) == [.unschedule(.confirmQuiet)])
    #expect(desk.model.form?.amount.text == "5.00")
    #expect(desk.model.form?.field == .review)
    desk.press(.enter)
    desk.review(.success(World.review()))
    #expect(desk.phase == .settling(quietSince: nil))
    #expect(desk.model.confirm?.typed.isEmpty == true)
  }

  @Test func `Esc works while the screen settles`() {
    var desk = Desk.confirming()
    desk.press(.control("g"))
    #expect(desk.model.confirm == nil)
    #expect(desk.model.place == .formButton)
  }

  // MARK: - I15

  private static let recent = ActionRefusal.recentRefund(
    World.pounds(500), Actor("amina"), World.start, refundID: "rf_1")

  @Test func `I15 a recent refund is acknowledged before the amount is typed`() {
    var desk = Desk.listening(World.review(recent: Self.recent))
    #expect(desk.model.confirm?.wantedWord == "another")
    desk.type("5.00")
    #expect(desk.press(.enter) == [])
    #expect(desk.model.confirm?.mistake == "That is not another; nothing was sent.")
    desk.press(.control("u"))
    desk.type("another")
    #expect(desk.press(.enter) == [])
    #expect(desk.model.confirm?.acknowledged == true)
    #expect(desk.model.confirm?.wantedWord == "5.00")
    #expect(desk.press(.enter) == [])
    desk.type("5.00")
    var acknowledged = World.review(recent: Self.recent)
    acknowledged.decision.another = true
    #expect(desk.press(.enter).first == .prepare(serial: 5, acknowledged))
  }

  // MARK: - The end of the reference

  @Test func `above the limit the end of the reference is typed too`() {
    var desk = Desk.listening(World.review(wantsReference: true))
    desk.type("5.00")
    #expect(desk.press(.enter) == [])
    #expect(desk.model.confirm?.isInReference == true)
    #expect(desk.press(.enter) == [])
    #expect(
      desk.model.confirm?.mistake
        == "Type the last characters of the reference, DER1; nothing was sent.")
    desk.type("der1")
    #expect(desk.press(.enter) == [])
    desk.press(.control("u"))
    desk.type("DER1")
    #expect(desk.press(.enter).hasPrepare)
  }

  @Test func `the reference does not stand in for the amount`() {
    var desk = Desk.listening(World.review(wantsReference: true))
    desk.press(.tab)
    desk.type("DER1")
    #expect(desk.press(.enter) == [])
    #expect(desk.model.confirm?.isInReference == false)
    #expect(desk.phase == .ready)
  }

  @Test func `Tab says that there is one field only`() {
    var desk = Desk.listening()
    desk.press(.tab)
    #expect(desk.model.confirm?.isInReference == false)
    #expect(desk.notice == "There is one field only.")
  }

  @Test func `on a screen too small nothing is typed blindly`() {
    var desk = Desk.listening()
    desk.send(.resized(columns: 59, rows: 15))
    desk.type("5.00")
    #expect(desk.press(.enter) == [])
    #expect(desk.model.confirm?.typed.isEmpty == true)
    desk.send(.resized(columns: 80, rows: 24))
    desk.type("5.00")
    #expect(!desk.press(.enter).hasPrepare, "the screen has to be seen again first")
    desk.settle()
    desk.type("5.00")
    #expect(desk.press(.enter).hasPrepare)
  }

  @Test func `the quiet does not begin while another view is painted for want of room`() {
    var desk = Desk.confirming()
    desk.send(.resized(columns: 59, rows: 15))
    desk.settle()
    #expect(desk.phase == .settling(quietSince: nil))
    desk.send(.resized(columns: 80, rows: 24))
    #expect(desk.phase == .settling(quietSince: nil))
    desk.settle()
    #expect(desk.phase == .ready)
  }
}
