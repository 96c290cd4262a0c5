import Testing

/// What is promised of the terminal, kept by the built program on real terminals.
@Suite(.serialized, WritesCheckTable()) struct TerminalCheckTests {
  /// The run that all checks share.
  static func currentRun() throws -> CheckRun { try #require(CheckRun.current) }
}
