import Payments
import SampleWorld
import SupportDesk
import Testing
import TextSafety
import ViewModels

struct SearchTests {
  private static func task(
    _ text: String, live: Bool, terms: [QueryTerm] = [], sort: QuerySort = .newestFirst,
    limit: Int = 500
  ) -> SearchTask {
    SearchTask(text: text, query: Query(terms: terms, sort: sort), limit: limit, live: live)
  }

  @Test func `typing searches the index at once and the providers when it pauses`() {
    var desk = Desk.open()
    #expect(desk.press("/") == [])
    #expect(desk.model.place == .search)
    let terms: [QueryTerm] = [.text("n")]
    #expect(
      desk.type("n") == [
        .search(serial: 4, Self.task("n", live: false, terms: terms)),
        .schedule(.typingPaused, milliseconds: 250),
      ])
    #expect(
      desk.fire(.typingPaused) == [.search(serial: 5, Self.task("n", live: true, terms: terms))])
  }

  @Test func `only the answer to the newest search counts`() {
    var desk = Desk.open()
    desk.press("/")
    desk.type("np")
    let older = DeskEvent.searchAnswered(
      serial: desk.model.list.serial - 1, World.answer(World.rows(7...9)), at: desk.now)
    #expect(desk.send(older) == [])
    #expect(desk.model.list.rows == World.rows(1...3))
    #expect(desk.model.list.isStale)
    desk.answer(World.answer(World.rows(2...2)))
    #expect(desk.model.list.rows == World.rows(2...2))
    #expect(desk.model.list.answeredText == "np")
    #expect(!desk.model.list.isStale)
  }

  @Test func `a mistake is shown and nothing is searched`() {
    var desk = Desk.open()
    desk.press("/")
    desk.type("status:pai")
    let effects = desk.type("x")
    #expect(effects == [.unschedule(.typingPaused)])
    #expect(desk.model.list.mistakes.count == 1)
    #expect(desk.model.list.rows == World.rows(1...3))
    #expect(desk.model.list.isStale)
    #expect(desk.fire(.typingPaused) == [])
    desk.press(.enter)
    #expect(desk.model.list.isSearching)
    #expect(desk.notice == desk.model.list.mistakes.first?.message)
    desk.press(.backspace, .character("d"))
    #expect(desk.model.list.mistakes.isEmpty)
  }

  @Test func `Enter keeps the search, Esc restores the one before`() {
    var desk = Desk.open()
    desk.press("/")
    desk.type("one")
    desk.press(.enter)
    #expect(desk.model.place == .list)
    #expect(desk.model.memory.remembered.searches == ["one"])
    desk.press("/")
    desk.type("x")
    #expect(desk.model.list.search.text == "onex")
    let effects = desk.press(.escape)
    #expect(desk.model.list.search.text == "one")
    #expect(!desk.model.list.isSearching)
    #expect(
      effects == [
        .search(
          serial: desk.model.session.serial, Self.task("one", live: false, terms: [.text("one")])),
        .schedule(.typingPaused, milliseconds: 250),
      ])
  }

  @Test func `Up and Down walk through the earlier searches and back to the line`() {
    var desk = Desk.open()
    for text in ["one", "two"] {
      desk.press("/", .control("u"))
      desk.type(text)
      desk.press(.enter)
    }
    desk.press("/", .up)
    #expect(desk.model.list.search.text == "two")
    desk.press(.up)
    #expect(desk.model.list.search.text == "one")
    desk.press(.up)
    #expect(desk.model.list.search.text == "one")
    #expect(desk.notice == "This is the oldest search.")
    desk.press(.down, .down)
    #expect(desk.model.list.search.text == "two")
    #expect(desk.model.list.historyIndex == nil)
  }

  @Test func `the history is bounded and holds a search once`() {
    var desk = Desk.open()
    for number in 0...DeskMemory.searchesMax {
      desk.paste("order \(number)")
    }
    desk.paste("order 50")
    #expect(desk.model.memory.remembered.searches.count == 100)
    #expect(desk.model.memory.remembered.searches.first == "order 1")
    #expect(desk.model.memory.remembered.searches.last == "order 50")
    let twins = desk.model.memory.remembered.searches.filter { $0 == "order 50" }
    #expect(twins.count == 1)
  }

  @Test(arguments: ["4111 1111 1111 1111", "4111111111111111"])
  func `what looks like a card number is not kept, and the agent is told`(_ text: String) {
    var desk = Desk.open()
    desk.press("/")
    desk.type(text)
    desk.press(.enter)
    #expect(desk.model.memory.remembered.searches.isEmpty)
    #expect(desk.notice == "That looks like a card number; the search is not kept.")
  }

  @Test func `a paste into the panes searches, and a newline submits nothing`() {
    var desk = Desk.open()
    desk.press(.enter)
    #expect(desk.model.screen.focus == .detail)
    let effects = desk.paste("NP-ORDER1\r\n")
    #expect(
      effects == [
        .search(
          serial: desk.model.list.serial,
          Self.task("NP-ORDER1", live: true, terms: [.text("NP-ORDER1")])),
        .unschedule(.typingPaused), .remember(.searched("NP-ORDER1")),
      ])
    #expect(desk.model.screen.focus == .list)
    #expect(desk.model.place == .list)
    #expect(desk.model.memory.remembered.searches == ["NP-ORDER1"])
    desk.paste("colour:red")
    #expect(desk.model.place == .search)
  }

  @Test func `s goes through the orders by editing the search`() {
    var desk = Desk.open()
    desk.paste("gbp")
    var texts: [String] = []
    for _ in 0..<4 {
      desk.press("s")
      #expect(desk.model.list.mistakes.isEmpty)
      texts.append(desk.model.list.search.text)
    }
    #expect(texts == ["gbp sort:created", "gbp sort:amount-", "gbp sort:amount", "gbp"])
  }

  @Test func `the line is edited in its middle`() {
    var desk = Desk.open()
    desk.press("/")
    desk.type("one three")
    desk.press(.home, .control("e"), .control("w"))
    desk.type("two")
    desk.press(.control("a"), .delete)
    #expect(desk.model.list.search.text == "ne two")
    #expect(desk.press(.home, .left) == [])
  }

  @Test func `Esc leaves a mistake for the search before, so that none stays behind`() {
    var desk = Desk.open()
    desk.paste("gbp")
    desk.paste("colour:red")
    #expect(desk.model.place == .search)
    #expect(desk.model.list.mistakes.count == 1)
    desk.press(.escape)
    #expect(desk.model.place == .list)
    #expect(desk.model.list.mistakes.isEmpty)
    #expect(desk.model.list.search.text == "gbp")
  }
}
