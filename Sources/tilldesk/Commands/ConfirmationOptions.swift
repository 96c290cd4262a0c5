import ArgumentParser
import Payments

/// What the commands that decide have in common: what stays here, the decision's name, and the confirmation.
struct ConfirmationOptions: ParsableArguments {
  @Option(name: .long, parsing: .unconditional, help: "A note that stays here.")
  var note = ""
  @Option(name: .long, parsing: .unconditional, help: "The ticket number.")
  var ticket = ""
  @Option(
    name: .long, parsing: .unconditional,
    help: "Names this decision: given again, it answers what was recorded and sends nothing.")
  var decision: String?
  @Flag(name: .long, help: "Confirm; without it nothing is sent.")
  var yes = false
  @Flag(name: .long, help: "Print an object.")
  var json = false

  /// The same options as they would be typed again.
  var words: [String] {
    var words: [String] = []
    for (name, value) in [("note", note), ("ticket", ticket), ("decision", decision ?? "")]
    where !value.isEmpty {
      words.append("--\(name)=\(value)")
    }
    if yes { words.append("--yes") }
    if json { words.append("--json") }
    return words
  }

  /// Refuses a decision that was not confirmed, or whose token cannot be stored as it stands.
  func check(unconfirmed: String) throws {
    guard yes else { throw ValidationError(unconfirmed) }
    guard let decision else { return }
    guard decision.isPlainWord, decision.utf8.count <= 100 else {
      throw ValidationError("--decision takes 1 to 100 printable characters without spaces.")
    }
  }
}
