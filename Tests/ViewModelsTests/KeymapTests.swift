import Payments
import Testing
import TextSafety
import ViewModels

struct KeymapTests {
  @Test(arguments: DeskAction.Place.allCases)
  func `a key means one thing in a place`(_ place: DeskAction.Place) {
    var meanings: [KeyPress: DeskAction] = [:]
    for action in DeskAction.allCases where action.specification.places.contains(place) {
      for key in action.specification.keys {
        #expect(meanings[key] == nil, "\(key.name) in \(place)")
        meanings[key] = action
        #expect(Keymap.standard.action(for: key, in: place) == action)
      }
    }
  }

  @Test(arguments: DeskAction.Place.allCases)
  func `every place can be left, drawn again and suspended`(_ place: DeskAction.Place) {
    #expect(Keymap.standard.action(for: .escape, in: place) == .cancel)
    #expect(Keymap.standard.action(for: .control("g"), in: place) == .cancel)
    #expect(Keymap.standard.action(for: .control("l"), in: place) == .redraw)
    #expect(Keymap.standard.action(for: .control("z"), in: place) == .suspend)
  }

  @Test func `flow control stays with the terminal, and money has two keys only`() {
    for place in DeskAction.Place.allCases {
      #expect(Keymap.standard.action(for: .control("s"), in: place) == nil)
      #expect(Keymap.standard.action(for: .control("q"), in: place) == nil)
    }
    #expect(Keymap.standard.keys(for: .decide(.refund)) == [.character("R")])
    #expect(Keymap.standard.keys(for: .decide(.cancel)) == [.character("X")])
  }

  @Test func `the list of actions names each action of each feature once`() {
    var features: [DeskAction] = []
    features += LineEdit.allCases.map { .edit($0) }
    features += Movement.allCases.map { .move($0) }
    features += ViewAction.allCases.map { .view($0) }
    features += ListAction.allCases.map { .list($0) }
    features += PaymentAction.allCases.map { .payment($0) }
    features += IssueAction.allCases.map { .issue($0) }
    features += FormAction.allCases.map { .dialog(.form($0)) }
    features += ColumnAction.allCases.map { .dialog(.column($0)) }
    features += CommandLineAction.allCases.map { .dialog(.commandLine($0)) }
    features += PaletteAction.allCases.map { .dialog(.palette($0)) }
    #expect(Set(features).isSubset(of: DeskAction.allCases))
    #expect(Set(DeskAction.allCases).count == DeskAction.allCases.count)
    #expect(Set(DeskAction.allCases.map(\.name)).count == DeskAction.allCases.count)
  }

  @Test(arguments: DeskAction.allCases)
  func `every action has a key, a title and a place`(_ action: DeskAction) {
    #expect(!action.specification.keys.isEmpty)
    #expect(!action.title.isEmpty)
    #expect(!action.specification.places.isEmpty)
  }

  @Test func `where text is typed no printable key is taken`() {
    for place in DeskAction.Place.allCases where place.takesText {
      for action in DeskAction.allCases where action.specification.places.contains(place) {
        let textKeys = action.specification.keys.filter(\.isText)
        #expect(textKeys.isEmpty, "\(action) in \(place)")
      }
    }
  }

  @Test func `a letter that the configuration chose is text all the same where text is typed`() {
    let keymap = Keymap(overrides: ["palette": "z Ctrl-T"])
    #expect(keymap.action(for: "z", in: .list) == .palette)
    #expect(keymap.action(for: "z", in: .search) == nil)
    #expect(keymap.action(for: .control("t"), in: .search) == .palette)
  }

  @Test func `the configuration gives an action other keys`() {
    let keymap = Keymap(overrides: ["refund": "f Ctrl-T", "down": "b Down"])
    #expect(keymap.mistakes.isEmpty)
    #expect(keymap.action(for: "f", in: .list) == .decide(.refund))
    #expect(keymap.action(for: .control("t"), in: .detail) == .decide(.refund))
    #expect(keymap.action(for: "R", in: .list) == nil)
    #expect(keymap.action(for: "j", in: .list) == nil)
    #expect(keymap.action(for: "b", in: .list) == .move(.down))
    #expect(keymap.keyName(for: .decide(.refund)) == "f")
    #expect(keymap.keyNames(for: .move(.down)) == "b ↓")
  }

  @Test(arguments: [
    ("refudn", "R", "No action is named refudn; `tilldesk keys` lists them."),
    ("refund", "Hyper-R", "Hyper-R names no key; write for example r, R, Ctrl-R or PgDn."),
    ("refund", " ", "refund needs at least one key."),
    ("cancel", "b", "The keys of back are fixed; take the line out."),
    ("deleteWord", "b", "The keys of delete a word are fixed; take the line out."),
    ("refund", "j", "j already means down (down) there; choose another key."),
    ("refund", "Enter", "Enter already means open (open) there; choose another key."),
    ("refund", "Esc", "Esc already means back (cancel) there; choose another key."),
  ])
  func `a mistake in the configuration is named and leaves the default`(
    _ id: String, _ names: String, _ sentence: String
  ) {
    let keymap = Keymap(overrides: [id: names])
    #expect(keymap.mistakes.map(\.id) == [id])
    #expect(keymap.mistakes.map(\.sentence.text) == [sentence])
    for action in DeskAction.allCases {
      #expect(keymap.keys(for: action) == action.specification.keys)
    }
  }

  @Test func `two actions may change places`() {
    let keymap = Keymap(overrides: ["refund": "X", "cancelPayment": "R"])
    #expect(keymap.mistakes.isEmpty)
    #expect(keymap.action(for: "X", in: .list) == .decide(.refund))
    #expect(keymap.action(for: "R", in: .list) == .decide(.cancel))
  }

  @Test func `of two actions given one key, the rest stays without conflict`() {
    let keymap = Keymap(overrides: ["refund": "z", "search": "z", "sort": "/"])
    #expect(keymap.mistakes.map(\.id) == ["refund"])
    #expect(keymap.action(for: "z", in: .list) == .list(.search))
    #expect(keymap.action(for: "/", in: .list) == .list(.sort))
    #expect(keymap.action(for: "R", in: .list) == .decide(.refund))
  }

  @Test(arguments: [
    KeyPress.character("R"), .character("?"), .character(" "), .control("r"), .enter, .escape,
    .tab, .backTab, .backspace, .delete, .up, .down, .left, .right, .home, .end, .pageUp,
    .pageDown,
  ])
  func `the name of a key reads back as the key`(_ key: KeyPress) {
    #expect(KeyPress(name: key.name.text) == key)
  }

  @Test(arguments: [
    "", "  ", "Ctrl-", "Ctrl-1", "Ctrl-RR", "Alt-x", "F1", "\u{1B}", "\u{7F}", "RR",
  ])
  func `what names no key is none`(_ name: String) {
    #expect(KeyPress(name: name) == nil)
  }

  @Test func `where words are typed, sentences name these, and the keys stay`() {
    let keymap = Keymap.standard.saying([.decide(.refund): "refund"])
    #expect(keymap.keyName(for: .decide(.refund)) == "refund")
    #expect(keymap.keyName(for: .decide(.cancel)) == "X")
    #expect(keymap.keys(for: .decide(.refund)) == ["R"])
  }

  @Test func `the listing shows every action with its place and whether it can be changed`() {
    let listings = Keymap.standard.listings
    #expect(listings.map(\.action) == DeskAction.allCases)
    let refund = listings.first { $0.action == .decide(.refund) }
    #expect(refund?.id == "refund")
    #expect(refund?.keys == "R")
    #expect(refund?.places == "the list, the payment")
    let redraw = listings.first { $0.action == .redraw }
    #expect(redraw?.id == nil)
    #expect(redraw?.places == "everywhere")
  }
}
