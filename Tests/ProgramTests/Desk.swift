import Foundation
import Testing

/// The desk in a tmux of its own, driven by keys and read as a person reads it.
final class Desk {
  private let session: String
  private let socket: String

  /// Opens the desk on a configuration in a terminal of a size.
  init(configuration: String, columns: Int = 120, rows: Int = 36, environment: [String: String] = [:])
    throws
  {
    session = "desk"
    socket = "tilldesk-\(UUID().uuidString.prefix(12))"
    let settings = environment.map { "\($0.key)=\($0.value)" }.sorted().joined(separator: " ")
    let command = "env TZ=UTC \(settings) \(Program.path) --config \(configuration); echo ended $?; cat"
    try tmux(
      "-f", "/dev/null", "new-session", "-d", "-x", String(columns), "-y", String(rows), "-s",
      session, command)
    try tmux("set-option", "-g", "escape-time", "0")
  }

  /// Presses keys by their tmux names: `/`, `Enter`, `Escape`, `C-r`.
  func press(_ keys: String...) throws {
    for key in keys { try tmux("send-keys", "-t", session, key) }
  }

  /// Types text as it stands.
  func type(_ text: String) throws { try tmux("send-keys", "-t", session, "-l", text) }

  /// The screen as text.
  func screen() throws -> String { try tmux("capture-pane", "-p", "-t", session) }

  /// Waits until the screen shows a text, and returns the screen.
  @discardableResult
  func shows(_ text: String, _ location: SourceLocation = #_sourceLocation) throws -> String {
    try settles("shows \"\(text)\"", location) { $0.contains(text) }
  }

  /// Waits until the screen no longer shows a text.
  @discardableResult
  func hides(_ text: String, _ location: SourceLocation = #_sourceLocation) throws -> String {
    try settles("hides \"\(text)\"", location) { !$0.contains(text) }
  }

  /// Waits until the screen meets a condition; the failure shows the last screen.
  @discardableResult
  func settles(
    _ what: String, _ location: SourceLocation = #_sourceLocation, _ condition: (String) -> Bool
  ) throws -> String {
    var last = ""
    // Bounded by tries, not by a clock: 40 ms apart, half a minute on an idle machine.
    for _ in 0..<750 {
      last = try screen()
      if condition(last) { return last }
      _ = poll(nil, 0, 40)
    }
    Issue.record("the screen never \(what):\n\(last)", sourceLocation: location)
    throw DeskFailure()
  }

  /// Ends the terminal and everything in it.
  func close() { _ = try? tmux("kill-server") }

  @discardableResult
  private func tmux(_ arguments: String...) throws -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/tmux")
    process.arguments = ["-L", socket] + arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }

  deinit { close() }
}

/// The screen did not come to what the test waited for; the issue recorded says what.
struct DeskFailure: Error {}
