package import TextSafety
package import ViewModels

/// What is written, in order: lines and questions, never anything that moves a cursor.
package enum PlainOutput: Hashable, Sendable {
  /// A line, already of a width that fits.
  case line(SafeText)
  /// A question; the answer stands on its line.
  case prompt(SafeText)
  /// Something has to be said while a question stands: its line ends unanswered.
  case endLine
  /// What was typed so far does not count, nor does what is typed until `listen`.
  case hush
  /// What was typed so far does not count; what follows does.
  case listen
}

/// What came of one input: what is written, then what is to be done.
package struct PlainTurn: Hashable, Sendable {
  /// What is written, in order.
  package var outputs: [PlainOutput] = []
  /// What is to be done, in order.
  package var effects: [DeskEffect] = []

  /// Makes a turn in which nothing happens.
  package init() {}
}
