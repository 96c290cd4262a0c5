import Payments
import SampleWorld
import SupportDesk
import Testing
import TextSafety
import ViewModels

struct LastViewTests {
  @Test func `without an earlier view the key says so`() {
    var desk = Desk.open()
    desk.press("j", "-")
    #expect(desk.notice == "There is no earlier view yet.")
  }

  @Test func `it goes between the list and a payment, as often as it is pressed`() {
    var desk = Desk.open()
    desk.press("j", .enter)
    desk.press("-")
    #expect(desk.model.place == .list)
    desk.press("j", "-")
    #expect(desk.model.place == .detail)
    #expect(desk.selectedID == "2")
    desk.press("-")
    #expect(desk.model.place == .list)
    #expect(desk.selectedID == "3")
  }

  @Test func `it goes between two payments`() {
    var desk = Desk.open()
    desk.press(.enter, "J")
    #expect(desk.selectedID == "2")
    desk.press("-")
    #expect(desk.selectedID == "1")
    #expect(desk.model.place == .detail)
    desk.press("-")
    #expect(desk.selectedID == "2")
  }

  @Test func `it goes back to an earlier search, with the cursor where it was`() {
    var desk = Desk.open()
    desk.press("j", "/")
    desk.type("zebra")
    desk.press(.enter)
    desk.answer(World.answer([World.row("7")]))
    #expect(desk.selectedID == "7")
    let effects = desk.press("-")
    #expect(
      effects.contains { if case .search(_, let task) = $0 { task.text.isEmpty } else { false } })
    #expect(desk.selectedID == "7")
    desk.answer(World.answer(World.rows(1...3)))
    #expect(desk.selectedID == "2")
    desk.press("-")
    #expect(desk.model.list.search.text == "zebra")
    desk.answer(World.answer([World.row("7")]))
    #expect(desk.selectedID == "7")
  }

  @Test func `typing a search and taking it back is no view`() {
    var desk = Desk.open()
    desk.press("/")
    desk.type("zebra")
    desk.press(.escape, "-")
    #expect(desk.notice == "There is no earlier view yet.")
  }

  @Test func `it goes to what needs somebody and back`() {
    var desk = Desk.attending()
    desk.press(.escape)
    desk.press("-")
    #expect(desk.model.place == .attention)
    desk.press("-")
    #expect(desk.model.place == .list)
  }

  @Test func `a payment that is gone is never replaced by another`() {
    var desk = Desk.open()
    desk.press("j", .enter, "/")
    desk.press(.escape, "/")
    desk.type("zebra")
    desk.press(.enter)
    desk.answer(World.answer([World.row("7")]))
    desk.press(.enter, "-", "-")
    desk = Desk.open()
    desk.press("j", .enter)
    desk.paste("zebra")
    desk.answer(World.answer([World.row("7")]))
    desk.press("-")
    desk.answer(World.answer([World.row("1"), World.row("3")]))
    #expect(desk.model.place == .list)
    desk = Desk.open()
    desk.press("j", .enter, .escape, "k")
    desk.answer(World.answer([World.row("1"), World.row("3")]))
    desk.press("-")
    #expect(desk.model.place == .list)
    #expect(desk.notice == "That payment is not in the list any more.")
  }
}
