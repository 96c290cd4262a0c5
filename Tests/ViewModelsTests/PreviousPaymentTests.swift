import Payments
import SampleWorld
import SupportDesk
import Testing
import TextSafety
import ViewModels

/// While the cursor moves on, the payment read before stays for the eye, and for nothing else.
struct PreviousPaymentTests {
  @Test func `a held key leaves the payment of before in its pane`() {
    var desk = Desk.open()
    desk.press("j", "j")
    #expect(desk.model.detail.previous == World.detail("1"))
    #expect(desk.model.detail.detail == nil)
    #expect(desk.model.currentRow?.id == World.key("3"))
    desk.fire(.cursorRested)
    #expect(desk.model.detail.previous == World.detail("1"))
  }

  @Test func `it goes with the first answer, whatever that is`() {
    var desk = Desk.open()
    desk.press("j")
    desk.fire(.cursorRested)
    var other = desk
    desk.read(World.detail("2", provenance: .indexed(World.start)))
    #expect(desk.model.detail.previous == nil)
    let error = DeskError.provider(World.uk.name, "No answer in 30 s.")
    other.send(.detailArrived(serial: other.model.detail.serial, .failure(error), at: other.now))
    #expect(other.model.detail.previous == nil)
  }

  @Test func `it goes when the answer takes a second`() {
    var desk = Desk.open()
    desk.press("j")
    desk.fire(.cursorRested)
    desk.fire(.secondPassed)
    #expect(desk.model.detail.previous == nil)
  }

  @Test(arguments: ["R", "X", .enter] as [KeyPress])
  func `it goes before anything is done about the payment under the cursor`(_ key: KeyPress) {
    var desk = Desk.open()
    desk.press("j", key)
    #expect(desk.model.detail.previous == nil)
    #expect(desk.model.detail.key == World.key("2"))
    #expect(desk.model.detail.isLoading)
    #expect(desk.model.layers.isEmpty)
  }

  @Test func `with the keyboard in its pane it never stays`() {
    var desk = Desk.open()
    desk.press(.enter, "J")
    #expect(desk.model.detail.key == World.key("2"))
    #expect(desk.model.detail.previous == nil)
  }

  @Test func `it goes when the list is empty`() {
    var desk = Desk.open()
    desk.press("j")
    desk.answer(World.answer([]))
    #expect(desk.model.detail.previous == nil)
  }

  @Test func `beside a list that scrolls it goes`() {
    var desk = Desk.open(60, columns: 160, rows: 50)
    desk.press("j")
    #expect(desk.model.detail.previous == World.detail("1"))
    desk.press("G")
    #expect(desk.model.detail.previous == nil)
    var stacked = Desk.open(60)
    stacked.press("G")
    #expect(stacked.model.detail.previous == World.detail("1"))
  }
}
