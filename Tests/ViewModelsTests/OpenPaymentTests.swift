import Payments
import SampleWorld
import SupportDesk
import Testing
import TextSafety
import ViewModels

/// The payment that the agent looks at is never another one all at once.
struct OpenPaymentTests {
  private static let gone: SafeText =
    "This payment is not in the search any more; it stays open until you leave it."

  /// A desk in payment 3 of five, read, which a refresh then takes out of the rows.
  private static func vanished(_ ids: [Int] = [1, 2, 4, 5]) -> Desk {
    var desk = Desk.open(5)
    desk.press("j", "j", .enter)
    desk.read(World.detail("3"))
    desk.answer(World.answer(ids.map { World.row(String($0)) }))
    return desk
  }

  @Test func `an open payment that a refresh drops stays open, and that is said`() {
    var desk = Self.vanished()
    #expect(desk.model.place == .detail)
    #expect(desk.model.detail.detail == World.detail("3"))
    #expect(desk.model.currentRow?.id == World.key("3"))
    #expect(desk.model.list.cursor == nil)
    #expect(desk.notice == Self.gone)
    desk.press("R")
    #expect(desk.model.form?.detail.row.id == World.key("3"))
  }

  @Test func `it is said once, and a payment that comes back has its cursor again`() {
    var desk = Self.vanished()
    desk.fire(.noticeExpired)
    desk.answer(World.answer([1, 2, 5].map { World.row(String($0)) }))
    #expect(desk.notice == nil)
    desk.answer(World.answer(World.rows(1...5)))
    #expect(desk.model.list.cursor == 2)
    #expect(desk.selectedID == "3")
  }

  @Test(
    arguments: [
      ([1, 2, 4, 5], "4", "2"), ([1, 5], "5", "1"), ([4, 5], "4", nil), ([1, 2], nil, "2"),
      ([], nil, nil),
    ] as [([Int], String?, String?)])
  func `its neighbours are one step away`(_ ids: [Int], _ next: String?, _ previous: String?) {
    var desk = Self.vanished(ids)
    desk.press("J")
    #expect(desk.selectedID == next ?? "3")
    #expect(next != nil || desk.notice == "This is the last payment.")
    desk = Self.vanished(ids)
    desk.press("K")
    #expect(desk.selectedID == previous ?? "3")
    #expect(previous != nil || desk.notice == "This is the first payment.")
  }

  @Test func `its place is kept while more rows come and go`() {
    var desk = Self.vanished()
    desk.answer(World.answer([0, 1, 2, 5].map { World.row(String($0)) }))
    desk.press(.escape)
    desk.press(.escape)
    #expect(desk.model.place == .list)
    #expect(desk.selectedID == "5")
    #expect(desk.model.detail.key == World.key("5"))
  }

  @Test(arguments: [KeyPress.escape, "h", .tab, "q"])
  func `leaving it goes to the row at its place`(_ key: KeyPress) {
    var desk = Self.vanished()
    desk.press(key)
    #expect(desk.model.place == .list)
    #expect(desk.selectedID == "4")
    #expect(desk.model.detail.key == World.key("4"))
    #expect(desk.model.list.cursor == 2)
  }

  @Test func `where no row is left, leaving it leaves nothing selected`() {
    var desk = Self.vanished([])
    desk.press(.escape)
    #expect(desk.model.list.selected == nil)
    #expect(desk.model.detail.key == nil)
  }

  @Test func `what it waits for is not forgotten`() {
    var desk = Desk.open(5)
    desk.press("j", "j", .enter, "R")
    desk.answer(World.answer(World.rows(4...5)))
    desk.read(World.detail("3"))
    #expect(desk.model.form?.detail.row.id == World.key("3"))
  }

  @Test func `sorting keeps it open although the first rows are others`() {
    var desk = Desk.open(5)
    desk.press(.enter, ":")
    desk.type("sort amount")
    desk.press(.enter)
    desk.answer(World.answer(World.rows(4...5)))
    #expect(desk.model.place == .detail)
    #expect(desk.selectedID == "1")
  }

  @Test func `the view before goes from it to the list, where a row has the cursor`() {
    var desk = Self.vanished()
    desk.press("-")
    #expect(desk.model.place == .list)
    #expect(desk.model.list.cursor != nil)
  }

  // MARK: - A payment that is looked for

  /// A desk on which Enter was pressed on a matter whose payment is not in the list.
  private static func lookingFor(_ id: String) -> Desk {
    var desk = Desk.attending([World.item(World.decided(1, on: id))])
    desk.press(.enter)
    return desk
  }

  @Test func `the payment of a matter is chosen among all that its search finds`() {
    var desk = Self.lookingFor("7")
    #expect(desk.model.list.search.text == "account:uk-store id:\"7\"")
    desk.answer(World.answer([World.row("71"), World.row("7")]))
    #expect(desk.model.place == .detail)
    #expect(desk.selectedID == "7")
    #expect(desk.model.detail.key == World.key("7"))
  }

  @Test func `while a provider may still have it none is opened in its place`() {
    var desk = Self.lookingFor("7")
    desk.answer(World.answer([World.row("71")], progress: [World.uk.name: .waiting]))
    #expect(desk.model.place == .detail)
    #expect(desk.model.list.selected == nil)
    desk.press("R")
    #expect(desk.notice == "No payment is selected.")
    let done = SearchAnswer.Progress.answered(desk.now, incomplete: nil)
    desk.answer(
      World.answer([World.row("71"), World.row("7")], progress: [World.uk.name: done]))
    #expect(desk.selectedID == "7")
    #expect(desk.model.place == .detail)
  }

  @Test func `one that is not found leads to the list, and says so`() {
    var desk = Self.lookingFor("7")
    desk.answer(World.answer([World.row("71")]))
    #expect(desk.model.place == .list)
    #expect(desk.notice == "The payment that was to be opened was not found.")
  }

  @Test func `who does not wait for it is in the list`() {
    var desk = Self.lookingFor("7")
    desk.answer(World.answer([World.row("71")], progress: [World.uk.name: .waiting]))
    desk.press(.escape)
    #expect(desk.model.place == .list)
    #expect(desk.selectedID == "71")
  }

  // MARK: - Held answers

  @Test func `what a dialog holds back is dropped once another search is made`() {
    var desk = Desk.open()
    desk.press("R")
    desk.answer(World.answer(World.rows(2...3)))
    desk.press(.escape, "j")
    desk = Desk.open()
    desk.press(":")
    desk.answer(World.answer(World.rows(2...3)))
    desk.type("sort amount")
    desk.press(.enter)
    #expect(desk.model.list.rows == World.rows(1...3))
    desk.answer(World.answer(World.rows(1...2)))
    #expect(desk.model.list.rows == World.rows(1...2))
  }

  // MARK: - Widths

  @Test func `the widths of the facts belong to the answer`() {
    var desk = Desk.open()
    #expect(desk.model.list.widths == ListWidths(World.rows(1...3)))
    let wide = World.row("a-long-transaction", minor: 123_456_789)
    desk.answer(World.answer([wide]))
    #expect(desk.model.list.widths.transaction == "a-long-transaction".utf8.count)
    #expect(desk.model.list.widths.amount == "1234567.89 GBP".utf8.count)
    #expect(desk.model.list.widths.remaining == "1234567.89 GBP".utf8.count)
    #expect(!desk.model.list.widths.hasUnknownRemaining)
  }
}
