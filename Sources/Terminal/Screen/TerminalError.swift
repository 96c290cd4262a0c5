package import TextSafety

/// Why the screen could not be opened; each says in one line what to do.
package enum TerminalError: Error, Hashable, Sendable {
  /// Input or output is a file or a pipe.
  case notATerminal

  /// The terminal prints lines and cannot place the cursor, as `TERM=dumb` says.
  case cannotDraw

  /// Neither the terminal's type nor a common one is in the terminfo database.
  case unknownType(SafeText)

  /// The screen of this process is open already.
  case alreadyOpen

  /// The system refused, for want of memory or descriptors.
  case refused

  /// What is said when a conversation in lines takes the place of the screen; `nil` where it cannot.
  package var inLines: SafeText? {
    switch self {
    case .notATerminal: "Input or output is not a terminal: the desk is here in lines."
    case .cannotDraw: "This terminal only prints: the desk is here in lines."
    case .unknownType(let name):
      "The terminal type “\(name)” is not known here, so the desk is in lines; installing ncurses-base brings the screen."
    case .alreadyOpen, .refused: nil
    }
  }

  /// One line: what happened and what to do.
  package var message: SafeText {
    switch self {
    case .notATerminal:
      "Input and output are not a terminal: run the desk in one, or use the commands (tilldesk --help)."
    case .cannotDraw:
      "This terminal cannot place the cursor: set TERM to its real type, or use the commands (tilldesk --help)."
    case .unknownType(let name):
      """
      The terminal type "\(name)" is not known here and neither is vt100: \
      install ncurses-base, or use the commands (tilldesk --help).
      """
    case .alreadyOpen:
      "The screen is open already."
    case .refused:
      "The system could not open the screen: close some programs and try again, or use the commands (tilldesk --help)."
    }
  }
}

extension TerminalError: CustomStringConvertible {
  /// The message.
  package var description: String { message.text }
}
