import Payments
import SampleWorld
import SupportDesk
import Testing
import TextSafety
import ViewModels

/// What happened while the agent was away.
struct NewsTests {
  private static let unknown = World.news(World.decided(1), matter: .unknown)
  private static let done = World.news(World.decided(2, on: "2", state: .succeeded))
  private static let cancelled = World.news(
    World.decided(3, on: "3", kind: .cancel, state: .rejected))

  private static func started() -> Desk {
    var desk = Desk()
    desk.send(.started(columns: 80, rows: 24, at: desk.now))
    desk.answer(World.answer(World.rows(1...3)))
    return desk
  }

  @Test func `it is asked for at start, with what needs somebody and what is due`() {
    var desk = Desk()
    let effects = desk.send(.started(columns: 80, rows: 24, at: desk.now))
    #expect(
      effects.dropFirst() == [.readNews, .readMemory, .readAttention(serial: 1), .planSettling])
  }

  @Test func `each is said in a sentence, the gravest last, and told`() {
    var desk = Self.started()
    let effects = desk.send(.newsArrived([Self.cancelled, Self.done], at: desk.now))
    #expect(
      desk.model.said.messages.map(\.text) == [
        "While you were away: 5.00 GBP from NP-ORDER2: it is succeeded.",
        "While you were away: cancel of NP-ORDER3: it is rejected.",
      ])
    #expect(desk.notice == desk.model.said.messages.last?.text)
    #expect(effects.contains(.tell(Self.done.intent.id)))
    #expect(effects.contains(.tell(Self.cancelled.intent.id)))
    #expect(desk.model.place == .list)
  }

  @Test(arguments: AttentionItem.Matter.allCases)
  func `the desk opens on what needs somebody`(_ matter: AttentionItem.Matter) {
    var desk = Self.started()
    var news = Self.unknown
    news.matter = matter
    let effects = desk.send(.newsArrived([news, Self.done], at: desk.now))
    #expect(desk.model.place == .attention)
    #expect(effects.contains(.readAttention(serial: 2)))
    #expect(desk.notice == "While you were away: 5.00 GBP from NP-ORDER1: it is outcome unknown.")
    desk.attend([World.item(World.decided(5, on: "2")), World.item(World.decided(1))])
    #expect(desk.model.attention.selectedItem?.key == World.key("1"))
  }

  @Test func `no screen changes under keys that were already pressed`() {
    var desk = Self.started()
    desk.press("/")
    desk.send(.newsArrived([Self.unknown], at: desk.now))
    #expect(desk.model.place == .search)
    #expect(desk.model.said.notice?.level == .warning)
    desk = Self.started()
    desk.paste("NP-ORDER2")
    desk.send(.newsArrived([Self.unknown], at: desk.now))
    #expect(desk.model.place == .list)
  }

  @Test func `more than three are summed up, and each stands among the messages`() {
    var desk = Self.started()
    let more = World.news(World.decided(4, on: "4", state: .succeeded))
    desk.send(.newsArrived([Self.done, Self.unknown, more, Self.cancelled], at: desk.now))
    #expect(
      desk.notice
        == "While you were away, 4 decisions went on: 1 outcome unknown, 1 rejected, 2 succeeded. M shows each."
    )
    #expect(desk.model.said.messages.count == 5)
    #expect(desk.model.place == .attention)
  }

  @Test func `without news nothing is said`() {
    var desk = Self.started()
    #expect(desk.send(.newsArrived([], at: desk.now)) == [])
    #expect(desk.model.said.messages.isEmpty)
  }

  @Test func `a refund that never went out fills the next form for its payment`() {
    var desk = Desk.open()
    let unsent = World.decided(1, state: .discarded)
    desk.send(.newsArrived([World.news(unsent)], at: desk.now))
    desk.press("R")
    #expect(desk.model.form?.amount.text == "5.00")
    #expect(desk.model.form?.reason.text == "duplicate")
    #expect(desk.model.form?.ticket.text == "5512")
    #expect(desk.model.form?.note.text == "parcel lost")
    #expect(desk.notice == "What you had decided is back; nothing of it was sent.")
    desk.press(.control("u"), .escape)
    desk.press("R")
    #expect(desk.model.form?.amount.text == "")
  }
}
