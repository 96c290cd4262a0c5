/// What came of trying hostile texts.
package struct FuzzOutcome: CustomStringConvertible, Sendable {
  /// What they were tried on.
  package let name: String
  /// How many strings were tried.
  package internal(set) var strings = 0
  /// How many screens were drawn with them, or conversations held.
  package internal(set) var rounds = 0
  /// What was counted besides, in words.
  package internal(set) var remark = ""
  /// What got out, with all that is needed to see it again; `nil` when nothing did.
  package internal(set) var leak: String?

  /// Makes the outcome of nothing.
  init(_ name: String) { self.name = name }

  /// A line for the report.
  package var description: String {
    let sum = "\(name): \(strings) strings, \(rounds) rounds\(remark)"
    return leak.map { "\(sum): LEAK\n\($0)" } ?? sum
  }
}
