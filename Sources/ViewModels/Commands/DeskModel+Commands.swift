import Payments
import SupportDesk
import TextSafety

// The command line and the palette are about all that can be done, so the desk offers it and does it.

extension DeskModel {
  /// Does what one of them asked for.
  mutating func fulfil(_ request: CommandRequest) -> [DeskEffect] {
    switch request {
    case .complete: completeCommand()
    case .run(let text): runCommand(text)
    case .filter: filterPalette()
    case .choose(let entry): choosePaletteEntry(entry)
    case .showTheme(let name): want(name ?? screen.theme.kept)
    }
  }

  /// The desk as it is under the command line or the palette: where what is chosen there is done.
  var underneath: DeskModel {
    var desk = self
    if commandLine != nil || palette != nil { desk.layers.removeLast() }
    return desk
  }

  /// `:`: opens the command line; over the help it is about what lies under that.
  mutating func openCommand(_ text: String = "") -> [DeskEffect] {
    if layers.last?.isHelp == true { layers.removeLast() }
    var command = CommandLineModel()
    command.line.replace(with: text)
    return open(.command(command)) + completeCommand()
  }

  /// Offers what completes the line, and shows the theme that it names.
  private mutating func completeCommand() -> [DeskEffect] {
    guard let line = commandLine?.line.text else { return [] }
    let (head, candidates) = underneath.completions(of: line)
    let offered = turn(of: CommandLineModel.self) { command, _ in command.offer(head, candidates) }
    return offered + want(commandLine?.theme(among: context.themes) ?? screen.theme.kept)
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

  /// Keeps a command for Up and Down; never one that may hold a card number.
  mutating func rememberCommand(_ text: String) -> [DeskEffect] {
    let text = text.trimmingSpaces
    guard !looksLikeCardNumber(text), memory.remembered.commands.last != text else { return [] }
    return remember(.commanded(text))
  }
}
