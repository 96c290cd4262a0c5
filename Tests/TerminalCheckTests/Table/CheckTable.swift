/// The terminal check as text, no wider than 120 columns.
struct CheckTable {
  let sheet: CheckSheet

  var text: String {
    let promises = Promise.allCases.flatMap { promise in
      ["", promise.rawValue] + measured(of: promise).map { "  \($0)" }
    }
    return (heading + rows + promises).joined(separator: "\n") + "\n"
  }

  private func measured(of promise: Promise) -> [String] {
    let above: [String]
    switch promise {
    case .anyTerminal: above = ["starts", "works"].map { summary(of: $0) }
    case .restored: above = Ending.allCases.map { summary(of: $0.rawValue) }
    case .escape, .noColour, .copy, .paste, .idle, .hangUp: above = []
    }
    let measured = above + sheet.measured(of: promise)
    return measured.isEmpty ? ["nothing measured"] : measured
  }

  /// A column of the rows above, in a line.
  private func summary(of column: String) -> String {
    let cells = TerminalLine.all.map { sheet.cells(of: $0)[column] }
    let kept = "\(column): \(cells.count { $0?.isKept == true }) of \(cells.count)"
    let durations = cells.compactMap { $0?.took }
    return durations.isEmpty ? kept : "\(kept), \(CheckSheet.summary(durations))"
  }

  private var heading: [String] {
    [
      "The terminal check: the built program on a pseudo-terminal, alone, in tmux and in GNU screen, with the terminal",
      "types of ncurses-base only. Starts: the list is shown; works: a search typed, a row opened, help, back. Then it is",
      "ended in each way: a number is the screen as before (cleared, where the type has no other screen; after a crash with",
      "one line that says so), no mode left on, the tty as before, and the milliseconds until the process had ended, for",
      "TSTP until it was stopped; for starts until the list is seen, with the shell and the multiplexer before it.",
      "",
      line(["place", "TERM"] + Self.columns),
    ]
  }

  /// The columns of a row.
  static let columns = ["starts", "works"] + Ending.allCases.map(\.rawValue)

  private var rows: [String] {
    TerminalLine.all.map { row in
      let cells = sheet.cells(of: row)
      return line([row.place.rawValue, row.type] + Self.columns.map { text(of: cells[$0]) })
    }
  }

  private func text(of cell: CheckSheet.Cell?) -> String {
    guard let cell else { return "–" }
    guard cell.isKept else { return "NO" }
    return cell.took.map { String(Int(($0 / .milliseconds(1)).rounded(.up))) } ?? "ok"
  }

  private func line(_ texts: [String]) -> String {
    let widths = [7, 16] + Self.columns.map { max(5, $0.count + 1) }
    return zip(texts, widths).map { text, width in
      text + String(repeating: " ", count: max(1, width - text.count))
    }.joined()
  }
}

/// The terminal types that are checked, and where.
enum TerminalLine {
  static let types = [
    "xterm-256color", "xterm-ghostty", "xterm-kitty", "screen-256color", "linux", "vt100",
  ]

  static let all = Place.allCases.flatMap { place in
    types.map { CheckSheet.Row(place: place, type: $0) }
  }
}
