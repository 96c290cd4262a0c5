import ArgumentParser

/// A command that must not be cut off in the middle: it is told of signals, and ends in order.
protocol FinishingCommand: AsyncParsableCommand, Sendable {
  /// Does the work; what it throws becomes one line and an exit code.
  func run(until signals: EndSignals) async throws
}

extension FinishingCommand {
  /// Not used: ``Program`` runs these with the main thread for the signals.
  mutating func run() async throws { throw CleanExit.helpRequest(self) }
}
