import Synchronization

/// Collects what the cells came to, and draws the table.
final class FaultSheet: Sendable {
  private let seen = Mutex<[Int: Seen]>([:])

  /// Notes what the cell of that number came to.
  func note(_ seen: Seen, of cell: Int) { self.seen.withLock { $0[cell] = seen } }

  /// The whole table; `nil` while cells are missing.
  var table: String? {
    let seen = seen.withLock { $0 }
    guard seen.count == FaultMatrix.cells.count else { return nil }
    let lines = FaultMatrix.cells.enumerated().compactMap { number, cell in
      seen[number].map { FaultLine(cell: cell, seen: $0) }
    }
    return FaultTable(lines: lines).text
  }
}
