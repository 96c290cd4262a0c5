import Foundation
import Glibc
import ProgramSupport
import TerminalEmulator
import Testing

/// One session on a terminal type in which the desk is opened and ended again and again.
struct Visit {
  private let row: CheckSheet.Row
  private let run: CheckRun
  private let session: Session

  init(_ row: CheckSheet.Row, _ run: CheckRun) throws {
    self.row = row
    self.run = run
    session = try Session(configuration: run.configuration, in: row.place, type: row.type)
  }

  /// Waits until the desk is there.
  func begin() throws {
    try check("starts") { session in
      try session.shows("Transactions")
      defer { isAnswered() }
      return session.age
    }
  }

  /// Lets the terminal answer what it was asked: what is seen afterwards shall not depend on who is quicker.
  private func isAnswered() { session.isQuiet(milliseconds: 60) }

  /// Does a step, and notes in its column what it came to, and how long it took where that says something.
  func check(_ column: String, _ step: (Session) throws -> Duration?) throws {
    run.sheet.note(CheckSheet.Cell(isKept: false), in: column, of: row)
    let duration = try step(session)
    run.sheet.note(CheckSheet.Cell(isKept: true, took: duration), in: column, of: row)
  }

  /// Ends the desk, which shows its list, and runs it again.
  func end(by ending: Ending) throws {
    try check(ending.rawValue) { session in
      if ending != Ending.allCases.first {
        try session.press("Enter")
        try session.shows("Transactions")
        isAnswered()
      }
      let duration = try leave(by: ending)
      // What a multiplexer itself takes to hang up is not ours.
      if row.place == .plain, let name = ending.hangUp {
        run.sheet.note(.hangUp, name, took: duration)
      }
      return duration
    }
  }

  /// Ends the desk and returns how long that took, once its terminal is seen to be given back.
  private func leave(by ending: Ending) throws -> Duration {
    let duration =
      switch ending {
      case .q: try session.timeToEnd { try session.press("q") }
      case .stop: try session.timeToStop { try session.send(SIGTSTP) }
      case .hangUp, .interrupt, .terminate, .quit, .abort, .segmentation, .illegal, .trap:
        try session.timeToEnd { try session.send(try #require(ending.signal)) }
      case .terminalGone: try session.timeToEnd { session.hangUp() }
      }
    switch ending {
    case .terminalGone: break
    case .stop:
      try isGivenBack("stopped", ending)
      try session.press("Enter")
      try session.shows("Transactions")
      try session.press("q")
      try isGivenBack("ended", ending)
    case .q, .hangUp, .interrupt, .terminate, .quit, .abort, .segmentation, .illegal, .trap:
      try isGivenBack("ended", ending)
    }
    return duration
  }

  /// The shell's word stands where it did before, nothing of the desk is left, and no mode is on.
  private func isGivenBack(_ word: String, _ ending: Ending) throws {
    let round = (Ending.allCases.firstIndex(of: ending) ?? 0) + 1
    let said =
      word == "ended"
      ? "ended \(ending.code) \(round), tty as before" : "\(word) \(round), tty as before"
    try session.settles("is given back and says \(said)") { screen in
      let lines = screen.split(separator: "\n").map(String.init)
      guard let end = lines.lastIndex(of: said), !screen.contains("Transactions"),
        let begin = hasOtherScreen ? lines.lastIndex(of: "round \(round)") : lines.startIndex
      else { return false }
      return Self.isClean(lines[begin..<end], ending) && session.hasPlainModes
    }
  }

  /// Whether nothing stands there but the shell's words, and of a crash one line of the desk's.
  private static func isClean(_ lines: ArraySlice<String>, _ ending: Ending) -> Bool {
    lines.count <= 4
      && lines.count { $0.hasPrefix("tilldesk crashed") } == (ending.isCrash ? 1 : 0)
  }

  /// Whether the type has a screen for programs, from which one goes back to what was there.
  private var hasOtherScreen: Bool { !["linux", "vt100"].contains(row.type) }
}

extension Session {
  /// Whether no mode is left on; inside a multiplexer only those that it hands on can be seen.
  var hasPlainModes: Bool {
    switch place {
    case .plain: emulator.isPlain
    case .tmux, .screen:
      emulator.modes.contains(25)
        && emulator.modes.isDisjoint(with: [1000, 1002, 1006, 2004, 2026])
    }
  }

  /// How long the program takes to end after something.
  func timeToEnd(_ begin: () throws -> Void) throws -> Duration {
    try time("ended", begin, until: Self.hasEnded)
  }

  /// How long the program takes to be stopped after something.
  func timeToStop(_ begin: () throws -> Void) throws -> Duration {
    try time("stopped", begin) { number in
      let line = try? String(contentsOfFile: "/proc/\(number)/stat", encoding: .utf8)
      return line?.contains(") T ") ?? false
    }
  }

  private func time(
    _ what: String, _ begin: () throws -> Void, until isThere: (pid_t) -> Bool
  ) throws -> Duration {
    let number = try number
    let clock = ContinuousClock()
    let begun = clock.now
    try begin()
    // Bounded by tries, not by a clock: 1 ms apart, half a minute on an idle machine.
    for _ in 0..<30_000 {
      if isThere(number) { return clock.now - begun }
      listen()
    }
    Issue.record("the program never \(what)")
    throw DeskFailure()
  }
}
