import Foundation
import Glibc
import HostileInput
import Terminal
import TerminalEmulator
import Testing
import ViewModels

/// Hostile text on every screen, judged by a terminal that is sent the real bytes.
struct ByteStreamFuzzTests {
  @Test func `a terminal shows the canvas cell for cell, whatever the texts`() async {
    await #expect(processExitsWith: .success) {
      try ByteStreamFuzz.run()
    }
  }
}

/// The run in a process of its own, whose standard output is the terminal.
private enum ByteStreamFuzz {
  private static let size = Size(columns: 100, rows: 30)
  /// A frame in the byte stream costs several on the canvas.
  private static let share = 4

  static func run() throws {
    unsafe setenv("LC_ALL", "C.UTF-8", 1)
    let terminal = try StandardTerminal(columns: size.columns, rows: size.rows)
    let screen = try CursesScreen(
      environment: TerminalEnvironment(["TERM": "xterm-256color", "COLORTERM": "truecolor"]),
      wakeUp: try WakeUp())
    let widths = try #require(CharacterWidths())
    var judge = VirtualTerminal(columns: size.columns, rows: size.rows) { widths.of($0) }
    var source = HostileText(seed: 1_000)
    var (tried, frames, bytes) = (0, 0, 0)
    let wanted = FuzzPlan.stringsPerScreen * HostileScreen.all.count / share
    while tried < wanted {
      let hostile = HostileScreen.all[frames % HostileScreen.all.count]
      let texts = source.next(FuzzPlan.textsPerRound)
      var feed = TextFeed(texts, asShapes: false)
      let drawn = canvas(of: hostile.make(&feed), size: size)
      screen.present(drawn)
      let sent = try #require(terminal.takeSent(), "the terminal says nothing")
      judge.feed(sent)
      if let problem = problem(judge, drawn) {
        Issue.record("\(hostile.name), frame \(frames): \(problem)")
        return
      }
      tried += min(feed.used, texts.count)
      frames += 1
      bytes += sent.count
    }
    #expect(judge.modes.isSuperset(of: [1049, 2004]))
    try FuzzPlan.note("terminal: \(tried) strings on \(frames) screens, \(bytes) bytes")
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

/// The widths of the C library, found by name: Swift's Glibc is read without their declaration.
private struct CharacterWidths: Sendable {
  private typealias Wcwidth = @convention(c) (wchar_t) -> CInt
  private let wcwidth: Wcwidth

  init?() {
    guard let symbol = unsafe dlsym(nil, "wcwidth") else { return nil }
    wcwidth = unsafe unsafeBitCast(symbol, to: Wcwidth.self)
  }

  func of(_ scalar: Unicode.Scalar) -> Int { Int(wcwidth(wchar_t(scalar.value))) }
}
