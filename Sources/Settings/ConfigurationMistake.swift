package import TextSafety

/// A place in a file that a person wrote.
package struct SourcePosition: Hashable, Sendable {
  /// The path of the file, as it was found.
  package let file: String
  /// The line, from 1; `nil` when the mistake is the file's as a whole.
  package let line: Int?
  /// The column, from 1; `nil` when it would say nothing.
  package let column: Int?

  /// Makes a position.
  package init(file: String, line: Int?, column: Int?) {
    self.file = file
    self.line = line
    self.column = column
  }
}

/// A mistake in a configuration or a theme: where it is, what it is and what to do.
///
/// It never holds a secret.
package struct ConfigurationMistake: Error, Hashable, Sendable, CustomStringConvertible {
  /// Where it stands.
  package let position: SourcePosition
  /// What is wrong; a whole sentence.
  package let message: SafeText
  /// What to do; a whole sentence.
  package let remedy: SafeText

  /// Makes a mistake.
  package init(at position: SourcePosition, message: SafeText, remedy: SafeText) {
    self.position = position
    self.message = message
    self.remedy = remedy
  }

  /// The path of the file.
  package var file: String { position.file }

  /// The line, from 1; `nil` when the mistake is the file's as a whole.
  package var line: Int? { position.line }

  /// The mistake as one line that may be printed, `FILE:LINE: message. remedy`.
  package var sentence: SafeText {
    let place: SafeText = position.line.map { "\(file):\($0)" } ?? "\(file)"
    return "\(place): \(message) \(remedy)"
  }

  /// The same line as plain text.
  package var description: String { sentence.text }
}

/// Gathers mistakes while a file is read to its end, so that all of them are told at once.
final class MistakeList {
  private(set) var all: [ConfigurationMistake] = []

  func append(_ mistake: ConfigurationMistake) { all.append(mistake) }

  func append(at position: SourcePosition, _ message: SafeText, remedy: SafeText) {
    all.append(ConfigurationMistake(at: position, message: message, remedy: remedy))
  }

  /// The mistakes in the order of the files and of their lines, as a person corrects them.
  var sorted: [ConfigurationMistake] {
    var order: [String: Int] = [:]
    for mistake in all where order[mistake.file] == nil { order[mistake.file] = order.count }
    return all.enumerated().sorted { left, right in
      let leftKey = (order[left.element.file] ?? 0, left.element.line ?? 0, left.offset)
      let rightKey = (order[right.element.file] ?? 0, right.element.line ?? 0, right.offset)
      return leftKey < rightKey
    }.map(\.element)
  }
}
