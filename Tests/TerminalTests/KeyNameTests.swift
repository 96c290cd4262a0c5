import Terminal
import Testing
import TextSafety

struct KeyNameTests {
  private static let all: [Key] =
    [
      .enter, .escape, .tab, .backTab, .backspace, .delete, .insert, .up, .down, .left, .right,
      .home, .end, .pageUp, .pageDown,
    ]
    + (1...24).map(Key.function)
    + "abcdefgklnopqrstuvwxyz@\\]^_".map(Key.control)
    + "aZ09 -+?:!^é東".flatMap { [Key.character($0), .alt($0)] }

  @Test(arguments: all)
  func `a key is found by its title`(key: Key) {
    #expect(Key(name: key.title.text) == key)
  }

  @Test(arguments: [
    ("Ctrl-P", Key.control("p")), ("ctrl-p", .control("p")), ("C-p", .control("p")),
    ("^P", .control("p")), ("Ctrl-Space", .control("@")), ("R", .character("R")),
    ("r", .character("r")), ("PGDN", .pageDown), ("PageDown", .pageDown), ("shift-TAB", .backTab),
    ("f1", .function(1)), ("Return", .enter), ("Space", .character(" ")), ("-", .character("-")),
    ("^", .character("^")), ("Alt-X", .alt("X")), ("M-x", .alt("x")), ("Ctrl-I", .tab),
    ("Ctrl-M", .enter), ("Ctrl-[", .escape), ("Ctrl-H", .backspace),
  ])
  func `a name may be written in several ways`(name: String, key: Key) {
    #expect(Key(name: name) == key)
  }

  @Test(arguments: [
    "", "Ctrl-", "Ctrl-é", "Ctrl-PgUp", "Ctrl-1", "Ctrl-ab", "F0", "F25", "Fx", "Alt-",
    "Alt-Up", "Alt-Alt-x", "Hyper-x", "ab", "\u{1B}", "\u{7F}", "\u{85}", "^^^",
  ])
  func `what is no key has no name`(name: String) {
    #expect(Key(name: name) == nil)
  }
}
