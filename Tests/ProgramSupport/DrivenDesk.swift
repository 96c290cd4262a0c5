import Foundation
package import Glibc
package import Testing

/// A desk that a test drives by keys and reads as a person reads it.
package protocol DrivenDesk {
  /// Presses keys by their tmux names: `/`, `Enter`, `Escape`, `C-r`.
  func press(_ keys: [String]) throws

  /// Types text as it stands.
  func type(_ text: String) throws

  /// The screen as text.
  func screen() throws -> String

  /// Lets a moment pass in which the screen may change.
  func pause()

  /// The number of the program's process.
  var number: pid_t { get throws }
}

extension DrivenDesk {
  /// Presses keys by their tmux names: `/`, `Enter`, `Escape`, `C-r`.
  package func press(_ keys: String...) throws { try press(keys) }

  // MARK: - The screen

  /// Waits until the screen shows a text, and returns the screen.
  @discardableResult
  package func shows(
    _ text: String, _ location: SourceLocation = #_sourceLocation
  ) throws -> String {
    try settles("shows \"\(text)\"", location) { $0.contains(text) }
  }

  /// Waits until the screen no longer shows a text.
  @discardableResult
  package func hides(
    _ text: String, _ location: SourceLocation = #_sourceLocation
  ) throws -> String {
    try settles("hides \"\(text)\"", location) { !$0.contains(text) }
  }

  /// Waits until the screen meets a condition; the failure shows the last screen.
  @discardableResult
  package func settles(
    _ what: String, _ location: SourceLocation = #_sourceLocation, _ condition: (String) -> Bool
  ) throws -> String {
    var last = ""
    // Bounded by tries, not by a clock: 40 ms apart, half a minute on an idle machine.
    for _ in 0..<750 {
      last = try screen()
      if condition(last) { return last }
      pause()
    }
    Issue.record("the screen never \(what):\n\(last)", sourceLocation: location)
    throw DeskFailure()
  }

  // MARK: - The program

  /// Sends the program a signal.
  package func send(_ signal: Int32) throws { kill(try number, signal) }

  /// Waits until the program is gone, also when its terminal is.
  package func isGone(_ location: SourceLocation = #_sourceLocation) throws {
    let number = try number
    for _ in 0..<750 {
      if Self.hasEnded(number) { return }
      pause()
    }
    Issue.record("the program never ended", sourceLocation: location)
    throw DeskFailure()
  }

  /// Whether a process is gone; one that nobody has asked for its end yet stays in the table, as a zombie.
  package static func hasEnded(_ number: pid_t) -> Bool {
    let line = try? String(contentsOfFile: "/proc/\(number)/stat", encoding: .utf8)
    return line?.contains(") Z ") ?? true
  }
}

/// The screen did not come to what the test waited for; the issue recorded says what.
package struct DeskFailure: Error {
  /// Says no more than that it failed.
  package init() {}
}
