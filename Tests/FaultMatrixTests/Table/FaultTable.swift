/// One cell with what it came to.
struct FaultLine {
  let cell: FaultCell
  let seen: Seen

  var fits: Bool { seen.fits(cell.expected) }
}

/// The fault matrix as text, no wider than 120 columns.
struct FaultTable {
  let lines: [FaultLine]

  /// The widths of all columns but the last.
  private static let widths = [34, 8, 31, 31, 5]

  var text: String {
    let sections = MatrixRow.allCases.flatMap(section)
    return (heading + sections + ["", summary]).joined(separator: "\n") + "\n"
  }

  private var heading: [String] {
    [
      "The fault matrix: each cell is run against the simulated provider over HTTP, then left alone "
        + "for two days.",
      "unknown: it may have happened.  unsaved: sent, and its answer could not be recorded.",
      "person: a person has to rule; then what Tilldesk suggests.  moved: how often the provider's "
        + "own ledger moved money",
      "(or cancelled): 0 or 1, never 2.  held: what the desk still holds for it at the end.",
      "",
      columns(["failure", "provider", "expected", "seen", "moved", "held"]),
    ]
  }

  private func section(_ row: MatrixRow) -> [String] {
    let own = lines.filter { $0.cell.form.row == row }
    var section = ["", row.title]
    if let place = FaultMatrix.elsewhere[row] { section.append("  \(place)") }
    var lastName = ""
    for line in own {
      let name = line.cell.form.name
      section.append(self.line(line, name: name == lastName ? "" : name))
      lastName = name
    }
    return section
  }

  private func line(_ line: FaultLine, name: String) -> String {
    let expected = line.cell.expected
    let drawn = columns([
      "  \(name)", line.cell.subject.title,
      words(expected.first, expected.final, expected.sign),
      words(line.seen.first, line.seen.final, line.seen.sign), String(line.seen.moved),
      line.seen.held,
    ])
    var problems = line.seen.problems
    if expected.moved != line.seen.moved { problems.append("it should move \(expected.moved)") }
    return ([drawn] + problems.map { "    ! \($0)" }).joined(separator: "\n")
  }

  private func words(_ first: Standing, _ final: Standing, _ sign: Sign?) -> String {
    let way = first == final ? first.title : "\(first.title) → \(final.title)"
    return sign.map { "\(way), \($0.rawValue)" } ?? way
  }

  private var summary: String {
    let moves = Dictionary(grouping: lines, by: \.seen.moved).mapValues(\.count)
    let twice = moves.filter { $0.key > 1 }.values.reduce(0, +)
    return "\(lines.count { $0.fits }) of \(lines.count) cells as expected; money moved once in "
      + "\(moves[1] ?? 0), not at all in \(moves[0] ?? 0), more than once in \(twice)."
  }

  private func columns(_ texts: [String]) -> String {
    var line = ""
    for (text, width) in zip(texts, Self.widths) {
      line += text + String(repeating: " ", count: max(1, width - text.count + 1))
    }
    line += texts.last ?? ""
    while line.hasSuffix(" ") { line.removeLast() }
    return line
  }
}
