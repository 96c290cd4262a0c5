import Foundation
import Glibc
import ProgramSupport
import TerminalEmulator
import Testing

extension TerminalCheckTests {
  /// What the desk does with the line and with what comes over it.
  struct MannerTests {
    /// Where and on what something is copied, and what the desk says of it.
    struct Copy: Sendable, CustomTestStringConvertible {
      let place: Place
      let type: String
      let says: String

      /// Whether the terminal gets the text.
      var isCopied: Bool { !says.hasPrefix("Not copied") }

      var testDescription: String { "\(place.rawValue) \(type)" }
    }

    static let copies = [
      Copy(place: .plain, type: "xterm-256color", says: "Sent to the terminal (OSC 52)"),
      Copy(place: .plain, type: "xterm-ghostty", says: "Sent to the terminal (OSC 52)"),
      Copy(place: .plain, type: "linux", says: "Not copied: this terminal has no clipboard"),
      Copy(place: .plain, type: "vt100", says: "Not copied: this terminal has no clipboard"),
      Copy(place: .tmux, type: "screen-256color", says: "Copied through tmux"),
      Copy(place: .screen, type: "screen-256color", says: "Sent through screen to the terminal"),
    ]

    @Test(arguments: copies)
    func `a copied id reaches the terminal, or the desk says that it cannot`(_ copy: Copy) throws {
      let run = try currentRun()
      let desk = try Session(configuration: run.configuration, in: copy.place, type: copy.type)
      try desk.find("np-order1001", id: "6636598")
      try desk.press("y")
      try desk.settles("says what it did") { screen in
        screen.contains(copy.says)
          && desk.emulator.clipboard == (copy.isCopied ? ["6636598"] : [])
      }
      if copy.place == .tmux { #expect(desk.tmux("show-buffer") == "6636598") }
      let arrived = copy.isCopied ? "7 of 7 bytes arrived" : "nothing sent"
      run.sheet.note(
        .copy, "\(copy.place.rawValue), \(copy.type): \(arrived), says \"\(copy.says)\"")
    }

    @Test func `where colour is forbidden there is none in any byte`() throws {
      let run = try currentRun()
      for isForbidden in [true, false] {
        let settings = ["COLORTERM": "truecolor", "NO_COLOR": isForbidden ? "1" : ""]
        let desk = try Session(configuration: run.configuration, settings: settings)
        try desk.find("np-order1001", id: "NP-ORDER1001")
        try desk.press("R")
        try desk.shows("Refund from")
        try desk.press("C-g", "?")
        try desk.shows("Keys in")
        try desk.quit()
        let colours = desk.emulator.colours.count
        #expect((colours == 0) == isForbidden)
        let word = isForbidden ? "with NO_COLOR" : "without"
        run.sheet.note(
          .noColour,
          "\(word): \(colours) codes (30–49, 58, 59, 90–107) in \(desk.bytes.count) bytes")
      }
    }

    @Test func `a paste into the list is a search, into a field text, and submits nothing`() throws
    {
      let run = try currentRun()
      let sandbox = try Sandbox()
      let desk = try Session(configuration: sandbox.configuration)
      try desk.find("np-order1001", id: "NP-ORDER1001")
      try desk.press("R")
      try desk.shows("Refund from")
      desk.paste("5.00\r\r\r\r\r\r")
      let form = try desk.shows("5.00")
      #expect(form.contains("Refund from"))
      #expect(!form.contains("Confirm"))
      try desk.press("C-g", "C-g")
      try desk.hides("Refund from")
      desk.paste("txn_abc123\rq\nR")
      try desk.settles("shows a search for what was pasted") {
        $0.contains("/ txn_abc123 q R")
      }
      let effects = try sandbox.effects().count
      #expect(effects == 0)
      try desk.quit()
      run.sheet.note(.paste, "movements of money at the provider after both: \(effects)")
      run.sheet.note(.paste, "list: \"txn_abc123 ⏎ q ⏎ R\" became one search line, nothing else")
      run.sheet.note(
        .paste, "form: \"5.00\" and six newlines became an amount, the form still open")
    }

    @Test(arguments: Place.allCases)
    func `a terminal that only prints lines gets lines, and no sequence`(_ place: Place) throws {
      let run = try currentRun()
      let desk = try Session(configuration: run.configuration, in: place, type: "dumb")
      try desk.settles("asks for a search") { $0.contains("Search>") }
      try desk.type("quit")
      try desk.press("Enter")
      try desk.settles("leaves the terminal as it was") { screen in
        screen.split(separator: "\n").contains {
          $0.contains("ended ") && $0.hasSuffix("as before")
        }
      }
      // A multiplexer draws it with sequences of its own.
      if place == .plain { #expect(!desk.bytes.contains(0x1B)) }
      run.sheet.note(.anyTerminal, "dumb, \(place.rawValue): lines, no sequence, the tty as before")
    }

    @Test(arguments: [false, true])
    func `the mouse stays the terminal's, unless it is asked for`(_ isAsked: Bool) throws {
      let sandbox = try Sandbox(settings: isAsked ? "terminal.mouse = true" : "")
      let desk = try Session(configuration: sandbox.configuration)
      try desk.shows("Transactions")
      #expect(desk.emulator.modes.isSuperset(of: [1000, 1006]) == isAsked)
      try desk.send(SIGSEGV)
      try desk.settles("is given back") { $0.contains("ended 139") && desk.emulator.isPlain }
    }
  }
}
