/// What we promise for one size of the terminal.
struct Bars {
  let firstPaint = 30.0
  let keyP95 = 1.0
  let move: Double
  let scroll = 342.0
  let resident = 60.0
  /// In ten seconds: the runtime's own look at its threads, once in each.
  let idleWaits = 12

  init(columns: Int) {
    move = columns >= 160 ? 240 : 160
  }

  /// The bars in one line.
  var sentence: String {
    "first paint \(Int(firstPaint)) ms, key p95 \(Int(keyP95)) ms, \(Int(move)) B/move, "
      + "\(Int(scroll)) B/scroll, idle 0 B and a wake-up a second, \(Int(resident)) MiB"
  }

  /// The figures that are beyond their bars; `met` when none is.
  func verdict(_ measured: Measurement) -> String {
    let checks: [(name: String, isMet: Bool)] = [
      ("first paint", measured.firstPaint <= firstPaint), ("key", measured.keyP95 <= keyP95),
      ("move", measured.bytesPerMove.map { $0 <= move } ?? true),
      ("scroll", measured.bytesPerScroll.map { $0 <= scroll } ?? true),
      ("idle bytes", measured.idleBytes == 0), ("wake-ups", measured.idleWaits <= idleWaits),
      ("CPU", measured.idleProcessor == 0), ("memory", measured.resident <= resident),
    ]
    let missed = checks.filter { !$0.isMet }.map(\.name)
    return missed.isEmpty ? "met" : "beyond: " + missed.joined(separator: ", ")
  }
}
