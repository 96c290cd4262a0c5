package import Glibc

/// A program on a terminal of its own, with the time of what it writes.
///
/// Safe to use from one thread only.
package final class MeasuredProgram {
  /// What the program wrote after something happened.
  package struct Burst {
    /// Milliseconds until the first byte.
    package let firstByte: Double
    /// Milliseconds until the last byte before it was quiet.
    package let lastByte: Double
    /// What was written.
    package let bytes: [UInt8]
  }

  /// The number of its process.
  package var process: pid_t { child.number }

  private let terminal: PseudoTerminal
  private let child: ChildProcess
  private let started: Double

  /// Starts a program in a terminal of a size.
  ///
  /// - Parameters:
  ///   - arguments: The program, looked for as a shell does, and its arguments.
  ///   - columns: The width of the terminal.
  ///   - rows: The height of the terminal.
  ///   - environment: All of its environment.
  package init(
    _ arguments: [String], columns: Int, rows: Int, environment: [String: String]
  ) throws {
    terminal = try PseudoTerminal(columns: columns, rows: rows)
    started = Self.now
    child = try ChildProcess(arguments, environment: environment, terminal: terminal)
  }

  /// Asks the program to end, which may have to put its files in order, and frees the terminal.
  package func close() {
    child.send(SIGTERM)
    for _ in 0..<100 where child.isRunning { _ = receive(waiting: 20) }
    child.send(SIGKILL)
    _ = child.waits(hundredths: 500)
    terminal.hangUp()
  }

  // MARK: - Keys and bytes

  /// What is written after the start, until it is quiet for so many milliseconds.
  package func firstBurst(quiet: Int32) -> Burst {
    burst(since: started, patience: 20_000, quiet: quiet)
  }

  /// Milliseconds from the start until a text was written, as a terminal gets it; `nil` when it was not.
  package func waits(for text: String) -> Double? {
    let wanted = Array(text.utf8)
    var seen: [UInt8] = []
    while Self.now - started < 5000 {
      let bytes = receive(waiting: 3000)
      guard !bytes.isEmpty else { return nil }
      seen = seen.suffix(wanted.count) + bytes
      if seen.holds(wanted) { return Self.now - started }
    }
    return nil
  }

  /// Presses keys and waits for what they bring, until it is quiet for so many milliseconds.
  package func press(_ keys: String, quiet: Int32 = 12) -> Burst {
    let begun = Self.now
    terminal.write(Array(keys.utf8))
    return burst(since: begun, patience: 1000, quiet: quiet)
  }

  /// The bytes that are written while nothing happens.
  package func idle(milliseconds: Double) -> Int {
    let end = Self.now + milliseconds
    var count = 0
    while Self.now < end {
      count += receive(waiting: Int32(max(1, end - Self.now))).count
    }
    return count
  }

  /// Waits until nothing was written for a while; for four times as long where something always is.
  package func settle(quiet: Int32) {
    let end = Self.now + Double(quiet) * 4
    while Self.now < end, !receive(waiting: quiet).isEmpty {}
  }

  private func burst(since begun: Double, patience: Int32, quiet: Int32) -> Burst {
    var bytes = receive(waiting: patience)
    let first = Self.now
    var last = first
    while true {
      let more = receive(waiting: quiet)
      guard !more.isEmpty else { break }
      bytes += more
      last = Self.now
    }
    return Burst(firstByte: first - begun, lastByte: last - begun, bytes: bytes)
  }

  /// What was written, at once or within so many milliseconds; empty when nothing was.
  private func receive(waiting milliseconds: Int32) -> [UInt8] {
    terminal.read(milliseconds: milliseconds)
  }

  private static var now: Double {
    var time = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) * 1000 + Double(time.tv_nsec) / 1_000_000
  }
}

extension [UInt8] {
  /// Whether the bytes stand in it somewhere.
  fileprivate func holds(_ wanted: [UInt8]) -> Bool {
    guard count >= wanted.count else { return false }
    return (0...count - wanted.count).contains { self[$0...].starts(with: wanted) }
  }
}
