import ChildProcesses
import Foundation
import Glibc
package import Testing

/// The built program, run as a person or a script would.
package enum Program {
  /// What one run came to.
  package struct Outcome: Sendable {
    /// The exit code; of a program that a signal ended 128 and the signal, as a shell tells it.
    package let status: Int32
    /// The signal that ended it; `nil` when it ended by itself.
    package let signal: Int32?
    /// What it wrote to standard output.
    package let output: String
    /// What it wrote to standard error.
    package let errors: String

    /// The output read as one JSON object.
    package var json: [String: Any] {
      get throws {
        let value = try JSONSerialization.jsonObject(with: Data(output.utf8))
        return value as? [String: Any] ?? [:]
      }
    }

    /// The output read as a JSON array of objects.
    package var rows: [[String: Any]] {
      get throws {
        let value = try JSONSerialization.jsonObject(with: Data(output.utf8))
        return value as? [[String: Any]] ?? []
      }
    }
  }

  /// The program beside the test runner.
  package static let path = besideRunner("tilldesk")

  /// The path of a product that was built with the tests.
  package static func besideRunner(_ name: String) -> String {
    let runner = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    return runner.deletingLastPathComponent().appending(path: name).path
  }

  /// Runs a command to its end.
  package static func run(
    _ arguments: [String], environment: [String: String] = [:]
  ) throws -> Outcome {
    try start(arguments, environment: environment).finish()
  }

  /// Starts a command.
  ///
  /// - Parameter gate: Holds it back until this is opened; `nil` lets it go at once.
  package static func start(
    _ arguments: [String], environment: [String: String] = [:], gate: Gate? = nil
  ) throws -> RunningProgram {
    try RunningProgram([path] + arguments, environment: environment, gate: gate)
  }

  /// Starts a command in a shell: `"$0" "$@"` is the program with the arguments.
  package static func start(
    in shell: String = "bash", _ script: String, _ arguments: [String] = [],
    environment: [String: String] = [:]
  ) throws -> RunningProgram {
    try RunningProgram(
      ["/usr/bin/env", shell, "-c", script, path] + arguments, environment: environment, gate: nil)
  }
}

/// A command that runs, and can be sent signals.
package final class RunningProgram {
  /// How long its end is waited for, in hundredths of a second: two minutes.
  private static let patience = 12_000

  private let command: [String]
  private let process: ChildProcess
  private let folder: ScratchFolder

  fileprivate init(
    _ command: [String], environment: [String: String], gate: Gate?
  ) throws {
    folder = try ScratchFolder()
    self.command = command
    process = try ChildProcess(
      gate.map { [command] in $0.holding(command) } ?? command,
      environment: ProcessInfo.processInfo.environment.merging(environment) { $1 },
      output: folder.path("out"), errors: folder.path("err"))
  }

  /// Whether it still runs.
  package var isRunning: Bool { process.isRunning }

  /// Sends it a signal.
  package func send(_ signal: Int32) { process.send(signal) }

  /// Waits until it has said something, on whichever of its two ways out.
  package func says(_ text: String, _ location: SourceLocation = #_sourceLocation) throws {
    // Bounded by tries, not by a clock: 20 ms apart, half a minute on an idle machine.
    for _ in 0..<1500 {
      if try (folder.text("out") + folder.text("err")).contains(text) { return }
      guard isRunning else { break }
      poll(nil, 0, 20)
    }
    let said = try folder.text("out") + folder.text("err")
    Issue.record("never said \"\(text)\": \(said)", sourceLocation: location)
    throw NeverSaid()
  }

  /// Waits until it was stopped (SIGSTOP).
  package func stands(_ location: SourceLocation = #_sourceLocation) throws {
    // Bounded by tries, not by a clock: 10 ms apart, half a minute on an idle machine.
    for _ in 0..<3000 where process.isRunning {
      let line = try? String(contentsOfFile: "/proc/\(process.number)/stat", encoding: .utf8)
      if line?.contains(") T ") == true { return }
      poll(nil, 0, 10)
    }
    Issue.record("\(command) was never stopped", sourceLocation: location)
    throw NeverEnded()
  }

  /// Waits for its end, within bounds: one that hangs is killed, and the test fails.
  package func finish(
    _ location: SourceLocation = #_sourceLocation
  ) throws -> Program.Outcome {
    guard let end = process.waits(hundredths: Self.patience) else {
      send(SIGKILL)
      Issue.record(
        "\(command) never ended: \(try folder.text("err"))", sourceLocation: location)
      throw NeverEnded()
    }
    let output = try folder.text("out")
    let errors = try folder.text("err")
    return switch end {
    case .exited(let code):
      Program.Outcome(status: code, signal: nil, output: output, errors: errors)
    case .killed(let signal):
      Program.Outcome(status: 128 + signal, signal: signal, output: output, errors: errors)
    }
  }

  deinit { folder.remove() }
}

/// A command did not end; the issue recorded says which.
struct NeverEnded: Error {}
