import Payments
import SampleWorld
import SupportDesk
import Testing
import TextSafety
import ViewModels

struct CommandLineTests {
  private static func words(_ desk: Desk) -> [String] {
    desk.model.commandLine?.candidates.map(\.word) ?? []
  }

  private static func line(_ desk: Desk) -> String? { desk.model.commandLine?.line.text }

  private static func remark(_ desk: Desk) -> SafeText? { desk.model.commandLine?.remark }

  /// A desk whose command line has this on it.
  private static func typing(_ text: String, on desk: Desk = Desk.open()) -> Desk {
    var desk = desk
    desk.press(":")
    desk.type(text)
    return desk
  }

  // MARK: - Doing

  @Test func `every action that the configuration can name can be typed, and others cannot`() {
    for action in DeskAction.allCases {
      let command = DeskCommand.named(action.name)
      switch action {
      case .redraw, .suspend: #expect(command != nil, "\(action)")
      case .command, .cancel: #expect(command?.action != action, "\(action)")
      default: #expect((command != nil) == action.specification.isConfigurable, "\(action)")
      }
    }
  }

  @Test func `no word means two commands`() {
    var seen: Set<String> = []
    for command in DeskCommand.table {
      for word in [command.name] + command.aliases {
        let folded = word.lowercased()
        #expect(seen.insert(folded).inserted, "\(word)")
        #expect(DeskCommand.named(word)?.name == command.name)
      }
    }
  }

  @Test(arguments: ["refund", " refund ", "Refund", ":refund", "re-fund"])
  func `a command does what its key does`(_ text: String) {
    var desk = Self.typing(text)
    desk.press(.enter)
    #expect(desk.model.form?.detail.row.id == World.key("1"))
    #expect(desk.model.layers.count == 1)
  }

  @Test func `no command moves money: it opens what its key opens`() {
    for name in ["refund", "cancel", "cancelPayment"] {
      var desk = Self.typing(name, on: .open(detail: World.detail("1", status: .pending)))
      let effects = desk.press(.enter)
      #expect(!effects.hasPrepare && !effects.hasSend, "\(name)")
      #expect(desk.model.confirm == nil)
    }
  }

  @Test func `a command is done where the line was opened`() {
    var desk = Self.typing("timeline", on: .attending())
    desk.press(.enter)
    #expect(desk.model.place == .timeline)
    desk = Desk.open()
    desk.press(.enter, "?")
    desk = Self.typing("leavePayment", on: desk)
    desk.press(.enter)
    #expect(desk.model.place == .list)
  }

  @Test(arguments: [
    ("refudn", "There is no command refudn; did you mean refund?"),
    ("zzzzzz", "There is no command zzzzzz; Tab shows those that there are."),
    ("refund 5.00", "refund stands alone; take \"5.00\" away."),
    ("theme", "Say which: theme NAME. Tab after a space shows what there is."),
    ("theme nrod", "There is no theme nrod; did you mean nord?"),
    ("sort amonut", "The list has no amonut to sort by; did you mean amount?"),
    ("nextPayment", "next payment works in the payment, not here."),
    ("unmarkAll", "No payment is marked."),
  ])
  func `a mistake is named, and loses nothing`(_ text: String, _ sentence: String) {
    var desk = Self.typing(text)
    #expect(desk.press(.enter).isEmpty)
    #expect(Self.remark(desk)?.text == sentence)
    #expect(Self.line(desk) == text)
    #expect(desk.model.place == .command)
    desk.press(.backspace)
    #expect(Self.remark(desk) == nil)
  }

  @Test func `an empty line and Esc go back without a word`() {
    for keys: [KeyPress] in [[.enter], [.escape], [.control("g")], ["x", .escape]] {
      var desk = Desk.open()
      desk.press(":")
      for key in keys { desk.press(key) }
      #expect(desk.model.place == .list)
      #expect(desk.notice == nil)
    }
  }

  @Test func `a paste is text, and never done`() {
    var desk = Desk.open()
    desk.press(":")
    desk.paste("refund\nquit\n")
    #expect(Self.line(desk) == "refund quit")
    #expect(desk.model.layers.count == 1)
  }

  @Test func `sort edits the search and says so`() {
    var desk = Self.typing("sort ref-")
    desk.press(.enter)
    #expect(desk.model.list.search.text == "sort:ref-")
    #expect(desk.notice == "Sorted by reference, last first.")
    desk = Self.typing("sort", on: desk)
    desk.press(.enter)
    #expect(desk.model.list.search.text == "")
  }

  @Test func `quit leaves from anywhere, and asks where a draft would be lost`() {
    for name in ["quit", "q", "exit"] {
      var desk = Self.typing(name, on: .attending())
      #expect(desk.press(.enter) == [.quit, .remember(.commanded(name))])
    }
    var desk = Desk.open()
    desk.press("R", "5", .tab)
    desk = Self.typing("q", on: desk)
    #expect(!desk.press(.enter).contains(.quit))
    #expect(desk.model.place == .quitQuestion)
    #expect(desk.model.drafts.refunds.count == 1)
  }

  @Test func `the line does not open where a decision is on its way`() {
    for desk in [Desk.listening(), .sending()] {
      var desk = desk
      desk.press(":")
      #expect(desk.model.commandLine == nil)
    }
  }

  @Test func `a review that arrives takes the place of the command line`() {
    var desk = Desk.open()
    desk.press("R")
    desk.type("5.00")
    desk.press(.enter, .enter, .enter, .enter, .enter)
    desk.press(":")
    desk.type("theme nord")
    desk.review(.success(World.review(World.refund())))
    #expect(desk.model.place == .confirm)
    #expect(desk.model.commandLine == nil)
    #expect(desk.model.screen.theme.wanted == "midnight")
  }

  @Test func `rows that come meanwhile wait until the command is done`() {
    var desk = Desk.open()
    desk.press(":")
    desk.answer(World.answer([World.row("9")]))
    #expect(desk.selectedID == "1")
    desk.type("refund")
    desk.press(.enter)
    #expect(desk.model.form?.detail.row.id == World.key("1"))
  }

  // MARK: - Completing

  @Test func `Tab goes round the words that begin so, and Shift-Tab back`() {
    var desk = Self.typing("re")
    let words = Self.words(desk)
    #expect(words == ["redraw", "refresh", "refund", "release", "replay"])
    desk.press(.tab)
    #expect(Self.line(desk) == "redraw")
    #expect(Self.words(desk) == words)
    desk.press(.tab, .tab)
    #expect(Self.line(desk) == "refund")
    desk.press(.backTab)
    #expect(Self.line(desk) == "refresh")
    desk.press(.tab, .tab, .tab, .tab)
    #expect(Self.line(desk) == "redraw")
    desk.press(.backspace)
    #expect(Self.words(desk) == ["redraw"])
  }

  @Test func `the only word makes room for what follows it`() {
    var desk = Self.typing("th")
    desk.press(.tab)
    #expect(Self.line(desk) == "theme ")
    #expect(Self.words(desk) == World.context.themes)
    desk.press(.tab)
    #expect(Self.line(desk) == "theme daylight")
  }

  @Test func `what begins nothing is looked for inside the words`() {
    #expect(
      Self.words(Self.typing("payment")) == [
        "cancelPayment", "leavePayment", "nextPayment", "previousPayment",
      ])
    var desk = Self.typing("xyz")
    desk.press(.tab)
    #expect(Self.remark(desk) == "Nothing completes this.")
    #expect(Self.line(desk) == "xyz")
  }

  @Test func `a word that does not apply is offered with its reason`() {
    let desk = Self.typing("unmark")
    #expect(desk.model.commandLine?.candidates.first?.refusal == "No payment is marked.")
  }

  // MARK: - History

  @Test func `Up and Down walk through earlier commands and come back to what was typed`() {
    var desk = Self.typing("messages")
    desk.press(.enter, .escape)
    desk = Self.typing("zoom", on: desk)
    desk.press(.enter, "+")
    desk = Self.typing("re", on: desk)
    desk.press(.up)
    #expect(Self.line(desk) == "zoom")
    desk.press(.up, .up)
    #expect(Self.line(desk) == "messages")
    #expect(Self.remark(desk) == "This is the oldest command.")
    desk.press(.down, .down)
    #expect(Self.line(desk) == "re")
    desk.press(.down)
    #expect(Self.remark(desk) == "This is the newest command.")
  }

  @Test func `what was not done, and what may be a card number, is not kept`() {
    var desk = Self.typing("refudn")
    desk.press(.enter, .escape)
    desk = Self.typing("theme 4111 1111 1111 1111", on: desk)
    desk.press(.enter, .escape, ":", .up)
    #expect(Self.remark(desk) == "There are no earlier commands.")
  }

  @Test func `a command is kept for the next session, one that is the newest already is not`() {
    var desk = Self.typing(" zoom ")
    #expect(desk.press(.enter).contains(.remember(.commanded("zoom"))))
    desk = Self.typing("zoom", on: desk)
    #expect(!desk.press(.enter).contains(.remember(.commanded("zoom"))))
    #expect(desk.model.memory.remembered.commands == ["zoom"])
  }

  @Test func `the commands of earlier sessions come back behind those of this one`() {
    var desk = Desk.open()
    desk.command("zoom")
    var memory = DeskMemory.welcomed
    memory.commands = ["zoom", "sort amount"]
    desk.remember(memory)
    desk.press(":", .up)
    #expect(Self.line(desk) == "zoom")
    desk.press(.up)
    #expect(Self.line(desk) == "sort amount")
    desk.press(.up)
    #expect(Self.remark(desk) == "This is the oldest command.")
  }

  // MARK: - Themes

  @Test func `a theme is tried out while the completion moves, and Esc takes it back`() {
    var desk = Self.typing("theme ")
    #expect(desk.press(.tab) == [.readTheme("daylight")])
    #expect(desk.model.screen.theme.drawn == "midnight")
    desk.send(.themeArrived("daylight", mistake: nil, at: desk.now))
    #expect(desk.model.screen.theme.drawn == "daylight")
    #expect(desk.press(.tab, .tab) == [.readTheme("nord")])
    desk.press(.escape)
    #expect(desk.model.screen.theme.drawn == "midnight")
    desk.send(.themeArrived("nord", mistake: nil, at: desk.now))
    #expect(desk.model.screen.theme.drawn == "midnight")
  }

  private static let themePlaces: [(ThemePlace?, String)] = [
    (nil, "Theme nord until you quit."),
    (
      ThemePlace(file: "~/config.toml", line: nil),
      "To keep nord: theme = \"nord\" as line 1 of ~/config.toml."
    ),
    (
      ThemePlace(file: "/x.toml", line: 3),
      "To keep nord: theme = \"nord\" in line 3 of /x.toml."
    ),
  ]

  @Test(arguments: themePlaces)
  func `Enter keeps a theme and says where it is kept for good`(
    place: ThemePlace?, sentence: String
  ) {
    let world = World.context
    let context = DeskContext(
      accounts: world.accounts, actor: world.actor, zone: .utc, keymap: .standard,
      themes: world.themes, themePlace: place)
    var desk = Self.typing("theme nord", on: Desk(context: context))
    desk.send(.themeArrived("nord", mistake: nil, at: desk.now))
    desk.press(.enter)
    #expect(desk.model.screen.theme.drawn == "nord")
    #expect(desk.notice?.text == sentence)
    desk.press(":", .escape)
    #expect(desk.model.screen.theme.drawn == "nord")
  }

  @Test func `a broken theme is named and changes nothing`() {
    let mistake: SafeText = "nord.toml:3: blurple is no colour."
    var desk = Self.typing("theme nord")
    desk.send(.themeArrived("nord", mistake: mistake, at: desk.now))
    #expect(Self.remark(desk) == mistake)
    desk.press(.enter)
    #expect(Self.remark(desk) == mistake)
    #expect(desk.model.screen.theme.drawn == "midnight")
    // Chosen before it was read.
    desk = Self.typing("theme nord")
    desk.press(.enter)
    desk.send(.themeArrived("nord", mistake: mistake, at: desk.now))
    #expect(desk.notice == mistake)
    #expect(desk.model.screen.theme.kept == "midnight")
  }
}
