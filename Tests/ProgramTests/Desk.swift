import Foundation
import Testing

/// The desk in a tmux of its own, driven by keys and read as a person reads it.
final class Desk {
  private let session: String
  private let socket: String
  private let folder: ScratchFolder

  /// Opens the desk on a configuration in a terminal of a size.
  init(
    configuration: String, columns: Int = 120, rows: Int = 36, environment: [String: String] = [:]
  )
    throws
  {
    folder = try ScratchFolder()
    session = "desk"
    socket = "tilldesk-\(UUID().uuidString.prefix(12))"
    let settings = environment.map { "\($0.key)=\($0.value)" }.sorted().joined(separator: " ")
    let command =
      "env TZ=UTC \(settings) \(Program.path) --config \(configuration); echo ended $?; cat"
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

  /// Closes what it inherited before it runs tmux: the server that stays behind would keep it open, and `Process`
  /// takes a child for alive as long as anybody does.
  private static let wrapper = #"""
    for f in /proc/$$/fd/*; do n=${f##*/}; [ "$n" -gt 2 ] && eval "exec $n>&-"; done 2>/dev/null
    tmux "$@"
    """#

  /// Runs a tmux command; its output goes to a file for the same reason.
  @discardableResult
  private func tmux(_ arguments: String...) throws -> String {
    let path = folder.path("tmux")
    _ = FileManager.default.createFile(atPath: path, contents: nil)
    let output = try FileHandle(forWritingTo: URL(filePath: path))
    defer { try? output.close() }
    let process = Process()
    process.executableURL = URL(filePath: "/bin/bash")
    process.arguments = ["-c", Self.wrapper, "tmux", "-L", socket] + arguments
    process.standardOutput = output
    process.standardError = output
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    return try String(contentsOfFile: path, encoding: .utf8)
  }

  deinit {
    close()
    folder.remove()
  }
}

/// The screen did not come to what the test waited for; the issue recorded says what.
struct DeskFailure: Error {}
