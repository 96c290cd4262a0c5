import Payments
import SampleWorld
import SupportDesk
import Testing
import TextSafety
import ViewModels

struct HintsTests {
  private static func footer(_ desk: Desk, _ width: Int = 78) -> String {
    desk.model.footerHints(width: width).map { "\($0.key) \($0.title)" }.joined(separator: "   ")
  }

  @Test func `the footer names what works where the cursor is`() {
    var desk = Desk.open()
    #expect(
      Self.footer(desk)
        == "/ search   Enter open   R refund   X cancel   ! attention   ? help   q quit")
    desk.press("/")
    #expect(Self.footer(desk) == "Enter keep   ↑ earlier search   Esc restore")
    desk.press(.escape, .enter)
    #expect(
      Self.footer(desk)
        == "R refund   X cancel   ! attention   t timeline   n note   ? help   Esc back")
    desk.press("R")
    #expect(Self.footer(desk) == "Enter next field   Esc keeps the draft")
    desk = Desk.listening()
    #expect(Self.footer(desk) == "Enter confirm   Esc back")
    desk = Desk.undoable()
    #expect(Self.footer(desk) == "Esc takes it back")
  }

  @Test func `no way back is named where there is none`() {
    #expect(Self.footer(.sending()) == "")
    var desk = Desk.undoable()
    desk.press(.escape)
    #expect(Self.footer(desk) == "")
    desk = .preparing()
    #expect(Self.footer(desk) == "Esc takes it back")
    desk.press(.escape)
    #expect(Self.footer(desk) == "")
  }

  @Test func `without a matter the footer offers nothing about one`() {
    let desk = Desk.attending([])
    #expect(
      Self.footer(desk) == ": command   Ctrl-P all actions   Tab other pane   ? help   Esc back")
  }

  @Test func `a narrow footer keeps help and the way out`() {
    let desk = Desk.open()
    #expect(Self.footer(desk, 30) == "/ search   ? help   q quit")
    #expect(Self.footer(desk, 0) == "? help   q quit")
    for width in 20...200 {
      let hints = desk.model.footerHints(width: width)
      let used = hints.map(\.width).reduce(0, +) + DeskModel.hintGap * (hints.count - 1)
      #expect(used <= width)
    }
  }

  @Test func `a key that does not apply stays in the footer with its reason`() {
    let desk = Desk.open()
    let hint = desk.model.footerHints(width: 78).first { $0.action == .decide(.cancel) }
    #expect(
      hint?.refusal
        == "Only a pending payment can be cancelled; this one is paid: refund it instead (R).")
    #expect(DeskAction.decide(.refund).refusal(in: desk.model) == nil)
  }

  @Test func `the footer of the matters offers what applies to the one under the cursor`() {
    let frozen = World.frozen("2")
    var desk = Desk.attending([World.item(World.decided(1)), frozen])
    #expect(
      Self.footer(desk, 160)
        == "Enter open the payment   c check again   p send again   h it happened   n it did not happen   t timeline   : command   Ctrl-P all actions   ? help   Esc back"
    )
    desk.press("j")
    #expect(
      Self.footer(desk, 90)
        == "Enter open the payment   c check again   u release   t timeline   ? help   Esc back")
    desk = .sending()
    desk.ended(.success(World.result(state: .unknown)))
    #expect(
      Self.footer(desk)
        == "Enter close   c check again   y copy for the customer   ? help   Esc back"
    )
  }

  @Test func `help lists exactly the keys that work in the list`() {
    var desk = Desk.open()
    desk.press("?")
    let keys = desk.model.helpLines.compactMap { line -> SafeText? in
      if case .keys(let keys, _, _) = line { keys } else { nil }
    }
    let expected = DeskAction.allCases.filter { $0.specification.places.contains(.list) }
    #expect(keys.count == expected.count + 1)
    #expect(keys.contains("paste"))
    #expect(!keys.contains("J"))
    let first = desk.model.helpLines.prefix(2)
    #expect(
      Array(first) == [.heading("Money"), .keys("R", title: "refund", refusal: nil)])
  }

  @Test func `help on a button of the form is about the form`() {
    var desk = Desk.open()
    desk.press("R", .tab, "?")
    let titles = desk.model.helpLines.compactMap { line -> SafeText? in
      if case .keys(_, let title, _) = line { title } else { nil }
    }
    #expect(titles.contains("keeps the draft"))
    #expect(!titles.contains("refund"))
    desk.press("?")
    #expect(desk.model.place == .formButton)
  }

  @Test func `help scrolls within its lines`() {
    var desk = Desk.open()
    desk.press("?", "k", "G")
    let last = desk.model.helpTable.lines.count - 10
    #expect(desk.model.layers == [.help(HelpModel(firstLine: last))])
    desk.press("j")
    #expect(desk.model.layers == [.help(HelpModel(firstLine: last))])
    desk.press("g")
    #expect(desk.model.layers == [.help(HelpModel(firstLine: 0))])
  }

  @Test func `every key answers: it acts or says why not`() {
    for place in DeskAction.Place.allCases where !place.takesText {
      for key: KeyPress in ["Q", "~", .control("t"), .backspace, "J", "/"] {
        guard var desk = Self.desk(at: place), desk.model.place == place,
          Keymap.standard.action(for: key, in: place) == nil
        else { continue }
        desk.press(key)
        #expect(desk.notice != nil, "\(key.name) in \(place)")
      }
    }
    var desk = Desk.open()
    desk.press(.enter, "/")
    #expect(desk.notice == "/ (search) works in the list, not here.")
  }

  private static func desk(at place: DeskAction.Place) -> Desk? {
    var desk = Desk.open()
    switch place {
    case .list: break
    case .detail: desk.press(.enter)
    case .formButton: desk.press("R", .tab)
    case .confirmWaiting: desk = .sending()
    case .result:
      desk = .sending()
      desk.ended(.success(World.result()))
    case .help: desk.press("?")
    case .messages: desk.press("M")
    case .copyMenu: desk.press("Y")
    case .columns: desk.press("C")
    case .quitQuestion:
      desk.press("R", "5", .escape, "q")
    case .attention: desk = .attending()
    case .evidence:
      desk = .attending()
      desk.press(.tab)
    case .timeline: desk.press(.enter, "t")
    case .rawAnswer: desk.press(.enter, "r")
    case .formChoice:
      desk = .attending(matches: [World.match("rf_1")])
      desk.press("h")
    case .search, .formText, .formReason, .confirm, .exportPath, .note, .command, .palette:
      return nil
    }
    return desk
  }
}
