import Foundation
import Glibc
import ProgramSupport
import TerminalEmulator
import Testing

extension TerminalCheckTests {
  /// The desk asks the terminal for its background; what is typed until the answer comes is not lost, and the answer is
  /// typed nowhere.
  struct LateAnswerTests {
    /// A desk that is shown and has asked, on a terminal that has not answered.
    private static func asked() throws -> Session {
      let desk = try Session(configuration: currentRun().configuration, answersAtOnce: false)
      try desk.shows("Transactions")
      try desk.settles("asks for the background, and for something that every terminal answers") {
        _ in
        String(decoding: desk.emulator.answers, as: UTF8.self).hasSuffix("\u{1B}[?62;22c")
      }
      return desk
    }

    @Test func `keys before and behind a late answer are a search`() throws {
      let desk = try Self.asked()
      try desk.press("/")
      try desk.type("np-")
      desk.answer()
      try desk.type("order1001")
      try desk.shows("/ np-order1001")
    }

    @Test func `keys typed between Ctrl-Z and the answer are there when the desk goes on`() throws {
      let desk = try Self.asked()
      try desk.press("C-z", "/")
      try desk.type("np-order1001")
      desk.answer()
      try desk.shows("stopped 1, tty as before")
      try desk.press("Enter")
      try desk.shows("/ np-order1001")
      #expect(desk.heard == "\n")
      try currentRun().sheet.note(
        .restored, "Ctrl-Z, then 13 keys, then the terminal's answer: the keys are there at fg")
    }

    @Test(.enabled(if: canGiveBack, "This system lets no program give keys back"))
    func `keys typed between q and the answer are the shell's, the answer is nobody's`() throws {
      let desk = try Self.asked()
      try desk.press("q")
      try desk.type("echo one")
      desk.answer()
      try desk.type(" two")
      try desk.shows("ended 0 1, tty as before")
      try desk.press("Enter")
      try desk.settles("is heard by the shell") { _ in desk.heard == "echo one two\n" }
      try currentRun().sheet.note(
        .restored, "q, then 12 keys around the terminal's answer: the keys are the shell's")
    }

    @Test func `an answer that comes after q is not typed into the shell`() throws {
      let desk = try Self.asked()
      try desk.press("q")
      desk.isQuiet(milliseconds: 500)
      desk.answer()
      let screen = try desk.shows("ended 0 1, tty as before")
      #expect(!screen.contains("rgb"))
      try desk.press("Enter")
      try desk.settles("hears an empty line") { _ in desk.heard == "\n" }
      try currentRun().sheet.note(
        .restored, "an answer 0.5 s after q: nothing of it in the shell")
    }

    @Test(arguments: [SIGTERM, SIGINT, SIGQUIT, SIGSEGV])
    func `an answer that comes after a signal is not typed into the shell`(
      _ signal: CInt
    ) throws {
      let desk = try Self.asked()
      try desk.send(signal)
      desk.isQuiet(milliseconds: 20)
      desk.answer()
      try desk.settles("is given back") { $0.contains("ended ") && $0.contains("tty as before") }
      try desk.press("Enter")
      try desk.settles("hears an empty line") { _ in desk.heard == "\n" }
    }

    /// Whether the system lets a program put keys back: not every new one does.
    private static var canGiveBack: Bool {
      let path = "/proc/sys/dev/tty/legacy_tiocsti"
      let setting = (try? String(contentsOfFile: path, encoding: .utf8)) ?? "1"
      return setting.hasPrefix("1") || geteuid() == 0
    }
  }
}
