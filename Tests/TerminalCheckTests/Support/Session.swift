import ChildProcesses
import Foundation
import Glibc
import ProgramSupport
import TerminalEmulator
import Testing
import TextSafety

/// A shell on a terminal of the test's own, which runs a command, tells how it ended, and runs it again.
final class Session: DrivenDesk {
  let place: Place
  private(set) var emulator: VirtualTerminal
  /// Every byte that came.
  private(set) var bytes: [UInt8] = []
  /// Whether the terminal answers what it is asked as soon as it is; else only when it is told to.
  private let answersAtOnce: Bool
  private let terminal: PseudoTerminal
  private let process: ChildProcess
  private let folder: ScratchFolder
  private let environment: [String: String]
  private let clock = ContinuousClock()
  private let begun: ContinuousClock.Instant

  /// Opens a terminal and runs a command there, the desk unless another is given.
  ///
  /// - Parameters:
  ///   - place: What it runs in.
  ///   - type: What `TERM` says to it.
  ///   - settings: More variables of its environment.
  ///   - answersAtOnce: Whether the terminal answers what it is asked; else only when it is told to.
  init(
    _ command: [String], in place: Place = .plain, type: String = "xterm-256color",
    columns: Int = 100, rows: Int = 30, settings: [String: String] = [:],
    answersAtOnce: Bool = true
  ) throws {
    self.place = place
    self.answersAtOnce = answersAtOnce
    folder = try ScratchFolder()
    terminal = try PseudoTerminal(columns: columns, rows: rows)
    emulator = VirtualTerminal(columns: columns, rows: rows, widthOf: Self.width)
    let script = folder.path("session.sh")
    try Self.script.write(toFile: script, atomically: false, encoding: .utf8)
    environment = Self.environment(type: type, folder: folder).merging(settings) { $1 }
    begun = clock.now
    process = try ChildProcess(
      try place.command(around: ["sh", script] + command, in: folder), environment: environment,
      terminal: terminal)
  }

  private static func width(of scalar: Unicode.Scalar) -> Int {
    guard scalar.properties.generalCategory != .nonspacingMark else { return 0 }
    return SafeText(sanitizing: String(Character(scalar))).width
  }

  /// Runs the desk on a configuration.
  convenience init(
    configuration: String, in place: Place = .plain, type: String = "xterm-256color",
    columns: Int = 100, rows: Int = 30, settings: [String: String] = [:],
    answersAtOnce: Bool = true
  ) throws {
    try self.init(
      [Program.path, "--config", configuration], in: place, type: type, columns: columns,
      rows: rows, settings: settings, answersAtOnce: answersAtOnce)
  }

  /// Runs a command as people do, in a group of its own, which the terminal can stop.
  ///
  /// A stopped one is told of, and goes on with Enter; one that ended is run again with Enter. What is typed before is
  /// kept.
  private static let script = """
    set -m
    ulimit -c 0
    TERM=$SESSION_TYPE
    export TERM
    round=0
    hear() { read -r word; echo "$word" >> "$SESSION_HEARD"; }
    while round=$((round + 1)); do
      before=$(stty -g)
      tty() { [ "$(stty -g)" = "$before" ] && echo "tty as before" || echo "tty changed"; }
      echo "round $round"
      sh -c 'echo $$ > "$SESSION_NUMBER"; exec "$@"' sh "$@"
      code=$?
      while [ $code = 148 ]; do
        echo "stopped $round, $(tty)"
        hear
        fg > /dev/null
        code=$?
      done
      echo "ended $code $round, $(tty)"
      hear
    done
    """

  /// What all programs in it see.
  ///
  /// Only the terminal types of ncurses-base are known, whatever else is installed. Nobody has asked to look into crashes.
  private static func environment(type: String, folder: ScratchFolder) -> [String: String] {
    var variables = ProcessInfo.processInfo.environment
    for name in [
      "TMUX", "STY", "NO_COLOR", "COLORTERM", "ESCDELAY", "TERMINFO", "LC_ALL", "SWIFT_BACKTRACE",
    ] {
      variables[name] = nil
    }
    let own = [
      "TERM": "xterm-256color", "SESSION_TYPE": type, "SESSION_NUMBER": folder.path("number"),
      "SESSION_HEARD": folder.path("heard"),
      "TERMINFO_DIRS": "/lib/terminfo", "HOME": folder.url.path, "SCREENDIR": folder.url.path,
      "LANG": "C.UTF-8", "TZ": "UTC", "SHELL": "/bin/sh",
    ]
    return variables.merging(own) { $1 }
  }

  // MARK: - The keyboard

  func press(_ keys: [String]) throws {
    for key in keys { send(try Self.bytes(of: key)) }
  }

  func type(_ text: String) throws { send(Array(text.utf8)) }

  /// Pastes as a terminal does that marks it.
  func paste(_ text: String) { send(Array("\u{1B}[200~\(text)\u{1B}[201~".utf8)) }

  /// Lets the terminal answer what it was asked.
  func answer() { send(emulator.takeAnswers()) }

  private func send(_ bytes: [UInt8]) { terminal.write(bytes) }

  private static func bytes(of key: String) throws -> [UInt8] {
    if key.count == 1 { return Array(key.utf8) }
    if key.hasPrefix("C-"), let letter = key.utf8.last { return [letter & 0x1F] }
    return try #require(["Enter": [0x0D], "Escape": [0x1B], "Tab": [0x09]][key], "no key \(key)")
  }

  // MARK: - The screen

  func screen() throws -> String {
    _ = take(milliseconds: 0)
    return emulator.plainText
  }

  /// Takes what comes within the shortest moment, for who measures.
  func listen() { _ = take(milliseconds: 1) }

  /// Takes what comes within a moment.
  func pause() { _ = take(milliseconds: 40) }

  /// Takes what comes next; `false` when nothing came in time.
  private func take(milliseconds: CInt) -> Bool {
    let news = terminal.read(milliseconds: milliseconds)
    bytes += news
    emulator.feed(news)
    if answersAtOnce { answer() }
    return !news.isEmpty
  }

  /// How long the first byte of the answer to a key takes; `nil` when none came.
  func answerTime(to key: String) throws -> Duration? {
    isQuiet(milliseconds: 200)
    let bytes = try Self.bytes(of: key)
    let begun = clock.now
    send(bytes)
    guard take(milliseconds: 5000) else { return nil }
    return clock.now - begun
  }

  /// Waits until nothing has come for so long.
  func isQuiet(milliseconds: CInt) {
    for _ in 0..<100 where !take(milliseconds: milliseconds) { return }
  }

  func resize(columns: Int, rows: Int) {
    // What is on its way was drawn for the old size.
    isQuiet(milliseconds: 40)
    emulator.resize(columns: columns, rows: rows)
    terminal.resize(columns: columns, rows: rows)
  }

  // MARK: - The program

  /// The time since it was started.
  var age: Duration { clock.now - begun }

  var number: pid_t {
    get throws {
      try #require(pid_t(try folder.text("number").trimmingCharacters(in: .whitespacesAndNewlines)))
    }
  }

  /// The lines that were typed into the shell.
  var heard: String { (try? folder.text("heard")) ?? "" }

  /// Takes the terminal away from the program.
  func hangUp() {
    if let command = place.ending(in: folder) { run(command) } else { terminal.hangUp() }
  }

  /// Runs a command beside it, in the same environment, and returns what it says.
  @discardableResult
  func run(_ command: [String]) -> String {
    let path = folder.path("said")
    try? FileManager.default.removeItem(atPath: path)
    let process = try? ChildProcess(
      command, environment: environment, output: path, errors: path)
    _ = process?.waits(hundredths: 1000)
    return (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
  }

  /// Runs a command of tmux on the one that the session is in.
  func tmux(_ arguments: String...) -> String {
    run(["tmux", "-S", folder.path("tmux")] + arguments)
  }

  deinit {
    hangUp()
    terminal.hangUp()
    if process.waits(hundredths: 500) == nil { process.send(SIGKILL) }
    folder.remove()
  }
}
