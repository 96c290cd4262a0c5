import Payments
import SampleWorld
import SupportDesk
import Testing
import TextSafety
import ViewModels

struct DetailTests {
  @Test func `the local record is shown first and the live read ends the wait`() {
    var desk = Desk.open()
    desk.press("j")
    desk.fire(.cursorRested)
    #expect(desk.model.detail.isLoading)
    desk.read(World.detail("2", provenance: .indexed(World.start)))
    #expect(desk.model.detail.isLoading)
    #expect(desk.model.detail.detail?.provenance == .indexed(World.start))
    desk.read(World.detail("2"))
    #expect(!desk.model.detail.isLoading)
    #expect(desk.model.detail.detail == World.detail("2"))
  }

  @Test func `an answer about the payment before is dropped`() {
    var desk = Desk.open()
    desk.press("j")
    desk.fire(.cursorRested)
    let stale = desk.model.detail.serial
    desk.press("j")
    #expect(
      desk.send(.detailArrived(serial: stale, .success(World.detail("2")), at: desk.now))
        == [])
    #expect(desk.model.detail.key == World.key("3"))
    #expect(desk.model.detail.detail == nil)
    desk.fire(.cursorRested)
    desk.read(World.detail("2"))
    #expect(desk.model.detail.detail == nil)
  }

  @Test func `a payment that cannot be read says why`() {
    var desk = Desk.open()
    desk.press("j")
    desk.fire(.cursorRested)
    let error = DeskError.provider(World.uk.name, "No answer in 30 s.")
    desk.send(.detailArrived(serial: desk.model.detail.serial, .failure(error), at: desk.now))
    #expect(desk.model.detail.failure == "uk-store: No answer in 30 s.")
    #expect(!desk.model.detail.isLoading)
  }

  @Test func `what is known stays when the provider does not answer, and says so`() {
    var desk = Desk.open()
    desk.press(.control("r"))
    let error = DeskError.provider(World.uk.name, "No answer in 30 s.")
    desk.send(.detailArrived(serial: desk.model.detail.serial, .failure(error), at: desk.now))
    #expect(
      desk.model.detail.detail?.provenance
        == .offline(World.start, "uk-store: No answer in 30 s."))
    #expect(desk.model.detail.failure == nil)
  }

  @Test func `Enter goes in and reads at once, h and Esc and q go back`() {
    var desk = Desk.open()
    desk.press("j")
    #expect(
      desk.press(.enter) == [
        .unschedule(.cursorRested),
        .open(serial: desk.model.session.serial, World.key("2"), live: true),
        .schedule(.secondPassed, milliseconds: 1000),
      ])
    for key: KeyPress in ["h", .escape, "q", .left, .tab] {
      #expect(desk.model.place == .detail)
      desk.press(key)
      #expect(desk.model.place == .list)
      #expect(desk.press("l") == [])
    }
  }

  @Test func `J and K walk through the payments without leaving`() {
    var desk = Desk.open()
    desk.press(.enter, "J", "J")
    #expect(desk.selectedID == "3")
    #expect(desk.model.place == .detail)
    desk.press("J")
    #expect(desk.notice == "This is the last payment.")
    desk.press("K", "K", "K")
    #expect(desk.selectedID == "1")
    #expect(desk.notice == "This is the first payment.")
  }

  @Test func `facts scroll within bounds, and another payment begins at its top`() {
    var desk = Desk.open()
    desk.press(.enter, "k")
    #expect(desk.model.detail.firstLine == 0)
    desk.press("G")
    let last = desk.model.detail.firstLine
    #expect(last > 0)
    desk.press("j")
    #expect(desk.model.detail.firstLine == last)
    desk.press("J")
    #expect(desk.model.detail.firstLine == 0)
  }

  // MARK: - R and X before the read

  @Test func `R on a row not yet read opens the form when the live read arrives`() {
    var desk = Desk.open()
    desk.press("j")
    #expect(
      desk.press("R") == [
        .unschedule(.cursorRested),
        .open(serial: desk.model.session.serial, World.key("2"), live: true),
        .schedule(.secondPassed, milliseconds: 1000),
      ])
    desk.read(World.detail("2", provenance: .indexed(World.start)))
    #expect(desk.model.layers.isEmpty)
    desk.read(World.detail("2"))
    #expect(desk.model.form?.detail == World.detail("2"))
  }

  @Test func `R while the read is under way waits for it, and says no when it says no`() {
    var desk = Desk.open()
    desk.press("j")
    desk.fire(.cursorRested)
    #expect(desk.press("R") == [])
    desk.read(World.detail("2", status: .refunded, refundRefusal: .nothingLeft))
    #expect(desk.model.layers.isEmpty)
    #expect(desk.notice == "Nothing is left to refund.")
    #expect(desk.model.said.messages.last?.text == "Nothing is left to refund.")
  }

  @Test func `R explains when the payment cannot be read`() {
    var desk = Desk.open()
    desk.press("j", "R")
    let error = DeskError.provider(World.uk.name, "No answer in 30 s.")
    desk.send(.detailArrived(serial: desk.model.detail.serial, .failure(error), at: desk.now))
    #expect(desk.notice == "uk-store: No answer in 30 s.")
    #expect(desk.model.said.notice?.level == .error)
    #expect(desk.model.layers.isEmpty)
  }

  @Test(arguments: [KeyPress.character("k"), "/", .tab, .escape, "?"])
  func `a form never opens under other keys`(_ key: KeyPress) {
    var desk = Desk.open()
    desk.press("j", "R", key)
    #expect(desk.model.detail.pendingDecision == nil)
    desk.read(World.detail("2"))
    #expect(desk.model.form == nil)
  }

  @Test func `nor does it open under what is pasted`() {
    var desk = Desk.open()
    desk.press("j", "R")
    desk.paste("NP-ORDER2")
    #expect(desk.model.detail.pendingDecision == nil)
    desk.read(World.detail("2"))
    #expect(desk.model.form == nil)
  }

  @Test func `the local record alone never begins a refund`() {
    var desk = Desk.open(detail: World.detail("1", provenance: .indexed(World.start)))
    #expect(desk.model.detail.isLoading)
    desk.press("R")
    #expect(desk.model.form == nil)
    #expect(desk.model.detail.pendingDecision == .refund)
  }

  @Test func `a change of the journal reads the rows and the payment once`() {
    var desk = Desk.open()
    #expect(
      desk.send(.journalChanged(at: desk.now)) == [
        .schedule(.cursorRested, milliseconds: 120)
      ])
    #expect(
      desk.fire(.cursorRested) == [
        .search(
          serial: 4, SearchTask(text: "", query: .everything, limit: 500, live: false)),
        .open(serial: 5, World.key("1"), live: true), .readAttention(serial: 2), .planSettling,
        .schedule(.secondPassed, milliseconds: 1000),
      ])
  }

  @Test func `zoom gives the pane the screen, except where it has it anyway`() {
    var desk = Desk.open()
    desk.press("+")
    #expect(desk.model.layout.arrangement == .single)
    #expect(desk.model.visibleRows == 18)
    desk.press(.escape)
    #expect(desk.model.layout.arrangement == .stacked)
    desk.send(.resized(columns: 60, rows: 16))
    desk.press("+")
    #expect(desk.notice == "There is room for one pane only; Tab shows the other.")
  }
}
