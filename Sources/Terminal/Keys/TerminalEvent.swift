package import TextSafety

/// What can happen at the terminal.
package enum TerminalEvent: Hashable, Sendable {
  /// A key was pressed.
  case key(Key)

  /// Text was pasted, cut after 64 KiB. Line ends are as the terminal sent them, mostly CR.
  case paste(ForeignText)

  /// The mouse was used; only when the screen was asked to report it.
  case mouse(MouseEvent)

  /// The terminal has another size; nothing is shown until the next canvas.
  case resized(Size)

  /// The program was stopped and continues; the screen has been painted again.
  case resumed

  /// The process was told to end.
  case signal(EndingSignal)

  /// The terminal answered a question, perhaps long after it was asked.
  case reply(TerminalReply)

  /// Another thread woke the loop: messages wait.
  case woken

  /// The given time passed and nothing happened.
  case timedOut

  /// The terminal is gone; no other input will come.
  case inputClosed
}

/// A signal that asks the program to end.
package enum EndingSignal: Hashable, Sendable, CaseIterable {
  /// The line was lost.
  case hangUp

  /// The system or the administrator wants it.
  case terminate

  /// Sent from outside; a typed Ctrl-C arrives as a key.
  case interrupt

  /// Sent from outside; a typed Ctrl-\ arrives as a key.
  case quit
}

/// A button of the mouse or its wheel.
package struct MouseEvent: Hashable, Sendable {
  /// What was done.
  package enum Action: Hashable, Sendable {
    case pressed(Button), released, wheelUp, wheelDown
  }

  /// Which button.
  package enum Button: Hashable, Sendable {
    case left, middle, right
  }

  /// What was done.
  package let action: Action

  /// Where.
  package let point: Point

  /// Describes an event.
  package init(action: Action, point: Point) {
    self.action = action
    self.point = point
  }
}

/// An answer of the terminal that somebody may have asked for.
package enum TerminalReply: Hashable, Sendable {
  /// The background colour, for choosing between a dark and a light theme.
  case background(Colour)

  /// What the terminal can do; every one tells, so it marks that no answer to an earlier question is still to come.
  case attributes
}
