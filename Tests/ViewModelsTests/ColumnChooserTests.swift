import Payments
import SupportDesk
import Testing
import TextSafety
import ViewModels

struct ColumnChooserTests {
  private static func chooser(at column: ListColumn) -> Desk {
    var desk = Desk.open()
    desk.press("C")
    for _ in 0..<(ColumnChoice.standard.order.firstIndex(of: column) ?? 0) { desk.press("j") }
    return desk
  }

  @Test func `Space shows and hides, the list shows it at once, Enter keeps it`() {
    var desk = Self.chooser(at: .remaining)
    desk.press(" ")
    #expect(desk.model.columnChoice.hidden.contains(.remaining))
    #expect(!desk.model.memory.remembered.columns.hidden.contains(.remaining))
    let choice = desk.model.columnChoice
    #expect(desk.press(.enter) == [.remember(.columns(choice))])
    #expect(desk.model.layers.isEmpty)
    #expect(desk.model.columnChoice.hidden.contains(.remaining))
    desk.press("C")
    #expect(desk.press(.enter) == [])
  }

  @Test func `Esc restores`() {
    var desk = Self.chooser(at: .remaining)
    desk.press(" ", "J", .escape)
    #expect(desk.model.columnChoice == .standard)
    #expect(desk.model.layers.isEmpty)
  }

  @Test(arguments: ListColumn.allCases)
  func `what money is decided by can never be hidden`(_ column: ListColumn) {
    var desk = Self.chooser(at: column)
    let before = desk.model.columnChoice.hidden.contains(column)
    desk.press(" ")
    let isFixed = column == .amount || column == .status
    #expect(desk.model.columnChoice.hidden.contains(column) == (isFixed ? false : !before))
    #expect((desk.notice != nil) == isFixed)
  }

  @Test func `J and K move the fact, to the ends and no further`() {
    var desk = Self.chooser(at: .reference)
    desk.press("K")
    #expect(desk.model.columnChoice.order.prefix(2) == [.reference, .created])
    desk.press("K")
    #expect(desk.model.columnChoice.order.prefix(2) == [.reference, .created])
    for _ in ListColumn.allCases { desk.press("J") }
    #expect(desk.model.columnChoice.order.last == .reference)
    desk.press("r")
    #expect(desk.model.columnChoice == .standard)
  }

  @Test func `a choice from a file is mended: nothing twice, nothing missing, money always shown`()
  {
    let choice = ColumnChoice(
      order: [.status, .reference, .status], hidden: [.status, .amount, .reference])
    #expect(choice.order.count == ListColumn.allCases.count)
    #expect(choice.order.prefix(2) == [.status, .reference])
    #expect(choice.shown == [.status, .amount])
  }
}
