import Payments
import SupportDesk
import Testing
import TextSafety
import ViewModels

struct SavedSearchTests {
  private static func desk(_ names: String...) -> Desk {
    var memory = DeskMemory.welcomed
    for (index, name) in names.enumerated() {
      memory.apply(.saved(SavedSearch(name: name, text: "order \(index + 1)")))
    }
    var desk = Desk.open()
    desk.remember(memory)
    return desk
  }

  @Test func `a search is saved under a name, and says on which key it is`() {
    var desk = Self.desk("first")
    desk.paste("status:pending")
    let effects = desk.command("save big-pending ")
    #expect(
      effects.first
        == .remember(.saved(SavedSearch(name: "big-pending", text: "status:pending"))))
    #expect(desk.notice == "Saved “status:pending” as big-pending; 2 opens it.")
  }

  @Test func `a name that is taken gets the new search, and the old one is told`() {
    var desk = Self.desk("first")
    desk.paste("gbp")
    desk.command("save FIRST")
    #expect(desk.notice == "FIRST is “gbp” now; it was “order 1”.")
    #expect(desk.model.memory.remembered.saved == [SavedSearch(name: "FIRST", text: "gbp")])
  }

  @Test(arguments: [
    ("", "gbp", "Say which: save NAME. Tab after a space shows what there is."),
    ("a", "", "There is no search to save; the list shows everything."),
    (String(repeating: "a", count: 41), "gbp", "The name is too long; 40 characters at most."),
    ("a", "4111111111111111", "That looks like a card number; the search is not kept."),
  ])
  func `what cannot be saved is said`(name: String, text: String, sentence: String) {
    var desk = Self.desk()
    if !text.isEmpty { desk.paste(text) }
    let effects = desk.command("save \(name)")
    #expect(!effects.contains { $0.isRemembering })
    #expect(desk.model.commandLine?.remark?.text == sentence)
  }

  @Test func `a digit works in every pane, and leads to the list`() {
    for place in [KeyPress.enter, "!"] {
      var desk = Self.desk("a")
      desk.press(place)
      #expect(desk.model.place != .list)
      desk.press("1")
      #expect(desk.model.place == .list)
      #expect(desk.model.list.search.text == "order 1")
    }
  }

  @Test func `a digit opens the search of its place`() {
    var desk = Self.desk("a", "b")
    let effects = desk.press("2")
    #expect(desk.model.list.search.text == "order 2")
    #expect(
      effects.contains { effect in
        if case .search(_, let task) = effect { task.live && task.text == "order 2" } else { false }
      })
    #expect(desk.notice == "b: “order 2”")
    desk.press("3")
    #expect(desk.notice == "2 searches are saved; 3 has none yet.")
    desk = Self.desk()
    desk.press("1")
    #expect(desk.notice == "No search is saved yet; :save NAME saves the one in the list.")
  }

  @Test func `a saved search that is none any more shows where it hurts`() {
    var memory = DeskMemory.welcomed
    memory.apply(.saved(SavedSearch(name: "old", text: "account:gone")))
    var desk = Desk.open()
    desk.remember(memory)
    desk.press("1")
    #expect(desk.model.place == .search)
    #expect(desk.notice == desk.model.list.mistakes.first?.message)
  }

  @Test
  func `a name opens its search or is given up, and an unknown one lists those that there are`() {
    var desk = Self.desk("a", "b")
    desk.command("open B")
    #expect(desk.model.list.search.text == "order 2")
    #expect(desk.command("forget big").isEmpty)
    #expect(
      desk.model.commandLine?.remark
        == "No search is saved as big; Tab shows those that there are.")
    desk.press(.escape)
    #expect(desk.command("forget a").first == .remember(.forgot(name: "a")))
    #expect(desk.notice == "Forgot a; it was “order 1”.")
    #expect(desk.model.memory.remembered.saved.map(\.name) == ["b"])
  }

  @Test func `Tab completes the names`() {
    var desk = Self.desk("big-pending", "mine")
    desk.press(":")
    desk.type("open bi")
    desk.press(.tab, .enter)
    #expect(desk.model.list.search.text == "order 1")
  }

  @Test func `open alone opens the payment as its key does`() {
    var desk = Self.desk("a")
    desk.command("open")
    #expect(desk.model.screen.focus == .detail)
  }

  @Test func `no search opens under a form`() {
    var desk = Self.desk("a")
    desk.press("R", .tab)
    desk.command("open a")
    #expect(desk.model.form != nil)
    #expect(desk.model.list.search.text == "")
  }

  @Test func `the help lists the first nine with their keys`() {
    var desk = Self.desk("a", "b", "c", "d", "e", "f", "g", "h", "i", "j")
    desk.press("?")
    #expect(desk.model.helpLines.contains(.keys("1", title: "a: “order 1”", refusal: nil)))
    #expect(desk.model.helpLines.contains(.keys("9", title: "i: “order 9”", refusal: nil)))
    #expect(
      !desk.model.helpLines.contains { line in
        if case .keys(_, "j: “order 10”", _) = line { true } else { false }
      })
  }
}
