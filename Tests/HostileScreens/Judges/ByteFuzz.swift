import Glibc
import HostileInput
import Terminal
import TerminalEmulator

/// Hostile text on every screen, judged by a terminal that is sent the real bytes.
///
/// It takes standard input and output of the whole process while it runs.
package enum ByteFuzz {
  private static let size = Size(columns: 100, rows: 30)

  /// Puts so many strings on the screens, one screen after the other, and stops at the first that
  /// gets out.
  package static func run(strings: Int) throws -> FuzzOutcome {
    unsafe setenv("LC_ALL", "C.UTF-8", 1)
    let terminal = try StandardTerminal(columns: size.columns, rows: size.rows)
    defer { terminal.close() }
    let screen = try CursesScreen(
      environment: TerminalEnvironment(["TERM": "xterm-256color", "COLORTERM": "truecolor"]),
      wakeUp: try WakeUp())
    defer { screen.close() }
    return show(on: screen, terminal, strings: strings)
  }

  private static func show(
    on screen: CursesScreen, _ terminal: StandardTerminal, strings: Int
  ) -> FuzzOutcome {
    var outcome = FuzzOutcome("terminal")
    guard let widths = CharacterWidths() else {
      outcome.leak = "the C library tells no widths"
      return outcome
    }
    var judge = VirtualTerminal(columns: size.columns, rows: size.rows) { widths.of($0) }
    var source = HostileText(seed: 1_000)
    var bytes = 0
    while outcome.strings < strings || outcome.rounds < HostileScreen.all.count {
      let hostile = HostileScreen.all[outcome.rounds % HostileScreen.all.count]
      let texts = source.next(CanvasFuzz.textsPerRound)
      var feed = TextFeed(texts, asShapes: false)
      let drawn = CanvasFuzz.canvas(of: hostile.make(&feed), size: size)
      screen.present(drawn)
      guard let sent = terminal.takeSent() else {
        outcome.leak = "\(hostile.name), frame \(outcome.rounds): the terminal says nothing"
        return outcome
      }
      judge.feed(sent)
      if let problem = problem(judge, drawn) {
        outcome.leak = "\(hostile.name), frame \(outcome.rounds): \(problem)"
        return outcome
      }
      outcome.strings += min(feed.used, texts.count)
      outcome.rounds += 1
      bytes += sent.count
    }
    if !judge.modes.isSuperset(of: [1049, 2004]) { outcome.leak = "the modes are \(judge.modes)" }
    outcome.remark = ", \(bytes) bytes"
    return outcome
  }

  private static func problem(_ judge: VirtualTerminal, _ drawn: Canvas) -> String? {
    if let complaint = judge.complaints.first { return complaint }
    for row in 0..<drawn.size.rows {
      for column in 0..<drawn.size.columns {
        let cell = drawn[Point(column: column, row: row)]
        let shown = judge[row, column]
        guard !shown.shows(cell) else { continue }
        return "at \(column),\(row): \(shown) is not \(cell.text.debugDescription) \(cell.style)"
      }
    }
    if let cursor = drawn.cursor, judge.row != cursor.row || judge.column != cursor.column {
      return "the cursor is at \(judge.column),\(judge.row), not \(cursor.column),\(cursor.row)"
    }
    return nil
  }
}

extension VirtualCell {
  /// Whether this is what a canvas wants; the letters' look does not show on a space.
  fileprivate func shows(_ cell: Cell) -> Bool {
    guard text == cell.text || (text.isEmpty && cell.isContinuation) else { return false }
    guard pen.background == VirtualColour(cell.style.background) else { return false }
    if text == " ", !cell.style.attributes.contains(.underline),
      !cell.style.attributes.contains(.reverse)
    {
      return pen.attributes.isDisjoint(with: [.underline, .reverse])
    }
    return pen.foreground == VirtualColour(cell.style.foreground)
      && pen.attributes == Set(cell.style.attributes)
  }
}

extension VirtualColour {
  fileprivate init(_ colour: Colour) {
    switch colour {
    case .default: self = .default
    case .indexed(let index): self = .indexed(index)
    case .rgb(let red, let green, let blue): self = .rgb(red, green, blue)
    }
  }
}

extension Set<Pen.Attribute> {
  fileprivate init(_ attributes: Style.Attributes) {
    let all: [(Style.Attributes, Pen.Attribute)] = [
      (.bold, .bold), (.dim, .dim), (.italic, .italic), (.underline, .underline),
      (.reverse, .reverse),
    ]
    self.init(all.filter { attributes.contains($0.0) }.map(\.1))
  }
}
