package import TextSafety

/// A place where a conversation is held in lines: a terminal that only prints, a pipe, a speech synthesiser.
///
/// Made, used and closed in one synchronous loop on one thread, as a ``Screen`` is.
package protocol LineTerminal: AnyObject {
  /// Writes a line.
  func write(line: SafeText)

  /// Writes a question; what is typed stands behind it.
  func write(prompt: SafeText)

  /// Ends a line whose question was interrupted.
  func endLine()

  /// Drops what was typed before; from here on each key is told as ``LineEvent/typed`` and counts for nothing.
  func hush()

  /// Drops what was typed before; what is typed from here on counts.
  func listen()

  /// Sleeps until something happens, at most the given time; for ever when it is `nil`.
  ///
  /// - Parameter takesLine: Whether a line is wanted; lines that come too early wait.
  func nextEvent(takesLine: Bool, timeoutMilliseconds: Int?) -> LineEvent

  /// Gives the signals back.
  func close()
}
