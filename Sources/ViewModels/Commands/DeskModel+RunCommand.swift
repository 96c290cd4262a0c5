import Payments
import SupportDesk
package import TextSafety

extension DeskModel {
  /// Enter: does what the line says; a mistake stays on it, with the word that may have been meant.
  mutating func runCommand() -> [DeskEffect] {
    guard let text = commandLine?.line.text else { return [] }
    guard let call = CommandCall(text) else { return leaveCommand() }
    var desk = underneath
    do throws(CommandMistake) {
      let effects = try desk.perform(call)
      self = desk
      rememberCommand(text)
      // What was held back may move the list: it comes after the command, which was about what was seen.
      return effects + layersClosed()
    } catch {
      return remark(error.sentence)
    }
  }

  /// Says something where the command line or the palette is open; it covers the bottom line.
  mutating func remark(_ sentence: SafeText) -> [DeskEffect] {
    guard var command = commandLine else { return [] }
    command.remark = sentence
    replaceFront(.command(command))
    return []
  }

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

  /// Why an action would do nothing where the cursor is; `nil` when it applies.
  package func obstacle(to action: DeskAction) -> SafeText? {
    let places = action.specification.places
    guard places.contains(place) else {
      let names = DeskAction.Place.allCases.filter(places.contains).map(\.title)
      let rest = names.dropLast().joined(separator: ", ")
      let last = names.last ?? ""
      let whole: SafeText = rest.isEmpty ? last : "\(rest) and \(last)"
      return "\(action.title) works in \(whole), not here."
    }
    return refusal(of: action)
  }

  // MARK: - Commands of their own

  /// `:quit`: leaves the program from any place; what is being written becomes a draft first, which is asked about.
  mutating func quitFromAnywhere() -> [DeskEffect] {
    var effects: [DeskEffect] = []
    while let layer = layers.last {
      switch layer {
      case .refundForm: effects += leaveForm()
      case .ruling: effects += leaveRuling()
      case .confirm: return effects
      case .result, .help, .messages, .timeline, .copyMenu, .columns, .export, .quitQuestion,
        .command:
        layers.removeLast()
      }
    }
    return effects + quit()
  }
}
