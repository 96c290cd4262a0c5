import Payments
import SampleWorld
import SupportDesk
import Testing
import TextSafety
import ViewModels

struct ListTests {
  @Test func `a held key costs no read until the cursor rests`() {
    var desk = Desk.open(20)
    #expect(
      desk.press("j", .down) == [
        .schedule(.cursorRested, milliseconds: 120), .schedule(.cursorRested, milliseconds: 120),
      ])
    #expect(desk.model.detail.key == World.key("3"))
    #expect(desk.model.detail.detail == nil)
    #expect(
      desk.fire(.cursorRested) == [
        .open(serial: desk.model.session.serial, World.key("3"), live: true),
        .schedule(.secondPassed, milliseconds: 1000),
      ])
  }

  @Test func `the keys of moving stop at the ends and keep the cursor in view`() {
    var desk = Desk.open(20)
    let moves: [(KeyPress, String, Int)] = [
      ("j", "2", 0), (.control("d"), "5", 0), (.pageDown, "11", 5), (.end, "20", 14),
      ("j", "20", 14), (.pageUp, "14", 13), (.control("u"), "11", 10), ("k", "10", 9),
      ("G", "20", 14), ("g", "1", 0), ("k", "1", 0), (.home, "1", 0),
    ]
    for (key, id, top) in moves {
      desk.press(key)
      #expect(desk.selectedID == id, "\(key.name)")
      #expect(desk.model.list.top == top, "\(key.name)")
    }
  }

  @Test func `a refresh keeps the payment under the cursor where it is on the screen`() {
    var desk = Desk.open(20)
    desk.press("G", "k", "k")
    #expect(desk.selectedID == "18")
    #expect(desk.model.list.top == 14)
    desk.answer(World.answer(World.rows(-3...0) + World.rows(1...20)))
    #expect(desk.selectedID == "18")
    #expect(desk.model.list.cursor == 21)
    #expect(desk.model.list.top == 18)
  }

  @Test func `a new search begins at its first row`() {
    var desk = Desk.open(20)
    desk.press("G")
    desk.paste("order")
    desk.answer(World.answer(World.rows(5...9)))
    #expect(desk.selectedID == "5")
    desk.press("G")
    desk.paste("orde")
    desk.answer(World.answer(World.rows(4...9)))
    #expect(desk.selectedID == "4")
  }

  @Test func `nothing found leaves nothing selected`() {
    var desk = Desk.open()
    #expect(desk.answer(World.answer([])) == [.unschedule(.cursorRested)])
    #expect(desk.model.list.selected == nil)
    #expect(desk.model.detail.key == nil)
    for (key, sentence) in [
      (KeyPress.character("R"), "No payment is selected."),
      (.enter, "There is no payment to open."),
      ("j", "The list is empty."), ("y", "No payment is selected."),
    ] {
      desk.press(key)
      #expect(desk.notice?.text == sentence)
    }
  }

  @Test func `a dialog holds a refresh back until it closes`() {
    var desk = Desk.open()
    desk.press("R")
    #expect(desk.answer(World.answer(World.rows(2...3))) == [])
    #expect(desk.answer(World.answer(World.rows(3...3))) == [])
    #expect(desk.selectedID == "1")
    desk.press(.escape)
    #expect(desk.model.list.rows == World.rows(3...3))
    #expect(desk.selectedID == nil)
    desk.press("j")
    #expect(desk.selectedID == "3")
  }

  @Test func `more rows are asked for when the cursor comes within fifty of the last`() {
    var desk = Desk.open(1)
    desk.answer(World.answer(World.rows(1...500), total: 900))
    let quiet = desk.send(.keyPressed(.character("j"), at: desk.now))
    #expect(quiet == [.schedule(.cursorRested, milliseconds: 120)])
    let effects = desk.press("G")
    #expect(
      effects == [
        .schedule(.cursorRested, milliseconds: 120),
        .search(
          serial: desk.model.list.serial,
          SearchTask(text: "", query: .everything, limit: 1000, live: false)),
        .schedule(.typingPaused, milliseconds: 250),
      ])
    #expect(desk.press("k") == [.schedule(.cursorRested, milliseconds: 120)])
    desk.answer(World.answer(World.rows(1...900)))
    #expect(desk.selectedID == "499")
    desk.press("G")
    #expect(desk.selectedID == "900")
    #expect(desk.model.list.limit == 1000)
  }

  @Test func `a live search for fewer rows is not the one that brings more`() {
    let live = SearchTask(text: "gbp", query: .everything, limit: 500, live: true)
    for (text, limit, isSame) in [("gbp", 500, true), ("gbp", 1000, false), ("usd", 500, false)] {
      let task = SearchTask(text: text, query: .everything, limit: limit, live: false)
      #expect(task.wantsRows(of: live) == isSame)
    }
  }

  @Test func `marks are kept by payment, copied together and taken away together`() {
    var desk = Desk.open(5)
    desk.press(" ", " ")
    #expect(desk.selectedID == "3")
    desk.answer(World.answer(World.rows(0...5)))
    #expect(desk.model.list.marks == [World.key("1"), World.key("2")])
    #expect(desk.press("y") == [.copy("1 2")])
    desk.press("g", "j", " ")
    #expect(desk.model.list.marks == [World.key("2")])
    desk.press("u")
    #expect(desk.model.list.marks.isEmpty)
    desk.press("u")
    #expect(desk.notice == "No payment is marked.")
  }

  @Test func `seconds are counted while a provider has not answered, and not longer`() {
    var desk = Desk.open()
    let name = World.uk.name
    #expect(
      desk.answer(World.answer(World.rows(1...3), progress: [name: .waiting])) == [
        .schedule(.secondPassed, milliseconds: 1000)
      ])
    #expect(desk.fire(.secondPassed) == [.schedule(.secondPassed, milliseconds: 1000)])
    let done = SearchAnswer.Progress.answered(desk.now, incomplete: nil)
    #expect(
      desk.answer(World.answer(World.rows(1...3), progress: [name: done])) == [
        .unschedule(.secondPassed)
      ])
    desk.press(.control("l"))
    desk.send(.journalChanged(at: desk.now))
    let effects = desk.fire(.cursorRested)
    #expect(
      effects.contains(
        .search(
          serial: desk.model.list.serial,
          SearchTask(text: "", query: .everything, limit: 500, live: false))))
    desk.answer(World.answer(World.rows(1...3)))
    #expect(desk.model.list.answer?.progress == [name: done])
  }

  @Test func `a dialog holds the rows back, not the end of the wait`() {
    var desk = Desk.open()
    desk.answer(World.answer(World.rows(1...3), progress: [World.uk.name: .waiting]))
    desk.press("?")
    let done = SearchAnswer.Progress.answered(desk.now, incomplete: nil)
    #expect(
      desk.answer(World.answer(World.rows(2...3), progress: [World.uk.name: done])) == [
        .unschedule(.secondPassed)
      ])
    #expect(desk.model.list.rows == World.rows(1...3))
  }

  @Test func `rows changed during a live search are asked for live again`() {
    var desk = Desk.open()
    desk.answer(World.answer(World.rows(1...3), progress: [World.uk.name: .waiting]))
    desk.send(.journalChanged(at: desk.now))
    let effects = desk.fire(.cursorRested)
    #expect(
      effects.first
        == .search(
          serial: desk.model.list.serial,
          SearchTask(text: "", query: .everything, limit: 500, live: true)))
  }

  @Test func `another size of the terminal keeps the cursor in view`() {
    var desk = Desk.open(40, columns: 120, rows: 50)
    desk.press("G")
    desk.send(.resized(columns: 80, rows: 24))
    #expect(desk.model.list.top == 34)
    desk.send(.resized(columns: 200, rows: 60))
    #expect(desk.model.list.top == 0)
    #expect(desk.selectedID == "40")
  }
}
