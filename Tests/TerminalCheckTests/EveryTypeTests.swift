import Glibc
import ProgramSupport
import Testing

extension TerminalCheckTests {
  /// Every terminal type, everywhere: from the first paint to every end.
  struct EveryTypeTests {
    @Test(arguments: TerminalLine.all)
    func `it starts, works, and gives the terminal back however it ends`(
      _ row: CheckSheet.Row
    ) throws {
      let visit = try Visit(row, try currentRun())
      try visit.begin()
      try visit.check("works") {
        try Self.work($0)
        return nil
      }
      for ending in Ending.allCases { try visit.end(by: ending) }
    }

    @Test(arguments: [
      "alacritty", "foot", "wezterm", "tmux-256color", "xterm-direct", "rxvt-unicode-256color",
      "putty-256color", "no-such-terminal", "",
    ])
    func `it starts on a type that is hardly known, and on none`(_ type: String) throws {
      let run = try currentRun()
      let desk = try Session(configuration: run.configuration, type: type)
      let screen = try desk.shows("Transactions")
      try desk.press("q")
      try desk.shows("ended 0 1, tty as before")
      #expect(desk.hasPlainModes)
      let used = screen.firstMatch(of: /; using ([a-z0-9-]+)\./)?.output.1
      run.sheet.note(
        .anyTerminal,
        "\(type.isEmpty ? "no TERM" : type): works\(used.map { " as \($0), and says so" } ?? "")")
    }

    /// What an agent does first.
    private static func work(_ desk: Session) throws {
      try desk.find("np-order1001", id: "NP-ORDER1001")
      try desk.press("?")
      try desk.shows("Keys in")
      try desk.press("C-g")
      try desk.hides("Keys in")
      try desk.press("q")
    }
  }
}
