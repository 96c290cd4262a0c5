import TextSafety
import ViewModels

// What is written, line by line.

extension PlainDesk {
  /// The columns of a line.
  static let columns = 79
  /// How far a line is set in that goes on with a sentence; those of numbered lists are set in further.
  static let hangingIndent = 2

  /// Ends the line of a question that is interrupted.
  mutating func endOpenLine() {
    guard let question = openQuestion, prompt(of: question) != nil else { return }
    turn.outputs.append(.endLine)
    openQuestion = nil
  }

  /// Writes a sentence, in as many lines as it takes.
  mutating func say(_ text: SafeText, indent: Int = hangingIndent) {
    endOpenLine()
    turn.outputs += Self.lines(of: text, indent: indent).map(PlainOutput.line)
  }

  /// Writes a line that fits, set in: its words are not ours.
  mutating func quote(_ line: SafeText) {
    endOpenLine()
    turn.outputs.append(.line(SafeText(repeating: " ", count: Self.hangingIndent) + line))
  }

  /// The lines of a sentence; those after the first are set in.
  ///
  /// Only words of ours begin a line, whatever a text from outside says and wherever it is broken: it can never be
  /// taken for a label or a question.
  static func lines(of text: SafeText, indent: Int = hangingIndent) -> [SafeText] {
    let lines = text.wrapped(to: columns)
    guard lines.count > 1 else { return lines }
    let rest = lines.dropFirst().joined(separator: " ").wrapped(to: columns - indent)
    return [lines[0]] + rest.map { SafeText(repeating: " ", count: indent) + $0 }
  }
}
