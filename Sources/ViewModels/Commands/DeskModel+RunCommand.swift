import Payments
import SupportDesk
package import TextSafety

extension DeskModel {
  /// Enter: does what the line says; a mistake stays on it, with the word that may have been meant.
  mutating func runCommand(_ text: String) -> [DeskEffect] {
    guard let call = CommandCall(text) else { return turnOfFront { $0.leave(&$1) } }
    let effects = run(call)
    return effects + (commandLine == nil ? rememberCommand(text) : [])
  }

  /// Does a command where the line or the palette was opened, and closes that; a mistake is said there.
  mutating func run(_ call: CommandCall) -> [DeskEffect] {
    var desk = underneath
    do throws(CommandMistake) {
      let effects = try desk.perform(call)
      self = desk
      // What was held back may move the list: it comes after the command, which was about what was seen.
      return effects + layersClosed()
    } catch {
      return remark(error.sentence)
    }
  }

  /// Says something where the command line or the palette is open; it covers the bottom line.
  mutating func remark(_ sentence: SafeText) -> [DeskEffect] {
    turn(of: CommandLineModel.self) { command, _ in command.remark = sentence }
      + turn(of: PaletteModel.self) { palette, _ in palette.remark = sentence }
  }

  /// Does a command on the desk as it stands.
  private mutating func perform(_ call: CommandCall) throws(CommandMistake) -> [DeskEffect] {
    guard let command = DeskCommand.named(call.name) else {
      let remedy: SafeText =
        DeskCommand.nearest(to: call.name).map { "did you mean \($0)?" }
        ?? "Tab shows those that there are."
      throw CommandMistake("There is no command \(call.name); \(remedy)")
    }
    switch command.argument {
    case .none where !call.argument.isEmpty:
      throw CommandMistake("\(command.name) stands alone; take \"\(call.argument)\" away.")
    case .some(let argument) where !argument.isOptional && call.argument.isEmpty:
      throw CommandMistake("Say which: \(command.usage). Tab after a space shows what there is.")
    case .none, .some: return try command.perform(&self, call.argument)
    }
  }

  /// Performs an action as its key would.
  mutating func act(asCommand action: DeskAction) throws(CommandMistake) -> [DeskEffect] {
    if let obstacle = obstacle(to: action) { throw CommandMistake(obstacle) }
    return act(action, in: place)
  }

  /// Why an action would do nothing from the command line or the palette, opened where the cursor is; `nil` when it
  /// applies.
  package func obstacle(to action: DeskAction) -> SafeText? {
    guard action.specification.places.contains(place) else {
      return "\(action.title) works in \(action.placeNames), not here."
    }
    // A replay may move money: it is asked for where its evidence stands, not in a list of names.
    if action == .issue(.replay) {
      return "Only \(context.keymap.keyName(for: action)) itself does this."
    }
    return refusal(of: action)
  }

  // MARK: - Commands of their own

  /// `:quit`: leaves the program from any place; what is being written becomes a draft first, which is asked about.
  mutating func quitFromAnywhere() -> [DeskEffect] {
    var effects: [DeskEffect] = []
    while let layer = layers.last {
      if layer.isConfirm { return effects + explain("Go back from confirming first.") }
      guard layer.dialog.draftTexts.isEmpty else {
        effects += turnOfFront { $0.leave(&$1) }
        continue
      }
      layers.removeLast()
    }
    return effects + quit()
  }
}

extension DeskAction {
  /// The places where it works: `the list and the payment`.
  var placeNames: SafeText {
    let names = Place.allCases.filter(specification.places.contains).map(\.title)
    let rest = names.dropLast().joined(separator: ", ")
    let last = names.last ?? ""
    return rest.isEmpty ? last : "\(rest) and \(last)"
  }
}
