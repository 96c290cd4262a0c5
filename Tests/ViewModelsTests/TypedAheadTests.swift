import Payments
import SampleWorld
import SupportDesk
import Testing
import TextSafety
import ViewModels

/// I20: a key acts only on what answers the line, however fast it was typed.
struct TypedAheadTests {
  /// A desk with three rows, and `np-order1001` typed and entered before the index has answered.
  private static func searching(_ keys: KeyPress...) -> Desk {
    var desk = Desk.open()
    desk.press("/")
    desk.type("1001")
    desk.press(.enter)
    for key in keys { desk.press(key) }
    return desk
  }

  private static let found = World.answer([World.row("1001"), World.row("9")])

  @Test(arguments: ["R", "X"] as [KeyPress])
  func `a decision waits for the rows of its search and is about the best of them`(
    _ key: KeyPress
  ) {
    var desk = Self.searching(key)
    #expect(desk.model.detail.pendingDecision == nil)
    #expect(desk.notice == "Looking up “1001”; the key waits, Esc stops it.")
    let effects = desk.answer(Self.found)
    #expect(desk.selectedID == "1001")
    #expect(desk.model.detail.pendingDecision == (key == "R" ? .refund : .cancel))
    #expect(
      effects.contains { if case .open(_, World.key("1001"), true) = $0 { true } else { false } })
  }

  @Test func `the form is that of the payment that was typed`() {
    var desk = Self.searching("R")
    desk.answer(Self.found)
    desk.read(World.detail("1001"))
    #expect(desk.model.form?.detail.row.id == World.key("1001"))
  }

  @Test func `the same keys at any pace come to the same payment`() {
    // Before and after the index's answer, and after the pause in which the providers are asked.
    for answersAfter in 0...3 {
      var desk = Desk.open()
      var step = 0
      func tick() {
        if step == answersAfter { desk.answer(Self.found) }
        step += 1
      }
      desk.press("/")
      desk.type("1001")
      tick()
      desk.press(.enter)
      tick()
      desk.press("R")
      tick()
      desk.fire(.typingPaused)
      tick()
      if desk.model.detail.key != World.key("1001") { desk.answer(Self.found) }
      desk.read(World.detail("1001"))
      #expect(desk.model.form?.detail.row.id == World.key("1001"), "after \(answersAfter) steps")
    }
  }

  @Test func `Enter, Space and y wait too`() {
    var opening = Self.searching(.enter)
    #expect(opening.model.screen.focus == .list)
    opening.answer(Self.found)
    #expect(opening.model.screen.focus == .detail)
    #expect(opening.model.detail.key == World.key("1001"))

    var marking = Self.searching(" ")
    #expect(marking.model.list.marks.isEmpty)
    marking.answer(Self.found)
    #expect(marking.model.list.marks == [World.key("1001")])

    var copying = Self.searching()
    #expect(!copying.press("y").hasCopy)
    #expect(copying.answer(Self.found).contains(.copy("1001")))
  }

  @Test func `movements wait with the keys behind them`() {
    var desk = Self.searching("j", " ")
    #expect(desk.selectedID == "1")
    desk.answer(Self.found)
    #expect(desk.model.list.marks == [World.key("9")])
  }

  @Test func `Esc and every key about something else stop what waits`() {
    var stopped = Self.searching("R", .escape)
    #expect(stopped.notice == "Stopped; nothing was done.")
    stopped.answer(Self.found)
    #expect(stopped.model.detail.pendingDecision == nil)

    var helped = Self.searching("R", "?")
    helped.press(.escape)
    helped.answer(Self.found)
    #expect(helped.model.detail.pendingDecision == nil)

    var again = Self.searching("R", "/")
    again.type("2")
    again.answer(Self.found)
    #expect(again.model.detail.pendingDecision == nil)
  }

  @Test func `a held key does not act on some other row`() {
    var desk = Self.searching()
    for _ in 0...TypedAhead.limit { desk.press("j") }
    desk.press("R")
    desk.answer(World.answer(World.rows(1...60)))
    #expect(desk.notice == "Too much was typed before the rows came; nothing of it was done.")
    #expect(desk.model.detail.pendingDecision == nil)
  }

  @Test func `an index that answers nothing does nothing, and rows that come live do not act`() {
    var desk = Self.searching("R")
    desk.answer(World.answer([], progress: [World.uk.name: .waiting]))
    #expect(desk.notice?.text.hasPrefix("Nothing known answers “1001” yet") == true)
    desk.answer(Self.found)
    #expect(desk.model.detail.pendingDecision == nil)
    // The cursor comes where there was none.
    #expect(desk.selectedID == "1001")
  }

  @Test func `a search that fails leaves the old rows, and no key acts on them`() {
    var desk = Self.searching("R")
    desk.send(
      .searchFailed(
        serial: desk.model.list.serial, .journal("The index is locked.", mayHaveMoved: false),
        at: desk.now))
    #expect(desk.notice == "The index is locked.")
    for key in ["R", "X", " ", "y", .enter] as [KeyPress] {
      desk.press(key)
      #expect(desk.notice?.text.hasPrefix("These rows are of an older search") == true)
    }
    #expect(desk.model.detail.pendingDecision == nil)
    #expect(desk.model.list.marks.isEmpty)
    #expect(desk.model.list.looksOld)
  }

  @Test func `a slow index is not asked again while it fills`() {
    var desk = Self.searching("R")
    let serial = desk.model.list.serial
    for _ in 0..<5 {
      desk.send(.indexChanged(at: desk.now))
      desk.fire(.rowsOutdated)
      desk.send(.journalChanged(at: desk.now))
      desk.fire(.cursorRested)
    }
    #expect(desk.model.list.serial == serial)
    desk.answer(Self.found)
    #expect(desk.model.detail.pendingDecision == .refund)
    #expect(desk.fire(.rowsOutdated).contains { if case .search = $0 { true } else { false } })
  }

  @Test func `rows that arrive later never move the cursor`() {
    var desk = Desk.open(5)
    desk.press("j", "j")
    desk.answer(World.answer([1, 2, 4, 5].map { World.row(String($0)) }))
    #expect(desk.model.list.selected == nil)
    #expect(desk.notice == "The payment under the cursor is not in the search any more.")
    desk.press("R")
    #expect(desk.notice == "No payment is selected.")
    desk.press("j")
    #expect(desk.selectedID == "4")
  }

  @Test func `a search puts the cursor on its best row`() {
    for (word, rows, best) in [
      ("1001", ["10012", "1001"], "1001"), ("np-order7", ["77", "7"], "7"),
      ("order", ["4", "5"], "4"),
    ] {
      var desk = Desk.open(5)
      desk.press("j")
      desk.paste(word)
      desk.answer(World.answer(rows.map { World.row($0) }))
      #expect(desk.selectedID == best, "\(word)")
    }
  }

  @Test func `Esc on the search line brings the cursor back`() {
    var desk = Desk.open(5)
    desk.press("j", "j", "/")
    desk.type("9")
    desk.answer(World.answer([World.row("9")]))
    desk.press(.escape)
    desk.answer(World.answer(World.rows(1...5)))
    #expect(desk.selectedID == "3")
  }

  @Test func `rows of an older search look old once typing rests`() {
    var desk = Desk.open()
    desk.press("/")
    desk.type("1001")
    #expect(!desk.model.list.looksOld)
    desk.fire(.typingPaused)
    #expect(desk.model.list.looksOld)
    desk.answer(Self.found)
    #expect(!desk.model.list.looksOld)
  }
}

extension [DeskEffect] {
  fileprivate var hasCopy: Bool {
    contains { if case .copy = $0 { true } else { false } }
  }
}
