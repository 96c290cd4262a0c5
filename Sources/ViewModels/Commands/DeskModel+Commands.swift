import Payments
import SupportDesk
import TextSafety

// The command line: typed, completed, recalled, done.

extension DeskModel {
  /// The command line, while it is open.
  package var commandLine: CommandLineModel? {
    if case .command(let line) = layers.last { line } else { nil }
  }

  /// The desk as it is under the command line or the palette: where what is chosen there is done.
  var underneath: DeskModel {
    var desk = self
    if commandLine != nil || palette != nil { desk.layers.removeLast() }
    return desk
  }

  // MARK: - Opening and closing

  /// `:`: opens the command line; over the help it is about what lies under that.
  mutating func openCommand(_ text: String = "") -> [DeskEffect] {
    if case .help = layers.last { layers.removeLast() }
    var command = CommandLineModel()
    command.line.replace(with: text)
    layers.append(.command(command))
    return commandChanged()
  }

  /// Esc: closes the command line or the palette, and what was only tried out there is over.
  mutating func leaveOverlay() -> [DeskEffect] { closeFront() + want(theme.kept) }

  // MARK: - Typing

  /// Changes the command line.
  mutating func editCommand(_ edit: (inout LineEditor) -> Void) -> [DeskEffect] {
    guard var command = commandLine else { return [] }
    let before = command.line.text
    edit(&command.line)
    command.remark = nil
    let isChanged = command.line.text != before
    if isChanged { command.historyIndex = nil }
    replaceFront(.command(command))
    return isChanged ? commandChanged() : []
  }

  /// Offers what completes the new line, and shows the theme that it names.
  private mutating func commandChanged() -> [DeskEffect] {
    guard var command = commandLine else { return [] }
    (command.head, command.candidates) = underneath.completions(of: command.line.text)
    command.chosen = nil
    replaceFront(.command(command))
    return previewTheme()
  }

  /// Shows the theme that the line names, else the one that is kept.
  private mutating func previewTheme() -> [DeskEffect] {
    guard let call = commandLine.flatMap({ CommandCall($0.line.text) }),
      DeskCommand.named(call.name)?.name == "theme", context.themes.contains(call.argument)
    else { return want(theme.kept) }
    return want(call.argument)
  }

  // MARK: - Completing

  /// Tab: puts the next word on the line; the only one also makes room for what follows it.
  mutating func completeCommand(step: Int) -> [DeskEffect] {
    guard var command = commandLine, !command.candidates.isEmpty else { return [] }
    let count = command.candidates.count
    let next = command.chosen.map { ($0 + step + count) % count } ?? (step > 0 ? 0 : count - 1)
    let word = command.candidates[next].word
    command.remark = nil
    command.historyIndex = nil
    command.chosen = next
    let goesOn = count == 1 && command.head.isEmpty && DeskCommand.named(word)?.argument != nil
    command.line.replace(with: command.head + word + (goesOn ? " " : ""))
    replaceFront(.command(command))
    return goesOn ? commandChanged() : previewTheme()
  }

  /// What a line keeps, and the words that complete its last word.
  private func completions(
    of text: String
  ) -> (head: String, candidates: [CommandLineModel.Candidate]) {
    guard let call = CommandCall(text), let start = text.lastIndex(of: " "),
      text[..<start].contains(where: { $0 != " " && $0 != ":" })
    else {
      return ("", Self.completing(CommandCall(text)?.name ?? "", among: commandCandidates))
    }
    let head = String(text[...start])
    let words = DeskCommand.named(call.name)?.argument?.words(self) ?? []
    let candidates = words.map { CommandLineModel.Candidate(word: $0) }
    return (head, Self.completing(String(text.dropFirst(head.count)), among: candidates))
  }

  private var commandCandidates: [CommandLineModel.Candidate] {
    DeskCommand.table.map {
      .init(word: $0.name, title: $0.title, refusal: $0.refusal(in: self))
    }
  }

  /// The candidates that begin with what was typed; where none does, those that contain it.
  private static func completing(
    _ typed: String, among candidates: [CommandLineModel.Candidate]
  ) -> [CommandLineModel.Candidate] {
    let wanted = DeskCommand.folded(typed)
    let beginning = candidates.filter { DeskCommand.folded($0.word).hasPrefix(wanted) }
    guard beginning.isEmpty else { return beginning }
    return candidates.filter { DeskCommand.folded($0.word).contains(wanted) }
  }

  /// Why Tab does nothing.
  var completionRefusal: SafeText? {
    commandLine?.candidates.isEmpty == false ? nil : "Nothing completes this."
  }

  // MARK: - History

  /// Walks through the earlier commands; `step` -1 goes back in time.
  mutating func recallCommand(step: Int) -> [DeskEffect] {
    guard var command = commandLine else { return [] }
    let commands = memory.commands
    let index = (command.historyIndex ?? commands.count) + step
    guard index >= 0 else { return [] }
    if command.historyIndex == nil { command.draft = command.line.text }
    let isEarlier = index < commands.count
    command.historyIndex = isEarlier ? index : nil
    command.line.replace(with: isEarlier ? commands[index] : command.draft)
    command.remark = nil
    replaceFront(.command(command))
    return commandChanged()
  }

  /// Why Up does nothing.
  var olderCommandRefusal: SafeText? {
    if memory.commands.isEmpty { return "There are no earlier commands." }
    return commandLine?.historyIndex == 0 ? "This is the oldest command." : nil
  }

  /// Keeps a command for Up and Down; never one that may hold a card number.
  mutating func rememberCommand(_ text: String) -> [DeskEffect] {
    let text = text.trimmingSpaces
    guard !looksLikeCardNumber(text), memory.commands.last != text else { return [] }
    return remember(.commanded(text))
  }
}
