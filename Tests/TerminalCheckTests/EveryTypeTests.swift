import Foundation
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
      ("alacritty", "xterm-256color"), ("foot", "xterm-256color"), ("wezterm", "xterm-256color"),
      ("xterm-ghostty", "xterm-256color"), ("xterm-direct", "xterm-256color"),
      ("putty-256color", "xterm"), ("no-such-terminal", "xterm"), ("", "xterm"),
    ])
    func `on a type that is not known, and on none, it takes a near one and says so`(
      _ type: String, _ used: String
    ) throws {
      let run = try currentRun()
      let desk = try Session(configuration: run.configuration, type: type)
      let told = type.isEmpty ? "TERM is not set" : "The terminal type \(type) is not known here"
      // ncurses looks into its own folder too: a host with ncurses-term knows some of them.
      let known = "/usr/share/terminfo/\(type.prefix(1))/\(type)"
      let isKnown = !type.isEmpty && FileManager.default.fileExists(atPath: known)
      try desk.shows(isKnown ? "Transactions" : "\(told); using \(used).")
      try desk.press("q")
      try desk.shows("ended 0 1, tty as before")
      #expect(desk.hasPlainModes)
      run.sheet.note(.anyTerminal, "\(type.isEmpty ? "no TERM" : type): as \(used), and says so")
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
