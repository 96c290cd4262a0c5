package import TextSafety

/// What became of a text that was to be copied, as far as a program can know.
package enum CopyOutcome: Hashable, Sendable {
  /// tmux took it, and passes it to the terminal if it is set up to.
  case copiedThroughTmux

  /// The terminal was asked to take it; terminals do not answer.
  case sentToTerminal

  /// The terminal around GNU screen was asked to take it.
  case sentThroughScreen

  /// It is longer than terminals take.
  case tooLong

  /// This terminal has no clipboard that a program can reach.
  case unavailable

  /// One line for the agent.
  package var message: SafeText {
    switch self {
    case .copiedThroughTmux: "Copied through tmux"
    case .sentToTerminal: "Sent to the terminal (OSC 52)"
    case .sentThroughScreen: "Sent through screen to the terminal (OSC 52)"
    case .tooLong: "Not copied: longer than the 74,994 bytes that terminals take"
    case .unavailable: "Not copied: this terminal has no clipboard; select the text instead"
    }
  }
}
