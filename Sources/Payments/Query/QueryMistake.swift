public import TextSafety

/// What a search line was understood as.
public struct ParsedQuery: Hashable, Sendable {
  /// The query; `nil` while there is a mistake, because leaving a term out would find more than was
  /// asked for.
  public let query: Query?
  /// The mistakes in the order of the text.
  public let mistakes: [QueryMistake]

  /// Makes the result of reading a line without mistakes.
  public init(_ query: Query) {
    self.query = query
    mistakes = []
  }

  /// Makes the result of reading a line with mistakes.
  public init(mistakes: [QueryMistake]) {
    precondition(!mistakes.isEmpty, "Without mistakes there is a query.")
    query = nil
    self.mistakes = mistakes
  }

  /// Whether there is a query to search with.
  public var isUsable: Bool { query != nil }
}

/// Something in a search line that has no meaning, with its place.
public struct QueryMistake: Error, Hashable, Sendable {
  /// Where it stands in the line, in characters from its beginning.
  public let range: Range<Int>
  /// Why it is wrong and what would be right, in a short sentence.
  public let message: SafeText
  /// What to put in its place; `nil` when nothing is near.
  public let suggestion: String?

  /// Makes a mistake.
  public init(range: Range<Int>, message: SafeText, suggestion: String? = nil) {
    self.range = range
    self.message = message
    self.suggestion = suggestion
  }
}

/// Why a value could not be read, before its place in the line is known.
struct QueryProblem: Error {
  let message: SafeText
  var suggestion: String?

  init(_ message: SafeText, suggestion: String? = nil) {
    self.message = message
    self.suggestion = suggestion
  }

  func mistake(at range: Range<Int>) -> QueryMistake {
    QueryMistake(range: range, message: message, suggestion: suggestion)
  }
}
