import Payments
import SampleWorld
import SupportDesk
import Testing
import TextSafety
import ViewModels

struct PaletteTests {
  /// A desk whose palette is filtered by this.
  private static func filtering(_ text: String, on desk: Desk = Desk.open()) -> Desk {
    var desk = desk
    desk.press(.control("p"))
    desk.type(text)
    return desk
  }

  private static func titles(_ desk: Desk) -> [String] { lines(desk).map(\.title.text) }

  private static func lines(_ desk: Desk) -> [PaletteLine] { desk.model.paletteLines }

  @Test func `every action that can be named is in it once, with its key`() {
    let desk = Self.filtering("")
    let entries = desk.model.palette?.entries ?? []
    #expect(Set(entries).count == entries.count)
    for action in DeskAction.allCases where action.specification.isConfigurable {
      let isListed = entries.contains(.action(action))
      #expect(isListed == (action != .palette && action != .view(.previousPane)), "\(action)")
    }
    let first = Self.lines(desk).first
    #expect(first?.title == "refund" && first?.keys == "R" && first?.refusal == nil)
    for theme in World.context.themes {
      #expect(entries.contains(.command(name: "theme", word: theme)))
    }
  }

  @Test func `what applies here comes first, the rest says why not`() {
    let lines = Self.lines(Self.filtering(""))
    let firstDimmed = lines.firstIndex { $0.refusal != nil } ?? 0
    #expect(lines.prefix(firstDimmed).count > 10)
    #expect(lines.dropFirst(firstDimmed).allSatisfy { $0.refusal != nil })
    let reasons = lines.reduce(into: [:]) { $0[$1.title] = $1.refusal }
    #expect(
      reasons["cancel"]
        == "Only a pending payment can be cancelled; this one is paid: refund it instead (R).")
    #expect(reasons["next payment"] == "Works in the payment.")
    #expect(reasons["unmark all"] == "No payment is marked.")
  }

  @Test(arguments: [
    ("ref", ["refund", "refresh"]),
    ("np", ["next payment", "other pane"]),
    (
      "PAYMENT",
      [
        "open the payment, or a saved search", "open the payment", "next payment",
        "previous payment", "cancel", "back to the list",
      ]
    ),
    ("copyid", ["copy id"]),
    ("down half", ["half a page down"]),
    ("theme nord", ["theme: nord"]),
    ("zzz", []),
  ])
  func `typing finds beginnings, parts, initials and names, the best first`(
    _ text: String, _ expected: [String]
  ) {
    #expect(Self.titles(Self.filtering(text)) == expected)
  }

  @Test func `Enter does it where the palette was opened`() {
    var desk = Self.filtering("refund")
    desk.press(.enter)
    #expect(desk.model.form?.detail.row.id == World.key("1"))
    #expect(desk.model.layers.count == 1)
    desk = Self.filtering("timeline", on: .attending())
    desk.press(.enter)
    #expect(desk.model.place == .timeline)
  }

  @Test func `what does not apply stays, with its reason`() {
    var desk = Self.filtering("unmark")
    #expect(desk.press(.enter).isEmpty)
    #expect(desk.model.palette?.remark == "No payment is marked.")
    desk.press(.escape)
    #expect(desk.model.place == .list)
  }

  @Test func `nothing moves money from it`() {
    for desk in [Desk.open(), .attending(), .open(detail: World.detail("1", status: .pending))] {
      let count = Self.lines(Self.filtering("", on: desk)).count
      for index in 0..<count {
        var desk = Self.filtering("", on: desk)
        for _ in 0..<index { desk.press(.down) }
        let effects = desk.press(.enter)
        #expect(!effects.hasPrepare && !effects.hasSend && !effects.hasRuling)
        let replays = effects.contains { if case .settle(_, _, true) = $0 { true } else { false } }
        #expect(!replays)
        #expect(desk.model.confirm == nil)
      }
    }
    #expect(
      Self.lines(Self.filtering("send again", on: .attending())).first?.refusal
        == "Only p itself does this.")
  }

  @Test func `it does not open where a decision is confirmed or on its way`() {
    for desk in [Desk.listening(), .sending(), .undoable()] {
      var desk = desk
      desk.press(.control("p"))
      #expect(desk.model.palette == nil)
    }
  }

  @Test func `rows that come meanwhile wait until it is done`() {
    var desk = Self.filtering("refund")
    desk.answer(World.answer([World.row("9")]))
    desk.press(.enter)
    #expect(desk.model.form?.detail.row.id == World.key("1"))
  }

  @Test func `the cursor goes round, and a new filter puts it on the best`() {
    var desk = Self.filtering("ref")
    desk.press(.down)
    #expect(desk.model.palette?.selected == .action(.view(.refresh)))
    desk.press(.tab)
    #expect(desk.model.palette?.selected == .action(.decide(.refund)))
    desk.press(.up, .control("u"))
    #expect(desk.model.palette?.index == 0)
    desk.type("zzz")
    desk.press(.down)
    #expect(desk.model.palette?.remark == "No action is called that.")
  }

  @Test func `a paste is text, and never done`() {
    var desk = Desk.open()
    desk.press(.control("p"))
    desk.paste("refund\n")
    #expect(desk.model.palette?.filter.text == "refund")
  }

  @Test func `themes are tried out under the cursor, Esc takes them back, Enter keeps them`() {
    var desk = Self.filtering("theme")
    #expect(desk.model.screen.theme.wanted == "daylight")
    desk.press(.down, .down)
    #expect(desk.model.screen.theme.wanted == "nord")
    desk.press(.escape)
    #expect(desk.model.screen.theme.wanted == "midnight")
    desk = Self.filtering("theme nord", on: desk)
    desk.send(.themeArrived("nord", mistake: nil, at: desk.now))
    desk.press(.enter)
    #expect(desk.model.screen.theme.kept == "nord")
    #expect(desk.model.screen.theme.drawn == "nord")
    #expect(desk.model.layers.isEmpty)
  }

  @Test func `a command that takes something goes on on the command line`() {
    var desk = Self.filtering(":sort", on: .open())
    desk = Self.filtering("sort the list")
    desk.press(.enter)
    #expect(desk.model.commandLine?.line.text == "sort ")
    #expect(desk.model.layers.count == 1)
  }

  @Test func `the help leads to it, and is about the same place`() {
    var desk = Desk.open()
    desk.press("?", "/")
    desk.type("refund")
    desk.press(.enter)
    #expect(desk.model.form != nil)
    #expect(desk.model.layers.count == 1)
  }
}
