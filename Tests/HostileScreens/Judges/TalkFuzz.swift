import HostileInput
package import PlainViews
import TextSafety

/// Hostile text in conversations in lines.
///
/// Each conversation is held twice, with the texts and with their shapes: nothing but the letters of
/// the texts may differ, no line may begin with a foreign text, and none may hold what a terminal
/// acts on.
package enum TalkFuzz {
  /// So many texts at once are enough for a conversation.
  private static let textsPerRound = 128
  /// The columns of a line, with the space behind a question.
  private static let columns = 80

  /// Holds a conversation with so many strings, and stops at the first that gets out.
  package static func run(_ talk: HostileTalk, strings: Int, seed: UInt64) -> FuzzOutcome {
    var outcome = FuzzOutcome("lines \(talk.name)")
    var source = HostileText(seed: 500 + seed)
    while outcome.strings < strings {
      let texts = source.next(textsPerRound)
      var feed = TextFeed(texts, asShapes: false)
      var shapes = TextFeed(texts, asShapes: true)
      let written = talk.hold(&feed).outputs
      let expected = talk.hold(&shapes).outputs
      if let problem = problem(written, expected) {
        outcome.leak = "\(talk.name), seed \(500 + seed), round \(outcome.rounds): \(problem)"
        return outcome
      }
      outcome.strings += min(feed.used, texts.count)
      outcome.rounds += 1
    }
    return outcome
  }

  /// What texts do to a conversation besides standing in it; `nil` when that is nothing.
  package static func leak(of texts: [String], in talk: HostileTalk) -> String? {
    var feed = TextFeed(texts, asShapes: false)
    var shapes = TextFeed(texts, asShapes: true)
    return problem(talk.hold(&feed).outputs, talk.hold(&shapes).outputs)
  }

  /// What is wrong with what was written; `nil` when nothing is.
  package static func problem(_ written: [PlainOutput], _ expected: [PlainOutput]) -> String? {
    for (output, wanted) in zip(written, expected) {
      if let problem = problem(output, wanted) { return "\(problem)\n\(output)\n\(wanted)" }
    }
    guard written.count == expected.count else {
      return "\(written.count) outputs, not \(expected.count)"
    }
    return nil
  }

  private static func problem(_ output: PlainOutput, _ wanted: PlainOutput) -> String? {
    switch (output, wanted) {
    case (.line(let line), .line(let shape)), (.prompt(let line), .prompt(let shape)):
      problem(line, shape)
    case (.endLine, .endLine), (.hush, .hush), (.listen, .listen): nil
    case (.line, _), (.prompt, _), (.endLine, _), (.hush, _), (.listen, _): "another output"
    }
  }

  private static func problem(_ line: SafeText, _ shape: SafeText) -> String? {
    line.width > columns
      ? "it has \(line.width) columns" : LineLeak.find(in: line, expected: shape)
  }
}
