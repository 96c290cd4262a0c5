/// What the environment says about the terminal.
package struct TerminalEnvironment: Hashable, Sendable {
  /// `TERM`; empty when it is not set.
  package let terminalType: String

  /// Whether `NO_COLOR` is set to anything.
  package let forbidsColour: Bool

  /// Whether `COLORTERM` says that any colour can be shown.
  ///
  /// Inside screen it speaks of the terminal outside.
  package let promisesDirectColour: Bool

  /// Whether the program runs inside tmux.
  package let isInsideTmux: Bool

  /// Whether the program runs inside GNU screen, and not inside a tmux in it.
  package let isInsideScreen: Bool

  /// How long an escape is held back in case it begins a key: `ESCDELAY`, else 25.
  package let escapeDelayMilliseconds: Int

  private static let defaultEscapeDelay = 25
  private static let escapeDelayLimit = 1000

  /// Reads the variables; what is not there or makes no sense has its default.
  package init(_ variables: [String: String]) {
    terminalType = variables["TERM"] ?? ""
    forbidsColour = variables["NO_COLOR"].map { !$0.isEmpty } ?? false
    isInsideTmux = variables["TMUX"].map { !$0.isEmpty } ?? false
    isInsideScreen = !isInsideTmux && variables["STY"].map { !$0.isEmpty } ?? false
    promisesDirectColour =
      ["truecolor", "24bit"].contains(variables["COLORTERM"]) && !isInsideScreen
    let delay = variables["ESCDELAY"].flatMap { Int($0) } ?? Self.defaultEscapeDelay
    escapeDelayMilliseconds =
      (0...Self.escapeDelayLimit).contains(delay) ? delay : Self.defaultEscapeDelay
  }
}
