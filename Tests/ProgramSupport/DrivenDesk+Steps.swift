import Testing

// What an agent does at the desk, step by step.

extension DrivenDesk {
  /// Searches for a payment and opens it live.
  package func find(_ search: String, id: String) throws {
    try shows("Transactions")
    try press("/")
    try type(search)
    try press("Enter")
    try shows(id)
    try press("Enter")
    try settles("shows the live payment") { $0.contains("read live") }
  }

  /// Fills in the form of a refund and goes on to the confirm screen.
  ///
  /// - Parameter clearing: Whether the amount that stands there is taken away first.
  package func beginRefund(_ amount: String, clearing: Bool = false) throws {
    try press("R")
    try shows("Refund from")
    if clearing { try press("C-u") }
    try type(amount)
    // Enter goes through the fields, on the button it goes on.
    for _ in 0..<5 { try press("Enter") }
    try settles("asks to confirm") { $0.contains("Confirm") || $0.contains("Again?") }
  }

  /// Types the word once the field counts input, and sends it.
  package func confirm(_ word: String) throws {
    try settles("takes the word") { $0.contains("Type ") && !$0.contains("moment") }
    try type(word)
    try shows(word)
    try press("Enter")
  }

  /// Leaves through every layer and pane; Ctrl-G is the Esc that no `q` after it can turn into Alt-q.
  package func quit() throws {
    for _ in 0..<8 where try !hasEnded() {
      try press("C-g")
      pause()
      try press("q")
      if try isAsked() { try press("y") }
    }
    try shows("ended 0")
  }

  /// Waits a moment for the question whether to leave, or the end; whether it is asked.
  private func isAsked() throws -> Bool {
    for _ in 0..<5 {
      pause()
      if try screen().contains("Quit?") { return true }
      if try hasEnded() { return false }
    }
    return false
  }

  /// The shell's word stands at the beginning of a line; texts of the desk say of programs that they ended.
  private func hasEnded() throws -> Bool {
    try screen().split(separator: "\n").contains { $0.hasPrefix("ended ") }
  }
}
