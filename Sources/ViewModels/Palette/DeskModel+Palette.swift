import Payments
import SupportDesk
import TextSafety

// The palette: everything that can be done, found by typing, done in the place that it was opened from.

extension DeskModel {
  /// Ctrl-P: opens the palette; over the help it is about what lies under that.
  mutating func openPalette() -> [DeskEffect] {
    if layers.last?.isHelp == true { layers.removeLast() }
    return open(.palette(PaletteModel())) + filterPalette()
  }

  // MARK: - What is in it

  /// The entries of the open palette as they stand there.
  package var paletteLines: [PaletteLine] {
    palette?.entries.map(underneath.line) ?? []
  }

  /// Shows what matches the filter, and the theme that comes first.
  mutating func filterPalette() -> [DeskEffect] {
    let entries = underneath.paletteEntries(matching: palette?.filter.text ?? "")
    let offered = turn(of: PaletteModel.self) { palette, _ in palette.offer(entries) }
    return offered + want(palette?.selectedTheme ?? screen.theme.kept)
  }

  /// What matches, best first; of equals, what applies here.
  private func paletteEntries(matching typed: String) -> [PaletteModel.Entry] {
    let match = PaletteMatch(typed)
    let ranked = allEntries.enumerated().compactMap { order, entry -> (Rank, PaletteModel.Entry)? in
      guard let rank = match.rank(title: title(of: entry).text, name: entry.name) else {
        return nil
      }
      return (Rank(match: rank, isDimmed: refusal(of: entry) == nil ? 0 : 1, order: order), entry)
    }
    return ranked.sorted { $0.0 < $1.0 }.map(\.1)
  }

  private struct Rank: Comparable {
    let match: Int
    let isDimmed: Int
    let order: Int

    static func < (left: Rank, right: Rank) -> Bool {
      (left.match, left.isDimmed, left.order) < (right.match, right.isDimmed, right.order)
    }
  }

  /// The actions in the order of the help, but moving last; then the commands.
  private var allEntries: [PaletteModel.Entry] {
    let groups = DeskAction.Group.allCases.filter { $0 != .moving } + [.moving]
    let actions = groups.flatMap { group in
      DeskAction.allCases.filter { $0.specification.group == group && $0.specification.isInPalette }
    }
    let commands = DeskCommand.table.filter { $0.action == nil }
    return actions.map { .action($0) }
      + commands.flatMap { command -> [PaletteModel.Entry] in
        guard let argument = command.argument, argument.isChoice else {
          return [.command(name: command.name, word: nil)]
        }
        return argument.words(self).map { .command(name: command.name, word: $0) }
      }
  }

  private func line(of entry: PaletteModel.Entry) -> PaletteLine {
    PaletteLine(title: title(of: entry), keys: keys(of: entry), refusal: refusal(of: entry))
  }

  private func title(of entry: PaletteModel.Entry) -> SafeText {
    switch entry {
    case .action(let action): title(of: action, in: place)
    case .command(let name, .some(let word)): "\(name): \(word)"
    case .command(let name, .none): DeskCommand.named(name)?.title ?? ""
    }
  }

  private func keys(of entry: PaletteModel.Entry) -> SafeText {
    switch entry {
    case .action(let action): context.keymap.keyNames(for: action)
    case .command(let name, .some): ":\(name)"
    case .command(let name, .none): ":\(DeskCommand.named(name)?.usage ?? "")"
    }
  }

  private func refusal(of entry: PaletteModel.Entry) -> SafeText? {
    switch entry {
    case .action(let action):
      action.specification.places.contains(place)
        ? obstacle(to: action) : "Works in \(action.placeNames)."
    case .command(_, .some): nil
    case .command(let name, .none): DeskCommand.named(name)?.refusal(in: self)
    }
  }

  // MARK: - Doing it

  /// Enter: does what is under the cursor where the palette was opened; what does not apply stays, with its reason.
  mutating func choosePaletteEntry(_ entry: PaletteModel.Entry) -> [DeskEffect] {
    if let refusal = underneath.line(of: entry).refusal { return remark(refusal) }
    switch entry {
    case .action(let action):
      layers.removeLast()
      let effects = act(action, in: place)
      // What was held back may move the list: it comes after the action, which was about what was seen.
      return effects + layersClosed()
    case .command(let name, let word):
      if word == nil, DeskCommand.named(name)?.argument != nil {
        layers.removeLast()
        return openCommand(name + " ")
      }
      return run(CommandCall(name: name, argument: word ?? ""))
    }
  }
}

extension PaletteModel.Entry {
  /// The name that it has in the configuration or after `:`.
  fileprivate var name: String {
    switch self {
    case .action(let action): action.name
    case .command(let name, let word): word.map { "\(name) \($0)" } ?? name
    }
  }
}
