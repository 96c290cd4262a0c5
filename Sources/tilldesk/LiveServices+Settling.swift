import Journal
import Payments
import SupportDesk
import TextSafety

extension LiveServices {
  /// Everything that needs attention, with its evidence.
  func matters() throws(CommandFailure) -> [Dossier] {
    do throws(DeskError) {
      try desk.lockWhatDiffers()
      var dossiers: [Dossier] = []
      for item in try desk.attention() {
        if let dossier = try desk.dossier(item.id) { dossiers.append(dossier) }
      }
      return dossiers
    } catch {
      throw CommandFailure(error)
    }
  }

  /// How many matters need attention.
  func attentionCount() throws(CommandFailure) -> Int {
    do throws(DeskError) { return try desk.attention().count } catch { throw CommandFailure(error) }
  }

  /// The decision that the command line names.
  func intent(named name: IntentArgument) throws(CommandFailure) -> Intent {
    let found = try recorded { () throws(JournalError) in
      try journal.intents(beginning: name.beginnings)
    }
    guard let intent = found.first else {
      throw CommandFailure(.failed, "No decision \(name.text) in this journal.")
    }
    guard found.count == 1 else {
      throw CommandFailure(
        .usage, "\(found.count) decisions are named \(name.text): give more digits.")
    }
    return intent
  }

  /// Everything whose end is not known, oldest first.
  func unresolved() throws(CommandFailure) -> [Intent] {
    try recorded { () throws(JournalError) in try journal.unresolved() }
  }

  /// A decision as the record has it now.
  func fresh(_ intent: Intent) throws(CommandFailure) -> Intent {
    try recorded { () throws(JournalError) in try journal.intent(intent.id) } ?? intent
  }

  private func recorded<Value>(
    _ work: () throws(JournalError) -> Value
  ) throws(CommandFailure) -> Value {
    do throws(JournalError) { return try work() } catch {
      throw CommandFailure(.failed, error.sentence)
    }
  }
}

extension Intent {
  /// The payment as the command line names it: `uk-store/6636598`.
  var payment: SafeText { "\(account.safe)/\(key.id.safe)" }
}
