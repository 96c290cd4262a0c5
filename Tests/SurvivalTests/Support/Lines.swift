import ProgramSupport
import Testing

extension String {
  /// Whether one line holds all the words, whatever their case.
  func line(with words: [String]) -> Bool {
    lowercased().split(separator: "\n").contains { line in
      words.allSatisfy { line.contains($0.lowercased()) }
    }
  }
}

extension Desk {
  /// Waits until one line of the screen holds all the words.
  func says(_ words: [String], _ location: SourceLocation = #_sourceLocation) throws {
    try settles("says \(words) in one line", location) { $0.line(with: words) }
  }

  /// Goes from the attention pane, on which the desk opens when something needs somebody, to the transactions.
  func leaveAttention() throws {
    try settles("goes to the transactions") { screen in
      guard !screen.contains("Transactions") else { return true }
      // Each press takes one thing away: the message, then the pane.
      _ = try? press("C-g")
      return false
    }
  }
}
