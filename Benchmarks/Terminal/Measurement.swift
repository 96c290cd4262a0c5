/// What one program on one terminal size was measured at.
struct Measurement {
  let name: String
  let size: String
  var firstByte = 0.0
  var firstPaint = 0.0
  var keyMedian = 0.0
  var keyP95 = 0.0
  var bytesPerMove = 0.0
  var bytesPerScroll = 0.0
  var idleBytes = 0
  var idleWaits = 0
  var idleProcessor = 0.0
  var resident = 0.0

  /// Measures a program in which `j` goes one row down.
  ///
  /// - Parameters:
  ///   - moves: Presses that stay on the screen.
  ///   - scrolls: Presses after them that scroll by one line.
  static func take(
    _ name: String, _ arguments: [String], columns: Int, rows: Int,
    environment: [String: String], moves: Int, scrolls: Int
  ) throws -> Measurement {
    let terminal = try PseudoTerminal(
      arguments, columns: columns, rows: rows, environment: environment)
    defer { terminal.close() }
    var result = Measurement(name: name, size: "\(columns)x\(rows)")
    let paint = terminal.firstPaint()
    result.firstByte = paint.firstByte
    result.firstPaint = paint.lastByte
    terminal.settle(quiet: 1500)
    let moved = (0..<moves).map { _ in terminal.press("j") }
    terminal.settle(quiet: 500)
    // The way to the last visible row is not measured: a page of its own, then single lines.
    for _ in 0..<rows { _ = terminal.press("j") }
    terminal.settle(quiet: 500)
    let scrolled = (0..<scrolls).map { _ in terminal.press("j") }
    terminal.settle(quiet: 1000)
    let latencies = (moved + scrolled).map(\.firstByte).sorted()
    if !latencies.isEmpty {
      result.keyMedian = latencies[latencies.count / 2]
      result.keyP95 = latencies[latencies.count * 95 / 100]
    }
    result.bytesPerMove = mean(moved.map { Double($0.byteCount) })
    result.bytesPerScroll = mean(scrolled.map { Double($0.byteCount) })
    let (waits, processor) = (terminal.waits, terminal.processorMilliseconds)
    result.idleBytes = terminal.idle(milliseconds: 3000)
    result.idleWaits = terminal.waits - waits
    result.idleProcessor = terminal.processorMilliseconds - processor
    result.resident = terminal.residentMebibytes
    return result
  }

  private static func mean(_ values: [Double]) -> Double {
    values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count)
  }

  static let header = [
    "program", "size", "first byte ms", "first paint ms", "key p50 ms", "key p95 ms", "B/move",
    "B/scroll", "idle B", "idle waits", "idle CPU ms", "RSS MiB",
  ]

  /// The figures as cells of a table.
  var cells: [String] {
    [
      name, size, tenths(firstByte), tenths(firstPaint), hundredths(keyMedian), hundredths(keyP95),
      tenths(bytesPerMove), tenths(bytesPerScroll), String(idleBytes), String(idleWaits),
      tenths(idleProcessor), tenths(resident),
    ]
  }

  private func tenths(_ value: Double) -> String { String((value * 10).rounded() / 10) }
  private func hundredths(_ value: Double) -> String { String((value * 100).rounded() / 100) }
}
