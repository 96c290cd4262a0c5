import Glibc
import ProgramSupport
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

  /// Does a step, and notes what it came to in its column.
  func check(_ column: String, _ step: (Session) throws -> Void) throws {
    run.sheet.note("NO", in: column, of: row)
    try step(session)
    run.sheet.note("ok", in: column, of: row)
  }

  /// Ends the desk, which shows its list, and runs it again.
  func end(by ending: Ending) throws {
    try check(ending.rawValue) { session in
      if ending != Ending.allCases.first {
        try session.press("Enter")
        try session.shows("Transactions")
      }
      try leave(by: ending)
    }
  }

  private func leave(by ending: Ending) throws {
    switch ending {
    case .q:
      try session.press("q")
      try isGivenBack("ended", ending)
    case .stop:
      try session.send(SIGTSTP)
      try isGivenBack("stopped", ending)
      try session.press("Enter")
      try session.shows("Transactions")
      try session.press("q")
      try isGivenBack("ended", ending)
    case .hangUp:
      let duration = try session.timeToEnd { try session.send(SIGHUP) }
      note("SIGHUP", duration)
      try isGivenBack("ended", ending)
    case .interrupt, .terminate, .quit, .abort, .segmentation, .illegal, .trap:
      try session.send(try #require(ending.signal))
      try isGivenBack("ended", ending)
    case .terminalGone:
      note("the terminal gone", try session.timeToEnd { session.hangUp() })
    }
  }

  /// What a multiplexer itself takes to hang up is not ours.
  private func note(_ name: String, _ duration: Duration) {
    guard row.place == .plain else { return }
    run.sheet.note(.hangUp, name, took: duration)
  }

  /// The shell's word stands where it did before, nothing of the desk is left, and no mode is on.
  private func isGivenBack(_ word: String, _ ending: Ending) throws {
    let round = (Ending.allCases.firstIndex(of: ending) ?? 0) + 1
    let said =
      word == "ended"
      ? "ended \(ending.code) \(round), tty as before" : "\(word) \(round), tty as before"
    try session.settles("is given back and says \(said)") { screen in
      let lines = screen.split(separator: "\n").map(String.init)
      return lines.contains(said) && !screen.contains("Transactions")
        && (!hasOtherScreen || lines.contains("round \(round)")) && session.hasPlainModes
    }
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
    let number = try number
    let clock = ContinuousClock()
    let begun = clock.now
    try begin()
    // Bounded by tries, not by a clock: 1 ms apart, half a minute on an idle machine.
    for _ in 0..<30_000 {
      if Self.hasEnded(number) { return clock.now - begun }
      poll(nil, 0, 1)
    }
    Issue.record("the program never ended")
    throw DeskFailure()
  }
}
