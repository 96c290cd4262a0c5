package import TextSafety

/// The command line while it is open.
package struct CommandLineModel: Hashable, Sendable {
  /// A word that completes the line.
  package struct Candidate: Hashable, Sendable {
    /// The word.
    package var word: String
    /// What it does, in a few words; empty where the word says it.
    package var title: SafeText
    /// Why it would do nothing now; `nil` when it applies.
    package var refusal: SafeText?

    /// Makes a candidate.
    package init(word: String, title: SafeText = "", refusal: SafeText? = nil) {
      self.word = word
      self.title = title
      self.refusal = refusal
    }
  }

  /// What is typed.
  package var line = LineEditor()
  /// What the line keeps when its last word is completed.
  package var head = ""
  /// The words that complete it.
  package var candidates: [Candidate] = []
  /// The one that Tab has put on the line.
  package var chosen: Int?
  /// Why the line was not done, or what a key said; gone with the next letter.
  package var remark: SafeText?
  /// Where Up and Down stand in the history; `nil` when on the line itself.
  package var historyIndex: Int?
  /// What was typed before Up.
  package var draft = ""

  /// Makes an empty line.
  package init() {}
}

/// A line as it is understood: the name of a command and what follows it.
struct CommandCall: Hashable {
  /// The first word.
  let name: String
  /// Everything after it, without the spaces at its ends.
  let argument: String

  /// Makes a call of a command.
  init(name: String, argument: String) {
    self.name = name
    self.argument = argument
  }

  /// Reads a line; `nil` when nothing is on it.
  init?(_ text: String) {
    // Who types the colon again means nothing by it.
    let text = text.drop { $0 == " " || $0 == ":" }
    let name = text.prefix { $0 != " " }
    guard !name.isEmpty else { return nil }
    self.name = String(name)
    argument = text.dropFirst(name.count).trimmingSpaces
  }
}
