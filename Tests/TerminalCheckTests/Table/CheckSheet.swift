import Synchronization

/// What is promised of the terminal.
enum Promise: String, Sendable, CaseIterable {
  case anyTerminal = "runs on any TERM with ncurses-base alone"
  case restored = "the terminal is given back, however the program ends"
  case escape = "Esc acts within 30 ms outside tmux, and has immediate twins"
  case noColour = "NO_COLOR: no colour code"
  case copy = "copy works, and what is said is what was done"
  case paste = "a paste runs no command, and its newline submits nothing"
  case idle = "idle: no byte, no periodic wake-up, no processor"
  case hangUp = "hang-up: out within 50 ms, after what money is on its way is recorded"
}

/// Collects what the checks came to.
final class CheckSheet: Sendable {
  /// A terminal type in a place.
  struct Row: Hashable, Sendable {
    let place: Place
    let type: String
  }

  /// What a column of a row came to.
  struct Cell: Hashable, Sendable {
    /// Whether it did what is promised.
    let isKept: Bool
    /// How long it took, where that says something.
    var took: Duration?
  }

  private struct State {
    var cells: [Row: [String: Cell]] = [:]
    var measured: [Promise: [String]] = [:]
    var durations: [Promise: [String: [Duration]]] = [:]
  }

  private let state = Mutex(State())

  /// Notes what a column of a row came to.
  func note(_ cell: Cell, in column: String, of row: Row) {
    state.withLock { $0.cells[row, default: [:]][column] = cell }
  }

  /// Notes what was measured of a promise.
  func note(_ promise: Promise, _ words: String) {
    state.withLock { $0.measured[promise, default: []].append(words) }
  }

  /// Notes how long something took, of which there are several.
  func note(_ promise: Promise, _ name: String, took duration: Duration) {
    state.withLock { $0.durations[promise, default: [:]][name, default: []].append(duration) }
  }

  func cells(of row: Row) -> [String: Cell] { state.withLock { $0.cells[row] ?? [:] } }

  /// The lines of a promise.
  func measured(of promise: Promise) -> [String] {
    state.withLock { state in
      let durations = state.durations[promise, default: [:]].sorted { $0.key < $1.key }
      return durations.map { "\($0.key): \(Self.summary($0.value))" }
        + state.measured[promise, default: []].sorted()
    }
  }

  /// The middle and the longest of some.
  static func summary(_ durations: [Duration]) -> String {
    let sorted = durations.sorted()
    guard let most = sorted.last else { return "nothing measured" }
    let median = sorted[sorted.count / 2]
    return "median \(milliseconds(median)), at most \(milliseconds(most)), of \(sorted.count)"
  }

  private static func milliseconds(_ duration: Duration) -> String {
    let (seconds, attoseconds) = duration.components
    let tenths = seconds * 10_000 + attoseconds / 100_000_000_000_000
    return "\(tenths / 10).\(tenths % 10) ms"
  }
}
