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
    guard promise == .restored else { return sheet.measured(of: promise) }
    let cells = TerminalLine.all.flatMap { row in
      Ending.allCases.map { sheet.cells(of: row)[$0.rawValue] }
    }
    return ["\(cells.count { $0 == "ok" }) of \(cells.count) ends above"]
      + sheet.measured(of: promise)
  }

  private var heading: [String] {
    [
      "The terminal check: the built program on a pseudo-terminal, alone, in tmux and in GNU screen, with the terminal",
      "types of ncurses-base only. starts; works: a search typed, a row opened, help, back. Then it is ended in each way:",
      "ok is the screen as before (cleared, where the type has no other screen), no mode left on, the tty as before.",
      "",
      line(["place", "TERM"] + Self.columns),
    ]
  }

  /// The columns of a row.
  static let columns = ["starts", "works"] + Ending.allCases.map(\.rawValue)

  private var rows: [String] {
    TerminalLine.all.map { row in
      let cells = sheet.cells(of: row)
      return line([row.place.rawValue, row.type] + Self.columns.map { cells[$0] ?? "–" })
    }
  }

  private func line(_ texts: [String]) -> String {
    let widths = [7, 16] + Self.columns.map { max(4, $0.count + 1) }
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
