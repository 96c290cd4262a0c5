package import TextSafety

/// What can happen where a conversation is held in lines.
package enum LineEvent: Hashable, Sendable {
  /// A line was entered; its end is not part of it.
  case line(ForeignText)

  /// Something was typed while nothing was asked; what it was does not count.
  case typed

  /// Ctrl-C.
  case interrupt

  /// The process was told to end.
  case signal(EndingSignal)

  /// The program was stopped and continues; what stood there may have scrolled away.
  case resumed

  /// No other line will come.
  case closed

  /// Another thread woke the loop: messages wait.
  case woken

  /// The given time passed and nothing happened.
  case timedOut
}
