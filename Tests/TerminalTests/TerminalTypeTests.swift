import Testing
import TextSafety

@testable import Terminal

struct TerminalTypeTests {
  private let good = TerminalType.Capabilities(isKnown: true, canAddressCursor: true, isANSI: true)

  @Test(arguments: [
    ("xterm-256color", ["xterm-256color", "xterm", "vt100"]),
    ("xterm-ghostty", ["xterm-ghostty", "xterm-256color", "xterm", "vt100"]),
    ("xterm-kitty", ["xterm-kitty", "xterm-256color", "xterm", "vt100"]),
    ("alacritty", ["alacritty", "xterm-256color", "xterm", "vt100"]),
    ("foot", ["foot", "xterm-256color", "xterm", "vt100"]),
    ("wezterm", ["wezterm", "xterm-256color", "xterm", "vt100"]),
    ("tmux-256color", ["tmux-256color", "screen-256color", "xterm", "vt100"]),
    ("tmux-direct", ["tmux-direct", "screen-256color", "xterm", "vt100"]),
    ("xterm", ["xterm", "vt100"]), ("vt100", ["vt100", "xterm"]), ("", ["xterm", "vt100"]),
    ("nonsense", ["nonsense", "xterm", "vt100"]), ("../../etc/passwd", ["xterm", "vt100"]),
  ])
  func `the chain goes from the type to its relatives`(requested: String, chain: [String]) {
    #expect(TerminalType.chain(for: requested) == chain)
  }

  @Test func `the first known type is taken and the change is told`() throws {
    let known = try TerminalType.choose(for: "xterm-kitty") { _ in good }
    #expect(known.name == "xterm-kitty")
    #expect(known.notice == nil)
    let other = try TerminalType.choose(for: "xterm-kitty") { name in
      name == "xterm" ? good : TerminalType.Capabilities()
    }
    #expect(other.name == "xterm")
    #expect(other.notice == "The terminal type xterm-kitty is not known here; using xterm.")
    let unset = try TerminalType.choose(for: "") { _ in good }
    #expect(unset.notice == "TERM is not set; using xterm.")
  }

  @Test func `a terminal that cannot draw is refused with the way out`() {
    #expect(throws: TerminalError.cannotDraw) {
      try TerminalType.choose(for: "dumb") { _ in good }
    }
    #expect(throws: TerminalError.cannotDraw) {
      try TerminalType.choose(for: "printer") { _ in TerminalType.Capabilities(isKnown: true) }
    }
    #expect(throws: TerminalError.unknownType("x\u{1B}y")) {
      try TerminalType.choose(for: "x\u{1B}y") { _ in TerminalType.Capabilities() }
    }
    #expect(TerminalError.unknownType("x").message.text.contains("ncurses-base"))
  }

  @Test(arguments: [
    ("xterm", true), ("xterm-ghostty", true), ("screen-256color", true), ("linux", false),
    ("vt220", false), ("ansi", false),
  ])
  func `only some terminals have a clipboard`(name: String, hasClipboard: Bool) {
    #expect(
      TerminalType(name: "xterm", requested: name, capabilities: good).hasClipboard == hasClipboard)
    #expect(!TerminalType(name: "x", requested: name, capabilities: .init()).hasClipboard)
  }

  @Test(
    arguments: [
      (nil, 25), ("0", 0), ("100", 100), ("1000", 1000), ("1001", 25), ("-1", 25), ("x", 25),
    ] as [(String?, Int)])
  func `the escape delay is that of the environment`(value: String?, milliseconds: Int) {
    let variables = value.map { ["ESCDELAY": $0] } ?? [:]
    #expect(TerminalEnvironment(variables).escapeDelayMilliseconds == milliseconds)
  }
}
