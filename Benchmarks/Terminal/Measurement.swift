import ChildProcesses

/// What one program was measured at on one size of the terminal.
struct Measurement {
  let name: String
  /// Milliseconds until the first screen is whole, and until it has its content; medians.
  private(set) var firstPaint = 0.0
  private(set) var content = 0.0
  /// Milliseconds from key to first byte.
  private(set) var keyMedian = 0.0
  private(set) var keyP95 = 0.0
  /// Means; `nil` where there is no cursor, or nothing to scroll.
  private(set) var bytesPerMove: Double?
  private(set) var bytesPerScroll: Double?
  /// Over ``idleMilliseconds``.
  private(set) var idleBytes = 0
  private(set) var idleWaits = 0
  private(set) var idleProcessor = 0.0
  private(set) var resident = 0.0

  private static let starts = 5
  private static let idleMilliseconds = 10_000.0
  /// Rows that every program shows on the smallest terminal below the one where it starts.
  private static let reach = 4
  private static let rounds = 10
  private static let scrolls = 100

  /// Measures a program: starts, cursor moves, scrolls by one line, then nothing at all.
  init(of subject: Subject, columns: Int, rows: Int) throws {
    name = subject.name
    func start() throws -> MeasuredProgram {
      try MeasuredProgram(
        subject.arguments, columns: columns, rows: rows,
        environment: Subject.environment(home: subject.home))
    }
    try measureStarts(subject, start)
    let terminal = try start()
    defer { terminal.close() }
    terminal.settle(quiet: 1500)
    measureKeys(subject, terminal, rows: rows)
    // What follows a cursor that rests is no part of idling.
    terminal.settle(quiet: 2500)
    let (waits, processor) = (terminal.waits, terminal.processorMilliseconds)
    idleBytes = terminal.idle(milliseconds: Self.idleMilliseconds)
    // A thread that ended meanwhile takes its count with it.
    idleWaits = terminal.waits.reduce(0) { $0 + $1.value - (waits[$1.key] ?? 0) }
    idleProcessor = terminal.processorMilliseconds - processor
    resident = terminal.residentMebibytes
  }

  /// The first start warms the file cache, and does not count.
  private mutating func measureStarts(
    _ subject: Subject, _ start: () throws -> MeasuredProgram
  ) throws {
    var paints: [Double] = []
    var contents: [Double] = []
    for _ in 0...Self.starts {
      let painted = try start()
      paints.append(painted.firstBurst(quiet: 8).lastByte)
      painted.close()
      let filled = try start()
      if let time = filled.waits(for: subject.content) { contents.append(time) }
      filled.close()
    }
    firstPaint = Self.quantile(paints.dropFirst(), 50)
    content = Self.quantile(contents.dropFirst(), 50)
  }

  private mutating func measureKeys(_ subject: Subject, _ terminal: MeasuredProgram, rows: Int) {
    var moved: [MeasuredProgram.Burst] = []
    if subject.hasCursor {
      let round =
        Array(repeating: subject.down, count: Self.reach)
        + Array(repeating: subject.up, count: Self.reach)
      for key in round { _ = terminal.press(key) }
      for _ in 0..<Self.rounds { moved += round.map { terminal.press($0) } }
    }
    // The way to the last visible row is not measured, single lines after it are.
    for _ in 0..<rows { _ = terminal.press(subject.down) }
    let scrolled = (0..<Self.scrolls).map { _ in terminal.press(subject.down) }
    let latencies = (moved + scrolled).filter { !$0.bytes.isEmpty }.map(\.firstByte)
    keyMedian = Self.quantile(latencies[...], 50)
    keyP95 = Self.quantile(latencies[...], 95)
    bytesPerMove = Self.mean(moved)
    bytesPerScroll = Self.mean(scrolled)
  }

  private static func mean(_ bursts: [MeasuredProgram.Burst]) -> Double? {
    let sum = bursts.reduce(0) { $0 + $1.bytes.count }
    return sum == 0 ? nil : Double(sum) / Double(bursts.count)
  }

  private static func quantile(_ values: ArraySlice<Double>, _ percent: Int) -> Double {
    let sorted = values.sorted()
    return sorted.isEmpty ? 0 : sorted[min(sorted.count - 1, sorted.count * percent / 100)]
  }
}

// MARK: - Printing

extension Measurement {
  static let header = [
    "program", "first paint ms", "content ms", "key p50 ms", "key p95 ms", "B/move", "B/scroll",
    "idle B", "wake-ups/10 s", "idle CPU ms", "RSS MiB", "our bars",
  ]

  /// The figures as cells of a table.
  func cells(bars: Bars) -> [String] {
    [
      name, tenths(firstPaint), tenths(content), hundredths(keyMedian), hundredths(keyP95),
      bytesPerMove.map(whole) ?? "–", bytesPerScroll.map(whole) ?? "–", String(idleBytes),
      String(idleWaits), whole(idleProcessor), tenths(resident), bars.verdict(self),
    ]
  }

  private func whole(_ value: Double) -> String { String(Int(value.rounded())) }
  private func tenths(_ value: Double) -> String { String((value * 10).rounded() / 10) }
  private func hundredths(_ value: Double) -> String { String((value * 100).rounded() / 100) }
}
