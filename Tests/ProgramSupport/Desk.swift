import ChildProcesses
import Foundation
package import Glibc
import Testing

/// The desk in a tmux of its own, driven by keys and read as a person reads it.
package final class Desk: DrivenDesk {
  private let session: String
  private let socket: String
  private let folder: ScratchFolder

  /// Opens the desk on a configuration in a terminal of a size.
  package init(
    configuration: String, columns: Int = 120, rows: Int = 36, environment: [String: String] = [:]
  ) throws {
    folder = try ScratchFolder()
    session = "desk"
    socket = "tilldesk-\(UUID().uuidString.prefix(12))"
    let settings = environment.map { "'\($0.key)=\($0.value)'" }.sorted().joined(separator: " ")
    // The shell that notes its number becomes the program, which keeps it.
    let noted = #"sh -c 'echo $$ > "$0"; exec "$@"' \#(folder.path("number"))"#
    // What the desk remembers stays here too, and not with whoever runs the tests.
    let own = "TZ=UTC XDG_STATE_HOME=\(folder.path("state"))"
    let command =
      "\(noted) env \(own) \(settings) \(Program.path) --config \(configuration); echo ended $?; cat"
    try tmux(
      "-f", "/dev/null", "new-session", "-d", "-x", String(columns), "-y", String(rows), "-s",
      session, command)
    try tmux("set-option", "-g", "escape-time", "0")
  }

  // MARK: - The keyboard

  /// Presses keys by their tmux names: `/`, `Enter`, `Escape`, `C-r`.
  package func press(_ keys: [String]) throws {
    for key in keys { try tmux("send-keys", "-t", session, key) }
  }

  /// Types text as it stands.
  package func type(_ text: String) throws { try tmux("send-keys", "-t", session, "-l", text) }

  // MARK: - The screen

  /// The screen as text.
  package func screen() throws -> String { try tmux("capture-pane", "-p", "-t", session) }

  /// Lets a moment pass in which the screen may change.
  package func pause() { poll(nil, 0, 40) }

  // MARK: - The program

  /// Ends the terminal and everything in it.
  package func close() { _ = try? tmux("kill-server") }

  /// The number of the program's process.
  package var number: pid_t {
    get throws {
      try #require(pid_t(try folder.text("number").trimmingCharacters(in: .whitespacesAndNewlines)))
    }
  }

  // MARK: - tmux

  /// Runs a tmux command to its end; the server that it may start stays behind.
  @discardableResult
  private func tmux(_ arguments: String...) throws -> String {
    let path = folder.path("said")
    try? FileManager.default.removeItem(atPath: path)
    let process = try ChildProcess(
      ["tmux", "-L", socket] + arguments,
      environment: ProcessInfo.processInfo.environment, output: path, errors: path)
    try #require(process.waits(hundredths: 3000) != nil, "tmux \(arguments) never ended")
    return try String(contentsOfFile: path, encoding: .utf8)
  }

  deinit {
    close()
    folder.remove()
  }
}
