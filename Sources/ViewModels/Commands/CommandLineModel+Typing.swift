import TextSafety

// The command line: typed, completed, recalled; what it leads to is the desk's.

extension CommandLineModel: Dialog {
  var layer: Layer { .command(self) }
  var place: DeskAction.Place { .command }

  mutating func edit(_ turn: inout Turn, _ change: (inout LineEditor) -> Void) {
    let before = line.text
    change(&line)
    remark = nil
    guard line.text != before else { return }
    historyIndex = nil
    turn.ask(.command(.complete))
  }

  mutating func perform(_ action: DialogAction, _ turn: inout Turn) {
    guard case .commandLine(let action) = action else { return }
    switch action {
    case .runCommand: turn.ask(.command(.run(line.text)))
    case .nextCandidate: complete(step: 1, &turn)
    case .previousCandidate: complete(step: -1, &turn)
    case .olderCommand: recall(step: -1, &turn)
    case .newerCommand: recall(step: 1, &turn)
    }
  }

  /// Esc: what was only tried out here is over.
  mutating func leave(_ turn: inout Turn) {
    turn.close()
    turn.ask(.command(.showTheme(nil)))
  }

  /// Takes what completes the line.
  mutating func offer(_ head: String, _ candidates: [Candidate]) {
    (self.head, self.candidates) = (head, candidates)
    chosen = nil
  }

  /// The theme that the line names; `nil` when it names none.
  func theme(among themes: [String]) -> String? {
    guard let call = CommandCall(line.text), DeskCommand.named(call.name)?.name == "theme",
      themes.contains(call.argument)
    else { return nil }
    return call.argument
  }

  /// Tab: puts the next word on the line; the only one also makes room for what follows it.
  private mutating func complete(step: Int, _ turn: inout Turn) {
    guard !candidates.isEmpty else { return }
    let count = candidates.count
    let next = chosen.map { ($0 + step + count) % count } ?? (step > 0 ? 0 : count - 1)
    let word = candidates[next].word
    remark = nil
    historyIndex = nil
    chosen = next
    let goesOn = count == 1 && head.isEmpty && DeskCommand.named(word)?.argument != nil
    line.replace(with: head + word + (goesOn ? " " : ""))
    turn.ask(
      goesOn
        ? .command(.complete) : .command(.showTheme(theme(among: turn.desk.context.themes))))
  }

  /// Walks through the earlier commands; `step` -1 goes back in time.
  private mutating func recall(step: Int, _ turn: inout Turn) {
    let commands = turn.desk.commands
    let index = (historyIndex ?? commands.count) + step
    guard index >= 0 else { return }
    if historyIndex == nil { draft = line.text }
    let isEarlier = index < commands.count
    historyIndex = isEarlier ? index : nil
    line.replace(with: isEarlier ? commands[index] : draft)
    remark = nil
    turn.ask(.command(.complete))
  }

  func refusal(of action: DeskAction, _ desk: DeskFacts) -> SafeText? {
    guard case .dialog(.commandLine(let action)) = action else { return nil }
    switch action {
    case .runCommand: return nil
    case .nextCandidate, .previousCandidate:
      return candidates.isEmpty ? "Nothing completes this." : nil
    case .olderCommand:
      if desk.commands.isEmpty { return "There are no earlier commands." }
      return historyIndex == 0 ? "This is the oldest command." : nil
    case .newerCommand: return historyIndex == nil ? "This is the newest command." : nil
    }
  }
}
