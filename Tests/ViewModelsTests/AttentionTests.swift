import Payments
import SampleWorld
import SupportDesk
import Testing
import TextSafety
import ViewModels

struct AttentionTests {
  private static let first = World.item(World.decided(1), .needsPerson)
  private static let second = World.item(World.decided(2, on: "2"))
  private static let third = World.item(World.decided(3, on: "9"), .overdue)
  private static let all = [first, second, third]

  // MARK: - Opening and closing

  @Test
  func `the key opens the matters from the list and from the payment, at those of the payment`() {
    var desk = Desk.open()
    desk.attend(Self.all)
    desk.press("j")
    #expect(
      desk.press("!") == [
        .readAttention(serial: 2), .readDossier(serial: 3, Self.second.id),
      ])
    #expect(desk.model.place == .attention)
    #expect(desk.model.attention.selected == Self.second.id)
    desk.press("!")
    #expect(desk.model.place == .list)
    desk.press(.enter)
    desk.press("!")
    #expect(desk.model.place == .attention)
  }

  @Test func `the matter of the payment is found too when it is known only later`() {
    var desk = Desk.open()
    desk.press("j", "!")
    #expect(desk.model.attention.items == nil)
    #expect(desk.attend(Self.all) == [.readDossier(serial: 3, Self.second.id)])
    #expect(desk.model.attention.selected == Self.second.id)
    desk.press("g")
    desk.attend(Self.all)
    #expect(desk.model.attention.selected == Self.first.id)
  }

  @Test(arguments: [KeyPress.escape, "q", .control("g"), "!"])
  func `it is left for where the agent was, which is read again`(_ key: KeyPress) {
    var desk = Desk.attending(Self.all)
    #expect(desk.press(key) == [.schedule(.cursorRested, milliseconds: 120)])
    #expect(desk.model.place == .list)
    #expect(
      desk.fire(.cursorRested).contains(
        .open(serial: desk.model.detail.serial, World.key("1"), live: true)))
  }

  @Test func `Esc takes an error away before it leaves, and the evidence gives way to the matters`()
  {
    var desk = Desk.attending(Self.all)
    desk.press(.tab)
    #expect(desk.model.place == .evidence)
    desk.send(.noticed(.error, "The disk is full.", at: desk.now))
    desk.press(.escape)
    #expect(desk.model.place == .evidence)
    desk.press(.escape)
    #expect(desk.model.place == .attention)
    desk.press(.escape)
    #expect(desk.model.place == .list)
  }

  @Test func `with nothing there every key says so`() {
    var desk = Desk.open()
    desk.press("!")
    desk.attend([])
    #expect(desk.model.attention.count == 0)
    for key: KeyPress in ["c", "p", "h", "n", "u", "t", "j", .enter, "y"] {
      desk.press(key)
      #expect(desk.notice == "Nothing needs you.", "\(key.name)")
      #expect(desk.model.place == .attention)
    }
  }

  @Test func `a record that cannot be read says why and keeps what was known`() {
    var desk = Desk.attending(Self.all)
    desk.press(.control("r"))
    let error = DeskError.journal("The record is locked.", mayHaveMoved: false)
    desk.send(
      .attentionArrived(serial: desk.model.attention.itemsSerial, .failure(error), at: desk.now))
    #expect(desk.model.attention.failure == "The record is locked.")
    #expect(desk.model.attention.items == Self.all)
  }

  // MARK: - The cursor

  @Test func `the cursor stays on its matter when others come and go`() {
    var desk = Desk.attending(Self.all)
    desk.press("j")
    desk.attend([Self.second, Self.third])
    #expect(desk.model.attention.selected == Self.second.id)
    #expect(desk.model.attention.count == 2)
    desk.attend([Self.third])
    #expect(desk.model.attention.selected == Self.third.id)
    desk.attend([])
    #expect(desk.model.attention.selected == nil)
  }

  @Test func `an answer to an older read is dropped`() {
    var desk = Desk.attending(Self.all)
    let stale = desk.model.attention.itemsSerial
    desk.press(.control("r"))
    desk.send(.attentionArrived(serial: stale, .success([]), at: desk.now))
    #expect(desk.model.attention.items == Self.all)
  }

  @Test func `the evidence follows the cursor once it has rested`() {
    var desk = Desk.attending(Self.all)
    #expect(desk.press("j") == [.schedule(.cursorRested, milliseconds: 120)])
    #expect(desk.model.attention.dossier == nil)
    #expect(desk.fire(.cursorRested) == [.readDossier(serial: 4, Self.second.id)])
    desk.show(World.dossier(Self.second))
    #expect(desk.model.attention.dossier == World.dossier(Self.second))
    desk.press("k", "k")
    #expect(desk.model.attention.selected == Self.first.id)
    #expect(desk.model.attention.dossier == nil)
  }

  @Test func `evidence of another matter is never shown`() {
    var desk = Desk.attending(Self.all)
    desk.press("j")
    desk.fire(.cursorRested)
    desk.show(World.dossier(Self.third))
    #expect(desk.model.attention.dossier == nil)
  }

  @Test func `a matter that needs nobody any more goes, and the next one is read`() {
    var desk = Desk.attending(Self.all)
    desk.press("j")
    desk.fire(.cursorRested)
    #expect(desk.show(nil) == [.readDossier(serial: 5, Self.third.id)])
    #expect(desk.model.attention.items == [Self.first, Self.third])
    #expect(desk.model.attention.count == 2)
  }

  @Test func `evidence brings its matter up to date`() {
    var desk = Desk.attending(Self.all)
    var later = Self.first
    later.refusals[.replay] = "Not sent again."
    desk.press(.control("r"))
    desk.attend(Self.all)
    desk.show(World.dossier(later))
    #expect(desk.model.attention.items?.first == later)
  }

  @Test func `the evidence scrolls within bounds`() {
    var desk = Desk.attending(Self.all)
    desk.press(.tab, "k")
    #expect(desk.model.attention.firstLine == 0)
    desk.press("G")
    let last = desk.model.attention.firstLine
    desk.press("j")
    #expect(desk.model.attention.firstLine == last)
    desk.press(.tab, "j")
    #expect(desk.model.attention.firstLine == 0)
  }

  @Test func `zoom gives the matters or the evidence the screen, and ends with them`() {
    var desk = Desk.attending(Self.all)
    desk.press("+")
    #expect(desk.model.layout.detail == nil)
    desk.press(.tab)
    #expect(desk.model.layout.list == nil)
    desk.press(.escape, .escape)
    #expect(desk.model.layout.arrangement == .stacked)
  }

  // MARK: - Leading on

  @Test func `Enter opens the payment where it is in the list`() {
    var desk = Desk.attending(Self.all)
    desk.press("j")
    let effects = desk.press(.enter)
    #expect(desk.model.place == .detail)
    #expect(desk.selectedID == "2")
    #expect(
      effects.contains(.open(serial: desk.model.detail.serial, World.key("2"), live: true)))
  }

  @Test func `Enter searches for a payment that is not in the list, and shows no other meanwhile`()
  {
    var desk = Desk.attending(Self.all)
    desk.press("G", .enter)
    #expect(desk.model.list.search.text == "account:uk-store id:\"9\"")
    #expect(desk.model.list.mistakes.isEmpty)
    #expect(desk.model.place == .detail)
    #expect(desk.model.detail.key == nil)
    desk.press("R")
    #expect(desk.notice == "No payment is selected.")
    desk.answer(World.answer([World.row("9")]))
    #expect(desk.selectedID == "9")
  }

  @Test(arguments: ["a b", "a*b", "a\"b", "status:paid", "a,b", "東京"])
  func `whatever an id is made of, it is searched for and nothing else`(_ id: String) {
    var desk = Desk.attending([World.item(World.decided(1, on: id))])
    let effects = desk.press(.enter)
    #expect(desk.model.list.mistakes.isEmpty)
    guard case .search(_, let task) = effects.first(where: \.isSearch) else {
      Issue.record("nothing is searched")
      return
    }
    #expect(task.query.terms.count == 2)
  }

  @Test func `a matter of an account that is gone cannot be opened, and says so`() {
    let gone = World.account("old", provider: "neropay", title: "NeroPay", undoSeconds: 0)
    var desk = Desk.attending([World.item(World.decided(1, at: gone))])
    desk.press(.enter)
    #expect(desk.notice == "Its account is not in the configuration any more.")
    #expect(desk.model.place == .attention)
  }

  @Test func `the id of the matter's payment is copied, to be looked up at the provider`() {
    var desk = Desk.attending(Self.all)
    #expect(desk.press("G", "y").last == .copy("9"))
  }

  @Test func `what is about no payment opens none, copies its sentence, and says what to do`() {
    var record = World.item(World.decided(1), .record)
    record.id = .record
    record.key = nil
    record.intent = nil
    record.since = nil
    record.refusals = Dictionary(
      uniqueKeysWithValues: AttentionItem.Action.allCases.map { ($0, "See tilldesk journal.") })
    for key in [KeyPress.enter, "t", "y"] {
      var desk = Desk.attending([record] + Self.all)
      desk.press("g", key)
      #expect(desk.notice == "It is about no single payment.", "\(key)")
      #expect(desk.model.attention.isOpen && desk.model.layers.isEmpty)
    }
    for key in ["c", "h", "n", "u", "o", "w", "d"] as [KeyPress] {
      var desk = Desk.attending([record])
      desk.press(key)
      #expect(desk.model.ruling == nil && desk.model.settling.work.isEmpty)
    }
    var desk = Desk.attending([record])
    desk.press("Y")
    guard case .copyMenu(let menu)? = desk.model.layers.last else {
      Issue.record("no menu")
      return
    }
    #expect(menu.items.map(\.text) == [record.sentence])
  }

  @Test func `what bars an action is said, and the matters are read again, since it may pass`() {
    let waits = World.item(
      World.decided(1), refusals: [.ruleNotHappened: "Too early. Possible in 12 min."])
    var desk = Desk.attending([waits])
    #expect(
      desk.press("n") == [
        .readAttention(serial: 4), .schedule(.noticeExpired, milliseconds: 5000),
      ])
    #expect(desk.notice == "Too early. Possible in 12 min.")
    desk.attend([World.item(World.decided(1))])
    desk.press("n")
    #expect(desk.model.ruling?.verdict == .didNotHappen)
  }

  @Test func `R on a payment with an open decision names the key that settles it`() {
    let refusal = ActionRefusal.openIntent(
      .unknown, .refund, World.pounds(200), Actor("amina"), World.start)
    var desk = Desk.open(detail: World.detail("1", refundRefusal: refusal))
    desk.press("R")
    #expect(
      desk.notice
        == "Settle the earlier refund of 2.00 GBP by amina first: outcome unknown. ! settles it.")
    #expect(desk.model.layers.isEmpty)
    let sending = ActionRefusal.openIntent(
      .sending, .refund, World.pounds(200), Actor("amina"), World.start)
    desk = Desk.open(detail: World.detail("1", refundRefusal: sending))
    desk.press("R")
    #expect(desk.notice == sending.sentence)
  }

  @Test func `paste does nothing among the matters`() {
    var desk = Desk.attending(Self.all)
    desk.paste("NP-ORDER9")
    #expect(desk.notice == "There is nothing to paste into here.")
    #expect(desk.model.list.search.isEmpty)
  }
}

extension DeskEffect {
  fileprivate var isSearch: Bool {
    if case .search = self { true } else { false }
  }
}
