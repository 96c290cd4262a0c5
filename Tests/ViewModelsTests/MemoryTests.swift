import Payments
import SampleWorld
import SupportDesk
import Testing
import TextSafety
import ViewModels

struct MemoryTests {
  @Test func `what earlier sessions remembered is read when the desk opens`() {
    var desk = Desk()
    let effects = desk.send(.started(columns: 80, rows: 24, at: desk.now))
    #expect(effects.contains(.readMemory))
  }

  @Test func `earlier searches come back, and what was searched meanwhile is the newest`() {
    var desk = Desk.open()
    desk.paste("new")
    var memory = DeskMemory()
    memory.searches = ["one", "two"]
    desk.remember(memory)
    #expect(desk.model.memory.remembered.searches == ["one", "two", "new"])
    desk.press("/", .up, .up)
    #expect(desk.model.list.search.text == "two")
  }

  @Test func `what was chosen before the memory is read is kept`() {
    var desk = Desk.open()
    desk.paste("mine")
    desk.press(":")
    desk.type("save mine")
    desk.press(.enter, "C", "j", "j", "j", " ", .enter)
    let choice = desk.model.memory.remembered.columns
    #expect(choice != .standard)
    var memory = DeskMemory.welcomed
    memory.saved = [SavedSearch(name: "theirs", text: "a")]
    desk.remember(memory)
    #expect(desk.model.memory.remembered.columns == choice)
    #expect(desk.model.memory.remembered.saved.map(\.name) == ["theirs", "mine"])
  }

  @Test func `a search is remembered once it is kept, and not when it is the newest already`() {
    var desk = Desk.open()
    desk.press("/")
    desk.type("one")
    #expect(desk.press(.enter) == [.remember(.searched("one"))])
    desk.press("/")
    #expect(desk.press(.enter) == [])
    #expect(desk.paste("4111 1111 1111 1111").contains { $0.isRemembering } == false)
  }

  @Test func `a newcomer is told once where the keys are`() {
    var desk = Desk.open()
    let effects = desk.remember(DeskMemory())
    #expect(
      desk.notice == "Welcome. / searches, ? shows the keys that work where you are.")
    #expect(effects.contains(.remember(.welcomed)))
    #expect(effects.last == .schedule(.noticeExpired, milliseconds: 20_000))
    desk.fire(.noticeExpired)
    #expect(desk.notice == nil)

    desk = .open()
    desk.remember(.welcomed)
    #expect(desk.notice == nil)
  }

  @Test func `whoever types already, or reads something graver, is not welcomed over it`() {
    var desk = Desk.open()
    desk.press("j")
    desk.remember(DeskMemory())
    #expect(desk.notice == nil)
    #expect(!desk.model.memory.remembered.isWelcomed)

    desk = .open()
    desk.send(.noticed(.warning, "The theme is broken.", at: desk.now))
    desk.remember(DeskMemory())
    #expect(desk.notice == "The theme is broken.")
    #expect(!desk.model.memory.remembered.isWelcomed)
  }

  @Test func `a memory that cannot be read is said, and the desk works without`() {
    var desk = Desk.open()
    desk.send(.memoryFailed("The file is damaged.", at: desk.now))
    #expect(desk.notice == "The file is damaged.")
    #expect(desk.model.said.notice?.level == .warning)
    #expect(!desk.model.memory.isWritten)
    desk.paste("one")
    #expect(desk.model.memory.remembered.searches == ["one"])
  }

  @Test func `later news bring the saved searches of other desks and nothing else`() {
    var desk = Desk.open()
    desk.remember(.welcomed)
    desk.paste("mine")
    var other = DeskMemory.welcomed
    other.searches = ["theirs"]
    other.saved = [SavedSearch(name: "big", text: "amount:>=1000")]
    desk.remember(other)
    #expect(desk.model.memory.remembered.saved.map(\.name) == ["big"])
    #expect(desk.model.memory.remembered.searches == ["mine"])
  }

  @Test func `changes are put together, entry by entry`() {
    var memory = DeskMemory()
    for number in 0...DeskMemory.searchesMax { memory.apply(.searched("order \(number)")) }
    memory.apply(.searched("order 50"))
    #expect(memory.searches.count == 100)
    #expect(memory.searches.last == "order 50")
    #expect(memory.searches.filter { $0 == "order 50" }.count == 1)

    memory.apply(.saved(SavedSearch(name: "a", text: "1")))
    memory.apply(.saved(SavedSearch(name: "b", text: "2")))
    memory.apply(.saved(SavedSearch(name: "A", text: "3")))
    #expect(memory.saved.map(\.name) == ["A", "b"])
    #expect(memory.saved.map(\.text) == ["3", "2"])
    memory.apply(.forgot(name: "B"))
    #expect(memory.saved.map(\.name) == ["A"])
    for number in 0...DeskMemory.savedMax {
      memory.apply(.saved(SavedSearch(name: "s\(number)", text: "x")))
    }
    #expect(memory.saved.count == DeskMemory.savedMax)
  }

  @Test func `the oldest drafts make room`() {
    var memory = DeskMemory()
    for number in 0...DeskMemory.draftsMax {
      memory.apply(
        .drafted(World.draft(String(number), at: World.start.adding(seconds: Int64(number)))))
    }
    #expect(memory.drafts.count == DeskMemory.draftsMax)
    #expect(memory.drafts[World.key("0")] == nil)
    #expect(memory.drafts[World.key("1")] != nil)
    memory.apply(.draftDone(World.key("1")))
    #expect(memory.drafts[World.key("1")] == nil)
  }
}
