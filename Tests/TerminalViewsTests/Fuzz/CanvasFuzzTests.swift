import HostileInput
import Terminal
import Testing
import TextSafety
import ViewModels

/// Hostile text on every screen, judged on the canvas.
struct CanvasFuzzTests {
  @Test(arguments: HostileScreen.all.map(\.name))
  func `hostile text changes no cell outside its field`(name: String) throws {
    let screen = try #require(HostileScreen.named(name))
    let seed = UInt64(HostileScreen.all.firstIndex { $0.name == name } ?? 0)
    var source = HostileText(seed: seed)
    var tried = 0
    var round = 0
    while tried < FuzzPlan.stringsPerScreen {
      let texts = source.next(FuzzPlan.textsPerRound)
      var feed = TextFeed(texts, asShapes: false)
      var shapes = TextFeed(texts, asShapes: true)
      let size = FuzzPlan.size(ofRound: round)
      let drawn = canvas(of: screen.make(&feed), size: size)
      let expected = canvas(of: screen.make(&shapes), size: size)
      if let leak = FieldLeak(in: drawn, expected: expected) {
        Issue.record("\(name), seed \(seed), round \(round): \(leak)")
        return
      }
      guard standsFrame(of: drawn) else {
        Issue.record("\(name), seed \(seed), round \(round): a frame is broken")
        return
      }
      tried += min(feed.used, texts.count)
      round += 1
    }
    try FuzzPlan.note("canvas \(name): \(tried) strings on \(round) screens")
  }

  /// Whether the sides of what is framed hold lines from the bar to the footer.
  private func standsFrame(of drawn: Canvas) -> Bool {
    let lines: Set<String> = ["│", "║", "┌", "└", "┐", "┘", "╔", "╚", "╗", "╝"]
    return (1..<drawn.size.rows - 1).allSatisfy { row in
      [0, drawn.size.columns - 1].allSatisfy { column in
        lines.contains(drawn[Point(column: column, row: row)].text)
      }
    }
  }

  @Test func `a screen that let a text out would be noticed`() {
    let texts = HostileText.sample
    var feed = TextFeed(texts, asShapes: false)
    var shapes = TextFeed(texts, asShapes: true)
    let size = FuzzPlan.size(ofRound: 1)
    var drawn = canvas(of: HostileScreen.desk(&feed), size: size)
    let expected = canvas(of: HostileScreen.desk(&shapes), size: size)
    #expect(FieldLeak(in: drawn, expected: expected) == nil)
    drawn.draw("x", at: Point(column: size.columns - 1, row: 5))
    #expect(FieldLeak(in: drawn, expected: expected)?.place == Point(column: 79, row: 5))
  }
}

extension HostileText {
  /// Some texts of a fixed seed.
  static var sample: [String] {
    var source = HostileText(seed: 7)
    return source.next(FuzzPlan.textsPerRound)
  }
}

/// A cell that a text changed though it is not one of the text's own.
struct FieldLeak: CustomStringConvertible {
  let place: Point
  private let drawn: String
  private let expected: String

  /// Finds the first; `nil` when the canvas is that of the shapes but for the letters of the texts.
  init?(in drawn: Canvas, expected: Canvas) {
    guard drawn.size == expected.size, drawn.cursor == expected.cursor else {
      self.init(place: .zero, drawn: "\(drawn.size)", expected: "\(expected.size)")
      return
    }
    for row in 0..<drawn.size.rows {
      for column in 0..<drawn.size.columns {
        let place = Point(column: column, row: row)
        let (cell, wanted) = (drawn[place], expected[place])
        guard cell != wanted else { continue }
        let isText = TextShape.letters.contains(wanted.text)
        guard !isText || cell.style != wanted.style || cell.width != wanted.width else { continue }
        self.init(
          place: place, drawn: drawn.plainText().line(row), expected: expected.plainText().line(row)
        )
        return
      }
    }
    return nil
  }

  private init(place: Point, drawn: String, expected: String) {
    self.place = place
    self.drawn = drawn
    self.expected = expected
  }

  var description: String { "at \(place.column),\(place.row)\n\(drawn)\n\(expected)" }
}

extension String {
  fileprivate func line(_ number: Int) -> String {
    String(split(separator: "\n", omittingEmptySubsequences: false)[number])
  }
}
