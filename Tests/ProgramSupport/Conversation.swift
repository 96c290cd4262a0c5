import ChildProcesses
import Foundation
import Glibc
package import Testing

/// The desk in lines as a child process: on a pipe, or on a terminal that only prints.
package final class Conversation {
  /// What the program talks through.
  package enum Line: String, Sendable, CaseIterable {
    /// Standard input is a pipe, output a file.
    case pipe
    /// A terminal with `TERM=dumb`, which is not told to be plain.
    case dumbTerminal
  }

  private let line: Line
  private let process: ChildProcess
  private let folder: ScratchFolder
  /// The end of the pipe that types; negative where there is none.
  private var pipe: CInt = -1
  private var terminal: PseudoTerminal?
  private var bytes: [UInt8] = []
  /// How much of the output was waited for already.
  private var heardCount = 0

  /// Starts it on a configuration.
  package init(
    configuration: String, through line: Line, environment: [String: String] = [:]
  ) throws {
    self.line = line
    folder = try ScratchFolder()
    let input: String
    let output: String
    switch line {
    case .pipe:
      input = folder.path("in")
      output = folder.path("out")
      try #require(unsafe mkfifo(input, 0o600) == 0)
      pipe = unsafe open(input, O_RDWR | O_CLOEXEC)
    case .dumbTerminal:
      let terminal = try PseudoTerminal(columns: 80, rows: 24, translatesOutput: false)
      self.terminal = terminal
      input = terminal.path
      output = input
    }
    let said = ["TERM": "dumb", "TZ": "UTC", "LC_ALL": "C.UTF-8"]
    process = try ChildProcess(
      [Program.path, "--config", configuration] + (line == .pipe ? ["--plain"] : []),
      environment: ProcessInfo.processInfo.environment.merging(said) { $1 }
        .merging(environment) { $1 },
      output: output, errors: folder.path("err"), input: input, leadsSession: line == .dumbTerminal)
  }

  // MARK: - Talking

  /// Types lines, all at once.
  package func type(_ lines: String...) {
    send(lines.map { "\($0)\n" }.joined())
  }

  /// Presses Ctrl-C; on a terminal only.
  package func interrupt() { send("\u{3}") }

  private func send(_ text: String) {
    let bytes = Array(text.utf8)
    if let terminal { terminal.write(bytes) } else { _ = unsafe write(pipe, bytes, bytes.count) }
  }

  /// Ends the input; a terminal hangs up.
  package func hangUp() {
    terminal?.hangUp()
    if pipe >= 0 { close(pipe) }
    pipe = -1
  }

  /// Sends the program a signal.
  package func send(_ signal: Int32) { process.send(signal) }

  /// Waits until it says something that it had not said before what was last waited for.
  package func hears(
    _ text: String, _ location: SourceLocation = #_sourceLocation
  ) throws {
    // Bounded by tries, not by a clock: 20 ms apart, half a minute on an idle machine.
    for _ in 0..<1500 {
      try listen()
      let rest = String(decoding: bytes[heardCount...], as: UTF8.self)
      if let range = rest.range(of: text) {
        heardCount += rest[..<range.upperBound].utf8.count
        return
      }
      poll(nil, 0, 20)
    }
    Issue.record("never said \"\(text)\":\n\(try said)", sourceLocation: location)
    throw NeverSaid()
  }

  /// Everything it said, and what was typed where that is shown.
  package var said: String {
    get throws {
      try listen()
      return String(decoding: bytes, as: UTF8.self)
    }
  }

  /// Waits for its end; returns the exit code.
  package func ends(_ location: SourceLocation = #_sourceLocation) throws -> Int32 {
    for _ in 0..<1500 {
      // A terminal that nobody reads from would hold the program up.
      try listen()
      if case .exited(let code) = process.ended() { return code }
      poll(nil, 0, 20)
    }
    Issue.record("never ended:\n\(try said)", sourceLocation: location)
    throw NeverSaid()
  }

  private func listen() throws {
    guard let terminal else {
      bytes = Array(try Data(contentsOf: folder.url.appending(path: "out")))
      return
    }
    while true {
      let news = terminal.read(milliseconds: 0)
      guard !news.isEmpty else { return }
      bytes += news
    }
  }

  deinit {
    hangUp()
    process.send(SIGKILL)
    folder.remove()
  }
}

/// The program did not say what was waited for; the issue recorded says what.
struct NeverSaid: Error {}
